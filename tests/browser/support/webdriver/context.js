// One browser over WebDriver, with the names that Playwright has for the same, as far as the tests for every engine use them.
import { hasEnded, startEngine } from "./engines.js";
import { Page } from "./page.js";

export class Context {
  #session;
  #end;
  #proxy;
  #pages = [];
  /** WebDriver has one current window: whoever asks for another one waits until the answer before is there. */
  #last = Promise.resolve();
  #current = null;

  constructor({ session, said, end }, proxy, patience) {
    this.#session = session;
    this.said = said;
    this.#end = end;
    this.#proxy = proxy;
    this.patience = patience;
  }

  static async start(engine, proxy, options) {
    return new Context(await startEngine(engine, options), proxy, options.patience);
  }

  async newPage() {
    const page = await this.#alone(async () => {
      if (this.#pages.length > 0) await this.#session.switchTo().newWindow("tab");
      else await this.#session.manage().window().setRect({ width: 1440, height: 960 });
      this.#current = await this.#session.getWindowHandle();
      return new Page(this, this.#current);
    });
    this.#pages.push(page);
    return page;
  }

  /** Does work in a window, and nothing else meanwhile. */
  in(window, work) {
    return this.#alone(async () => {
      if (this.#current !== window) await this.#session.switchTo().window(window);
      this.#current = window;
      return work(this.#session);
    });
  }

  answer(prefix, files) {
    this.#proxy.answer(prefix, files);
  }

  setOffline(isOffline) {
    return this.#proxy.setOffline(isOffline);
  }

  /** Whether the browser is no longer there. Only the next command says so: the one in which it ended may fail in any way. */
  hasEnded() {
    return this.#alone(() => this.#session.getWindowHandle().then(() => false, hasEnded));
  }

  close() {
    return this.#end();
  }

  #alone(work) {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
