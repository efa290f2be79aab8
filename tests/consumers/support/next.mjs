// Next.js: built, served, asked for; what the server rendered is in the page's source, what the browser did comes after.
import { createServer } from "node:net";
import { EXPECTED } from "../scenario.js";
import { browser, said } from "./browser.mjs";
import { expect, lastLines, limited, run, start } from "./run.mjs";

export async function next(folder) {
  await run(folder, "next", ["build"]);
  const port = await free();
  const server = start(folder, "next", ["start", "--port", String(port), "--hostname", "127.0.0.1"]);
  try {
    const address = `http://127.0.0.1:${port}/`;
    await limited(answering(address, server), 30_000, "next start does not answer");
    const opened = await browser.page();
    try {
      await opened.page.goto(address);
      expect(await said(opened, "data-server"), EXPECTED);
      expect(await said(opened), EXPECTED);
    } finally {
      await opened.page.context().close();
    }
  } finally {
    server.child.kill();
    await limited(server.ended, 5000, "next does not end", () => server.child.kill("SIGKILL")).catch(() => {});
  }
}

async function answering(address, server) {
  for (;;) {
    if (await fetch(address).then((response) => response.ok, () => false)) return;
    if (server.child.exitCode !== null) throw new Error(`next start ended:\n${lastLines(server.said)}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function free() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
