import { InventoryError } from "oversold";
import { words } from "../data/words";
import { FilesError } from "../host/importing";
import { DownloadError } from "../host/loading";
import { ServiceError } from "../host/service";
import { StorageError } from "../host/storage";

/** An error in words that name the next action. */
export interface Problem {
  title: string;
  /** What the software said. */
  detail: string;
  /** What to do about it. */
  advice: string;
}

export function problemOf(error: unknown): Problem {
  const { problem, notice } = words;
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof DownloadError) {
    return { title: problem.notThere, detail, advice: error.status === 404 ? problem.makeIt : problem.checkServer };
  }
  if (error instanceof ServiceError) return { title: problem.notFetched, detail, advice: problem.checkServer };
  if (error instanceof FilesError) return { ...words.files[error.code], detail: error.files.map(({ file }) => file.name).join(", ") };
  if (error instanceof StorageError) {
    const advice = { full: problem.room, gone: problem.gone, newer: problem.reload, blocked: notice.trouble.blocked };
    return { title: problem.notStored, detail: notice.trouble[error.code], advice: (advice as Record<string, string>)[error.code] ?? problem.reload };
  }
  if (error instanceof InventoryError) {
    const where = error.path ? ` (${error.path})` : "";
    return { ...ofInventory(error), detail: `${detail}${where}` };
  }
  if (error instanceof TypeError) return { title: problem.notFetched, detail, advice: problem.checkConnection };
  return { title: problem.unknown, detail, advice: problem.reload };
}

function ofInventory({ code }: InventoryError): Pick<Problem, "title" | "advice"> {
  const { problem } = words;
  if (code === "invalidInput") return { title: problem.refused, advice: problem.correct };
  if (code === "badWasm") return { title: problem.notStarted, advice: problem.checkWasm };
  if (code === "corruptImage" || code === "gap") return { title: problem.damaged, advice: problem.damagedAdvice };
  if (code === "unsupportedVersion") return { title: problem.newer, advice: problem.newerAdvice };
  if (code === "aborted") return { title: problem.cancelled, advice: problem.reload };
  return { title: problem.stopped, advice: problem.reload };
}

/** One place in the data that is not as it must be. */
export interface Finding {
  path: string | null;
  message: string;
}

/** All that is known to be wrong with some data, and how much more there is. */
export function findingsOf(error: unknown): { findings: Finding[]; count: number } {
  if (error instanceof FilesError) {
    const findings = error.files.map(({ file, kind }) => ({ path: file.name, message: words.files.kinds[kind] }));
    return { findings, count: findings.length };
  }
  if (!(error instanceof InventoryError) || error.code !== "invalidInput") return { findings: [], count: 0 };
  const { findings: further, count } = error.details;
  const findings = [{ path: error.path, message: error.message }, ...(Array.isArray(further) ? (further as Finding[]) : [])];
  return { findings, count: typeof count === "number" ? count : findings.length };
}
