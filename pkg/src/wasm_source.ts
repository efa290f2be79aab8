/** The WebAssembly file, from wherever the host has it, with an error that says what to do where it cannot be had. */
import type { WasmSource } from "./contract/options.js";
import { InventoryError, kindOf, reason, tag } from "./errors.js";

const SERVE = "Serve this package's oversold_bg.wasm there, or give init() its address";

/** What `init` is given, and what an entry has of its own. */
export type Source = WasmSource | (() => WasmSource | Promise<BufferSource>);

export async function compile(source: Source): Promise<WebAssembly.Module> {
  try {
    const given = await (typeof source === "function" ? source() : source);
    const type = tag(given);
    if (type === "WebAssembly.Module") return given as WebAssembly.Module;
    if (type === "Response") return await fromResponse(given as Response);
    if (type === "Request") return await fromResponse(await fetched(given as Request, (given as Request).url));
    if (typeof given === "string" || type === "URL") return await fromUrl(String(given));
    if (type === "ArrayBuffer" || ArrayBuffer.isView(given)) return await fromBytes(given as BufferSource, "the bytes given to init()");
    throw bad(`init() takes an address, a Response, bytes or a WebAssembly.Module; this is ${kindOf(given)}.`);
  } catch (thrown) {
    throw thrown instanceof InventoryError ? thrown : bad(`The WebAssembly file could not be had: ${reason(thrown)}`, {}, thrown);
  }
}

async function fromUrl(url: string): Promise<WebAssembly.Module> {
  if (url.startsWith("file:")) return fromBytes(await readFile(url), url);
  return fromResponse(await fetched(url, url));
}

async function fetched(request: string | Request, url: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (thrown) {
    const advice = "Check the address, the network, and connect-src of the page's Content-Security-Policy.";
    throw bad(`${url} could not be fetched: ${reason(thrown)}. ${advice}`, { url }, thrown);
  }
}

/** Node's fetch knows no file: addresses. Written so that no bundler takes the import for one of its own. */
async function readFile(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const fileSystem = "node:fs/promises";
  try {
    const { readFile } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ fileSystem)) as {
      readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
    };
    return await readFile(new URL(url));
  } catch (thrown) {
    throw bad(`${url} could not be read: ${reason(thrown)}. Serve the page over http, or give init() the bytes.`, { url }, thrown);
  }
}

async function fromResponse(response: Response): Promise<WebAssembly.Module> {
  const url = response.url || "the Response given to init()";
  if (!response.ok) {
    throw bad(`${url} answered with status ${response.status}. ${SERVE}.`, { url: response.url, status: response.status });
  }
  const contentType = response.headers.get("content-type")?.trim().toLowerCase() ?? "";
  if (contentType === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
    return compiling(WebAssembly.compileStreaming(response), url);
  }
  const essence = contentType.split(";")[0]!.trim();
  if (essence === "text/html") throw html(url, { url: response.url, contentType });
  if (essence !== "" && essence !== "application/wasm") {
    const advice = "Let the server send it as application/wasm, or give init() the bytes.";
    throw bad(`${url} was served with the MIME type ${essence}, which browsers do not compile. ${advice}`, { url: response.url, contentType });
  }
  return fromBytes(await response.arrayBuffer(), url);
}

async function fromBytes(source: BufferSource, name: string): Promise<WebAssembly.Module> {
  const bytes = ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  if (/^(\u00ef\u00bb\u00bf)?\s*</.test(start)) throw html(name, {});
  if (!start.startsWith("\0asm")) throw bad(`${name}: this is no WebAssembly. ${SERVE}.`);
  return compiling(WebAssembly.compile(source), name);
}

async function compiling(module: Promise<WebAssembly.Module>, name: string): Promise<WebAssembly.Module> {
  try {
    return await module;
  } catch (thrown) {
    const message = reason(thrown);
    if (/content.security.policy|unsafe-eval|\bcsp\b/i.test(message)) {
      const advice = "Add 'wasm-unsafe-eval' to its script-src.";
      throw bad(`The page's Content-Security-Policy forbids WebAssembly. ${advice}`, {}, thrown);
    }
    throw bad(`${name} could not be compiled: ${message}. ${SERVE}, whole.`, {}, thrown);
  }
}

function html(name: string, details: Record<string, unknown>): InventoryError {
  const why = "an HTML page came instead of WebAssembly, as servers answer where there is nothing";
  return bad(`${name}: ${why}. ${SERVE} (with Vite before 8: exclude oversold from optimizeDeps).`, details);
}

export function bad(message: string, details: Record<string, unknown> = {}, cause?: unknown): InventoryError {
  return new InventoryError("badWasm", message, null, details, cause);
}

/** Two addresses are the same source when they are equal, other things when they are one. */
export function keyOf(source: Source): unknown {
  if (typeof source !== "string" && !(source instanceof URL)) return source;
  try {
    return new URL(source, globalThis.location?.href).href;
  } catch {
    return String(source);
  }
}
