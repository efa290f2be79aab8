import { nodeResolve } from "@rollup/plugin-node-resolve";
import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";

// Rollup itself knows no assets: the second plugin copies what `new URL(…, import.meta.url)` names.
export default { input: "main.js", output: { dir: "dist", format: "es" }, plugins: [nodeResolve(), importMetaAssets()] };
