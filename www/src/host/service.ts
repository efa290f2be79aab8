import type { Changes, Command, InventoryEvent, Refusal } from "oversold";
import type { Image } from "./storage";

/** How long an answer is waited for, in milliseconds: all tabs wait for the one that asks. */
const PATIENCE = 60_000;

/** A service as in the repository's `service/`, and the shops whose work is done here; none: all. */
export interface Service {
  url: string;
  shops: readonly string[];
}

/** How far this inventory and its service know of each other. */
export interface Connection extends Service {
  /** Which database the service's is: one that was restored, or made anew, is another. Not the lineage of what is stored here. */
  serviceLineage: string;
  /** The service's revision: what it had then is known here. */
  revision: number;
  /** This inventory's revision: what was done up to here is known there. */
  sent: number;
  /** Not yet seen by the person. */
  undone: readonly Undone[];
}

/** What was done here, and cannot be done any more after what others did. */
export interface Undone {
  command: Command;
  refusal: Refusal;
}

export type Level = Changes["needsHistory"][number];

/** Facts as the service has them: the fields of a merge. */
export interface Facts extends Pick<Command & { type: "merge" }, "upsert" | "remove"> {
  /** The service's. */
  revision: number;
}

export interface Received {
  /** How many of the events stand there now, directly behind what is known here: the first ones. */
  arrived: number;
  /** Others were quicker: what they did is to be taken in first. */
  isConflict: boolean;
  /** Commands that the service has elsewhere: what they did comes with what others did. */
  there: ReadonlySet<string>;
}

export type ServiceTrouble =
  /** No answer, or none that is the service's. */
  | "unreachable"
  /** What is here and what is there do not belong together any more: load it anew. */
  | "gone"
  /** It answered that this cannot be, and will again: `message` says what, `said` where. */
  | "refused"
  /** Anything else; `cause` is what happened. */
  | "failed";

/** A refusal as the service words it. */
export interface Said {
  code: string;
  /** The place in what was sent. */
  path: string | null;
}

export class ServiceError extends Error {
  readonly said: Said | null;

  constructor(
    readonly code: ServiceTrouble,
    message: string,
    { cause, said = null }: { cause?: unknown; said?: Said | null } = {},
  ) {
    super(message, { cause });
    this.name = "ServiceError";
    this.said = said;
  }
}

const query = (asked: Record<string, string | number>, shops: readonly string[] = []) =>
  new URLSearchParams([...Object.entries(asked).map(([name, value]) => [name, String(value)]), ...shops.map((shop) => ["shop", shop])]);

/** Where the working set is. */
export const workingSetOf = ({ url, shops }: Service): string => `${url}working-set?${query({}, shops)}`;

/** A service as a person writes it: its address, whole or beside the page, and behind it the shops: "stock/?shop=centre&shop=west". */
export function serviceAt(written: string, base: string): Service {
  const { origin, pathname, searchParams } = new URL(written, base);
  return { url: `${origin}${pathname.replace(/\/?$/, "/")}`, shops: searchParams.getAll("shop") };
}

/** A page's query with a service in it: whose shops are written as they are (`?service=stock/?shop=a&shop=b`), it is all the rest. */
export const withServiceEncoded = (search: string): string =>
  search.replace(/([?&]service=)([^&]*\?.*)$/, (_, before: string, written: string) => before + encodeURIComponent(written));

/** Right after the working set was loaded: they know the same. */
export async function connectionOf(service: Service, { revision }: Pick<Image, "revision">): Promise<Connection> {
  const { lineage } = await ask(`${service.url}changes?${query({ since: revision }, service.shops)}`);
  return { ...service, serviceLineage: lineage, revision, sent: revision, undone: [] };
}

export async function send({ url, serviceLineage, revision }: Connection, events: readonly InventoryEvent[]): Promise<Received> {
  const answer = await ask(`${url}events?${query({ lineage: serviceLineage })}`, { expectedRevision: revision, events });
  const isConflict = answer.status === CONFLICT;
  const there = new Set(isConflict ? (answer.body.events as InventoryEvent[]).map(({ commandId }) => commandId) : []);
  return { arrived: Math.min(answer.revision - revision, events.length), isConflict, there };
}

/** What changed since, and all movements of some levels. */
export async function factsSince({ url, shops, serviceLineage, revision }: Connection, levels: readonly Level[]): Promise<Facts> {
  const answer =
    levels.length > 0
      ? await ask(`${url}history?${query({ lineage: serviceLineage })}`, { since: revision, shops, levels })
      : await ask(`${url}changes?${query({ since: revision, lineage: serviceLineage }, shops)}`);
  return { ...answer.body, revision: answer.revision };
}

const CONFLICT = 409;
/** What is refused once is refused again, however often it is sent. */
const LASTING = [400, 413, 415, 422];

type Body = Record<string, unknown>;

interface Answer {
  status: number;
  lineage: string;
  revision: number;
  body: Body;
}

async function ask(url: string, given?: object): Promise<Answer> {
  const { status, isOk, body } = await fetched(url, given);
  if (!isOk && status !== CONFLICT) throw refusalOf(url, status, body);
  const { lineage, revision, events } = body;
  const isWhole = typeof lineage === "string" && Number.isSafeInteger(revision) && (status !== CONFLICT || Array.isArray(events));
  if (!isWhole) throw new ServiceError("unreachable", `${url} answered, but not as the service does.`);
  return { status, lineage, revision: revision as number, body };
}

async function fetched(url: string, given?: object): Promise<{ status: number; isOk: boolean; body: Body }> {
  try {
    const posted = given && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(given) };
    const response = await fetch(url, { ...posted, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const isJson = response.headers.get("content-type")?.includes("json");
    const body: unknown = isJson ? await response.json() : null;
    return { status: response.status, isOk: response.ok, body: (body ?? {}) as Body };
  } catch (thrown) {
    throw new ServiceError("unreachable", thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }
}

function refusalOf(url: string, status: number, { code, path, message }: Body): ServiceError {
  const trouble = status === 410 ? "gone" : LASTING.includes(status) ? "refused" : "unreachable";
  const said = typeof code === "string" ? { code, path: typeof path === "string" ? path : null } : null;
  return new ServiceError(trouble, typeof message === "string" ? message : `${url} answered with status ${status}.`, { said });
}
