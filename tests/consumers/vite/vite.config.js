// Nothing for oversold. The worker is a module, as the page is.
export default { base: "./", worker: { format: "es" } };
