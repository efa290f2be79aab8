// Served without 'wasm-unsafe-eval': the error must say what the page lacks.
import { init } from "./node_modules/oversold/dist/index.js";

const shown = (result) => (document.body.dataset.result = result);
init().then(() => shown("started"), (error) => shown(`${error.code}: ${error.message}`));
