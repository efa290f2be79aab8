// Vite's development server. It does not watch files by itself: an edit that comes within milliseconds of another is lost to its
// watcher now and then. `edited` tells it of one.
import { createServer } from "vite";
import { EXPECTED } from "../scenario.js";
import { shows } from "./pages.mjs";

export async function serving(folder, use) {
  const server = await createServer({ root: folder, logLevel: "error", server: { port: 0, host: "127.0.0.1", watch: null } });
  const edited = (file) => server.watcher.emit("change", file);
  try {
    await server.listen();
    return await use(server.resolvedUrls.local[0], edited);
  } finally {
    await server.close();
  }
}

export const devServer = (folder) => serving(folder, (address) => shows(address, EXPECTED));
