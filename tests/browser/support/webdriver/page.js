import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Key } from "selenium-webdriver";
import { hasEnded } from "./engines.js";
import { Locator } from "./locator.js";

let finder;
/** What finds elements, as a script that leaves it in the page. */
const finding = () =>
  (finder ??= build({
    entryPoints: [fileURLToPath(new URL("inPage.js", import.meta.url))],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "inPage",
    footer: { js: "window.inPage = inPage;" },
    logLevel: "error",
    write: false,
  }).then(({ outputFiles }) => outputFiles[0].text));

const POLL = 50;
const pause = () => new Promise((resolve) => setTimeout(resolve, POLL));

export class Page {
  #context;
  #window;

  constructor(context, window) {
    this.#context = context;
    this.#window = window;
    this.keyboard = {
      type: (text) => this.do((session) => session.actions().sendKeys(...[...text].map((key) => (key === "\n" ? Key.ENTER : key))).perform()),
      press: (keys) => this.do((session) => press(session, keys)),
    };
  }

  context() {
    return this.#context;
  }

  do(work) {
    return this.#context.in(this.#window, work);
  }

  goto(url) {
    return this.do((session) => session.get(url));
  }

  /** As the page itself would: what WebDriver has for it goes past the service worker in Firefox. */
  async reload() {
    await this.do((session) => session.executeScript("window.isLeft = true; setTimeout(() => location.reload());"));
    await this.eventually(async () => {
      const isThere = await this.do((session) => session.executeScript("return !window.isLeft && document.readyState === 'complete';"));
      if (!isThere) throw new Error("the page is not there again");
    });
  }

  /** Begins in the page, and looks again until it is done there: other pages go on meanwhile. */
  async evaluate(script, given = null) {
    const id = crypto.randomUUID();
    const begin = `
      const asked = (window.asked ??= {});
      const answer = (asked["${id}"] = { done: false });
      Promise.resolve(JSON.parse(arguments[0])).then(${script}).then(
        (value) => Object.assign(answer, { done: true, value: JSON.stringify(value) }),
        (error) => Object.assign(answer, { done: true, error: String(error && error.stack || error) + " " + String(error) }),
      );`;
    await this.do((session) => session.executeScript(begin, JSON.stringify(given)));
    for (;;) {
      const answer = await this.do((session) => session.executeScript(`return window.asked?.["${id}"] ?? { done: true, error: "the page went away" };`));
      if (answer.error) throw new Error(answer.error);
      if (answer.done) return answer.value === undefined || answer.value === null ? undefined : JSON.parse(answer.value);
      await pause();
    }
  }

  /** Runs in the page at once, beside `window.inPage`. */
  async inPage(body, ...given) {
    const script = `if (!window.inPage) return "not yet"; const [...given] = arguments; return { value: (${body})(...given) };`;
    let answer = await this.do((session) => session.executeScript(script, ...given));
    if (answer === "not yet") {
      const source = await finding();
      answer = await this.do(async (session) => {
        await session.executeScript(source);
        return session.executeScript(script, ...given);
      });
    }
    return answer.value;
  }

  /** Tries again while elements come and go, as a person would; fails with the last reason. */
  async eventually(attempt) {
    for (const until = Date.now() + this.#context.patience; ; ) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() > until || hasEnded(error)) throw error;
        await pause();
      }
    }
  }

  locator(selector) {
    return new Locator(this, []).locator(selector);
  }
  getByRole(...given) {
    return new Locator(this, []).getByRole(...given);
  }
  getByText(...given) {
    return new Locator(this, []).getByText(...given);
  }
  getByLabel(...given) {
    return new Locator(this, []).getByLabel(...given);
  }
}

/** "Control+Enter", "Escape", "z" */
function press(session, keys) {
  const pressed = keys.split("+").map((key) => Key[{ ArrowDown: "ARROW_DOWN", ArrowUp: "ARROW_UP" }[key] ?? key.toUpperCase()] ?? key);
  const held = pressed.slice(0, -1);
  const actions = session.actions();
  for (const key of held) actions.keyDown(key);
  actions.sendKeys(pressed.at(-1));
  for (const key of held.reverse()) actions.keyUp(key);
  return actions.perform();
}
