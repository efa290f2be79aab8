// What the command line of webpack does, without a further package for it.
const webpack = require("webpack");

webpack(require("./webpack.config.cjs"), (error, stats) => {
  if (error || stats.hasErrors()) {
    console.error(error ?? stats.toString("errors-only"));
    process.exitCode = 1;
  }
});
