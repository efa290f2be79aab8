import type { Changes, Command, InventoryEvent, Refusal } from "oversold";
import type { Image } from "./storage";

/** A service as in the repository's `service/`, and the shops whose work is done here; none: all. */
export interface Service {
  url: string;
  shops: readonly string[];
}

/** How far this inventory and its service know of each other. */
export interface Connection extends Service {
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
  revision: number;
}

export interface Received {
  /** The service's, with those of the events that it has now. */
  revision: number;
  /** Others were quicker. */
  isConflict: boolean;
}

export type ServiceTrouble =
  /** No answer, or none that is the service's. */
  | "unreachable"
  /** What is here and what is there do not belong together any more: load it anew. */
  | "gone"
  /** It answered that this cannot be; `message` says what. */
  | "refused";

export class ServiceError extends Error {
  constructor(
    readonly code: ServiceTrouble,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = "ServiceError";
  }
}

const query = (shops: readonly string[]) => shops.map((shop) => `shop=${encodeURIComponent(shop)}`).join("&");

/** Where the working set is. */
export const workingSetOf = ({ url, shops }: Service): string => `${url}working-set?${query(shops)}`;

/** A service as a person writes it: its address, whole or beside the page, and behind it the shops: "stock/?shop=centre&shop=west". */
export function serviceAt(written: string, base: string): Service {
  const { origin, pathname, searchParams } = new URL(written, base);
  return { url: `${origin}${pathname.replace(/\/?$/, "/")}`, shops: searchParams.getAll("shop") };
}

/** Right after the working set was loaded: they know the same. */
export const connectionOf = (service: Service, { revision }: Image): Connection => ({ ...service, revision, sent: revision, undone: [] });

export async function send({ url, revision }: Connection, events: readonly InventoryEvent[]): Promise<Received> {
  const { status, body } = await ask(`${url}events`, { expectedRevision: revision, events });
  return { revision: body.revision as number, isConflict: status === 409 };
}

/** What changed since, and all movements of some levels. */
export async function factsSince({ url, shops, revision }: Connection, levels: readonly Level[]): Promise<Facts> {
  const asked = levels.length > 0 ? ask(`${url}history`, { since: revision, shops, levels }) : ask(`${url}changes?since=${revision}&${query(shops)}`);
  return (await asked).body as unknown as Facts;
}

async function ask(url: string, given?: object): Promise<{ status: number; body: Record<string, unknown> }> {
  let response: Response;
  let body: Record<string, unknown>;
  try {
    const posted = given && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(given) };
    response = await fetch(url, { ...posted, cache: "no-store" });
    body = (await response.json()) as Record<string, unknown>;
  } catch (thrown) {
    throw new ServiceError("unreachable", thrown instanceof Error ? thrown.message : String(thrown), thrown);
  }
  if (response.ok || response.status === 409) return { status: response.status, body };
  const message = String(body.message ?? response.status);
  throw new ServiceError(response.status === 410 ? "gone" : response.status === 422 ? "refused" : "unreachable", message);
}
