/** What a file is, and what is in an archive. */
import { InventoryError } from "oversold";
import type { Kind, Sorted } from "./importing";

/** What tells files apart stands at their beginning. */
const HEAD = 65_536;
/** More than any back office has: an archive that claims to hold more is to be unpacked by somebody who knows it. */
const LARGEST = 2_000_000_000;

const SPREADSHEET = /\.(csv|tsv|tab|txt)(\.gz)?$/i;
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b];
const MARK = [0xef, 0xbb, 0xbf];

/** Its bytes, unpacked where they are packed with gzip. */
export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await unpackedStream(file)).arrayBuffer());
}

async function unpackedStream(file: Blob): Promise<Response> {
  if (!(await beginsWith(file, GZIP))) return new Response(file);
  return new Response(file.stream().pipeThrough(new DecompressionStream("gzip")));
}

async function beginsWith(file: Blob, magic: readonly number[]): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, magic.length).arrayBuffer());
  return magic.every((byte, at) => bytes[at] === byte);
}

async function head(file: Blob): Promise<string> {
  const reader = (await unpackedStream(file)).body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (reader && text.length < HEAD) {
      const { value, done } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // Cut short: what reads all of it says so.
  }
  await reader?.cancel().catch(() => {});
  return text.slice(0, HEAD);
}

/** The files themselves, in the place of the archives that they are packed in. "json" may be anything. */
export async function unfolded(file: File): Promise<{ file: File; kind: Kind | "json" }[]> {
  if (!(await beginsWith(file, ZIP))) return [{ file, kind: await kindOf(file) }];
  const { unzipSync } = await import("fflate");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const names: string[] = [];
  let size = 0;
  const list = () =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name);
        size += originalSize;
        return false;
      },
    });
  try {
    list();
  } catch {
    return [{ file, kind: "backUp" }];
  }
  if (names.includes("[Content_Types].xml")) return [{ file, kind: "workbook" }];
  const inside = names.filter((name) => !name.endsWith("/") && !/(^|\/)(\.|__MACOSX\/)/.test(name));
  if (inside.length === 0 || inside.includes("events.json")) return [{ file, kind: "backUp" }];
  if (size > LARGEST) throw new InventoryError("tooLarge", `${file.name} holds ${size} bytes: unpack it, and take its files in parts`);
  const wanted = new Set(inside);
  const found = [];
  for (const [name, content] of Object.entries(unzipSync(bytes, { filter: ({ name }) => wanted.has(name) }))) {
    const one = new File([content as Uint8Array<ArrayBuffer>], name.split("/").at(-1) ?? name);
    found.push({ file: one, kind: await kindOf(one) });
  }
  return found;
}

async function kindOf(file: File): Promise<Kind | "json"> {
  if (SPREADSHEET.test(file.name)) return "spreadsheet";
  // The older kind of Excel's, which is no archive.
  if (/\.xls$/i.test(file.name)) return "workbook";
  const text = await head(file);
  return /^\s*[[{]/.test(text) && !/"format"\s*:\s*"oversold\//.test(text) ? "json" : "inventory";
}

/** JSON that is no snapshot is Lightspeed's if the package finds records in any of it; pages of nothing, and of other things, come along. */
export async function told(files: readonly { file: File; kind: Kind | "json" }[]): Promise<Sorted[]> {
  let isLightspeed = false;
  for (const { file } of files.filter(({ kind }) => kind === "json")) {
    isLightspeed = await hasRecords(file);
    if (isLightspeed) break;
  }
  return files.map(({ file, kind }) => ({ file, kind: kind !== "json" ? kind : isLightspeed ? "lightspeed" : "inventory" }));
}

async function hasRecords(file: File): Promise<boolean> {
  const { init, LightspeedReader } = await import("oversold/lightspeed");
  await init();
  const reader = new LightspeedReader();
  try {
    for (const body of bodiesIn(await bytesOf(file))) reader.add(body);
    if (reader.warnings().some(({ code }) => code === "notUsed")) return false;
    return Object.values(reader.snapshot()).some((table) => Array.isArray(table) && table.length > 0);
  } catch {
    return false;
  } finally {
    reader.dispose();
  }
}

/** A file holds one body, or a list of them; some programs put UTF-8's mark before it. */
export function bodiesIn(file: Uint8Array<ArrayBuffer>): Iterable<Uint8Array | Record<string, unknown>> {
  const bytes = MARK.every((byte, at) => file[at] === byte) ? file.subarray(MARK.length) : file;
  const first = bytes.find((byte) => byte > 0x20);
  if (first !== "[".charCodeAt(0)) return [bytes];
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>[];
}
