// React's StrictMode mounts everything twice, and a hot reload runs the edited module again: there is one engine all the same.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EXPECTED } from "../scenario.js";
import { browser, said } from "./browser.mjs";
import { expect } from "./run.mjs";
import { serving } from "./vite.mjs";

export const hotReload = (folder) =>
  serving(folder, async (address, edited) => {
    const { page, problems } = await browser.page();
    await page.addInitScript(() => {
      window.instances = 0;
      window.loads = (window.loads ?? 0) + 1;
      const { instantiate, Instance } = WebAssembly;
      WebAssembly.instantiate = (...given) => (window.instances++, instantiate(...given));
      WebAssembly.Instance = new Proxy(Instance, { construct: (target, given) => (window.instances++, new target(...given)) });
    });
    try {
      await page.goto(address);
      expect(await said({ page, problems }), EXPECTED);
      const counts = () => page.evaluate(() => `${window.mounts} mounts, ${window.instances} instance`);
      expect(await counts(), "2 mounts, 1 instance");
      await page.evaluate(() => (window.stayed = true));

      for (const title of ["Sold but not there", "What is short"]) {
        const file = join(folder, "Report.jsx");
        const source = await readFile(file, "utf8");
        await writeFile(file, source.replace(/const \[title\] = .*;/, `const [title] = useState(${JSON.stringify(title)});`));
        edited(file);
        await page.getByRole("heading", { name: title }).waitFor({ timeout: 90_000 });
        expect(await said({ page, problems }), EXPECTED);
      }
      expect(await page.evaluate(() => window.stayed), true);
      // Each hot reload mounts again; the engine goes on.
      expect(await counts(), /^[4-9] mounts, 1 instance$/);
      expect(problems.join("; "), "");
      return await counts();
    } finally {
      await page.context().close();
    }
  });
