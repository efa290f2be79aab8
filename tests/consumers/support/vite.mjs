// Vite's development server.
import { createServer } from "vite";
import { EXPECTED } from "../scenario.js";
import { shows } from "./pages.mjs";

export async function serving(folder, use) {
  const server = await createServer({ root: folder, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
  try {
    await server.listen();
    return await use(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
}

export const devServer = (folder) => serving(folder, (address) => shows(address, EXPECTED));
