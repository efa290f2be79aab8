// Nothing for oversold: webpack finds the file by the package's `new URL`.
module.exports = { mode: "production", entry: "./main.js", output: { filename: "main.js" }, performance: { hints: false } };
