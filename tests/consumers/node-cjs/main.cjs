async function main() {
  const oversold = await import("oversold");
  const { scenario } = await import("./scenario.js");
  console.log(await scenario(oversold));
}

main();
