import { init, Inventory } from "oversold";

/** `total` is null when the server does not say how long the file is. */
export interface Progress {
  received: number;
  total: number | null;
}

/** The server answered, but not with the file: kept apart from what the package itself refuses. */
export class DownloadError extends Error {
  constructor(
    readonly url: string,
    readonly status: number,
  ) {
    super(`${url} answered with status ${status}.`);
    this.name = "DownloadError";
  }
}

/**
 * All that an embedder needs: start the package, fetch the snapshot's bytes, hand them over.
 * The wasm file and the data are fetched side by side; the bytes are parsed inside the core.
 */
export async function loadInventory(url: string, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Inventory> {
  const [, bytes] = await Promise.all([init(), download(url, onProgress, signal)]);
  return Inventory.fromJson(bytes);
}

async function download(url: string, onProgress: (progress: Progress) => void, signal: AbortSignal) {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) throw new DownloadError(url, response.status);

  // A compressed answer states its compressed length, which the bytes read here do not add up to.
  const length = response.headers.has("content-encoding") ? null : Number(response.headers.get("content-length"));
  const total = length && length > 0 ? length : null;

  const chunks: Uint8Array[] = [];
  let received = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    received += value.byteLength;
    onProgress({ received, total });
  }
  return join(chunks, received);
}

function join(chunks: Uint8Array[], length: number) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
