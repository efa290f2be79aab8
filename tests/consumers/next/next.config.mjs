import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder in which `next` itself is installed, two above this one. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export default {
  turbopack: { root },
  outputFileTracingRoot: root,
  // On the server Node imports the package itself, and reads the file from disk.
  serverExternalPackages: ["oversold"],
};
