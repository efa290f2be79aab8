import { Key } from "selenium-webdriver";

const plain = (matcher) => (matcher instanceof RegExp ? { source: matcher.source, flags: matcher.flags } : matcher);

/** How to find elements, tried anew each time it is used. */
export class Locator {
  #page;
  #steps;

  constructor(page, steps) {
    this.#page = page;
    this.#steps = steps;
  }

  #then(step) {
    return new Locator(this.#page, [...this.#steps, step]);
  }

  locator(selector) {
    return this.#then({ way: "css", selector });
  }
  getByRole(role, { name, exact = false, includeHidden = false } = {}) {
    return this.#then({ way: "role", role, name: plain(name), exact, hidden: includeHidden });
  }
  getByText(text, { exact = false } = {}) {
    return this.#then({ way: "text", text: plain(text), exact });
  }
  getByLabel(text, { exact = false } = {}) {
    return this.#then({ way: "label", text: plain(text), exact });
  }
  filter({ has, hasText }) {
    return this.#then({ way: "filter", has: has && has.#steps, hasText: hasText && plain(hasText) });
  }
  and(other) {
    return this.#then({ way: "and", other: other.#steps });
  }
  first() {
    return this.#then({ way: "first" });
  }
  nth(at) {
    return this.#then({ way: "nth", at });
  }

  count() {
    return this.#page.inPage("(steps) => inPage.find(steps).length", this.#steps);
  }

  evaluateAll(script) {
    return this.#page.inPage(`(steps) => (${script})(inPage.find(steps))`, this.#steps);
  }

  /** At once, and false where it is not there. */
  isVisible() {
    return this.#page.inPage("(steps) => inPage.find(steps).some(inPage.isVisible)", this.#steps);
  }

  textContent() {
    return this.#ofOne("(element) => element.textContent");
  }
  inputValue() {
    return this.#ofOne("(element) => element.value");
  }
  isChecked() {
    return this.#ofOne("(element) => element.checked ?? element.getAttribute('aria-checked') === 'true'");
  }
  getAttribute(name) {
    return this.#ofOne(`(element) => element.getAttribute(${JSON.stringify(name)})`);
  }

  waitFor({ state = "visible" } = {}) {
    return this.#page.eventually(async () => {
      const holds = state === "visible" ? await this.isVisible() : state === "detached" ? (await this.count()) === 0 : (await this.count()) > 0;
      if (!holds) throw new Error(`${this} is not ${state}`);
    });
  }

  click({ modifiers = [] } = {}) {
    return this.#use(async (element, session) => {
      if (modifiers.length === 0) return element.click();
      const actions = session.actions();
      for (const modifier of modifiers) actions.keyDown(Key[modifier.toUpperCase()]);
      actions.click(element);
      for (const modifier of modifiers) actions.keyUp(Key[modifier.toUpperCase()]);
      return actions.perform();
    });
  }

  hover() {
    return this.#use((element, session) => session.actions().move({ origin: element }).perform());
  }

  focus() {
    return this.#ofOne("(element) => element.focus()");
  }

  fill(text) {
    return this.#use(async (element) => {
      await element.sendKeys(Key.chord(Key.CONTROL, "a"), Key.BACK_SPACE);
      if (text !== "") await element.sendKeys(text);
    });
  }

  pressSequentially(text) {
    return this.#use((element) => element.sendKeys(text));
  }

  /** A file that is there, into a field that nobody sees. */
  setInputFiles(path) {
    return this.#use((element) => element.sendKeys(path), false);
  }

  #ofOne(script) {
    return this.#page.eventually(() => this.#page.inPage(`(steps, said) => (${script})(${ONE})`, this.#steps, String(this)));
  }

  /** One element, seen, which is then used: again where it went away meanwhile, or something lay before it. */
  #use(work, seen = true) {
    return this.#page.eventually(async () => {
      const element = await this.#page.inPage(`(steps, said, seen) => { const element = ${ONE}; if (seen && !inPage.isVisible(element)) throw new Error(said + " is not seen"); return element; }`, this.#steps, String(this), seen);
      await this.#page.do((session) => work(element, session));
    });
  }

  toString() {
    return JSON.stringify(this.#steps);
  }
}

const ONE = `(() => {
  const found = inPage.find(steps);
  if (found.length !== 1) throw new Error(said + ": " + found.length + " elements");
  return found[0];
})()`;
