// A person at the page, whose every click and key is counted.

/** Moving the eyes and turning the wheel cost nothing; what a hand does is counted. */
export class Person {
  clicks = 0;
  keys = 0;

  constructor(page) {
    this.page = page;
  }

  async click(locator) {
    await locator.click();
    this.clicks += 1;
  }

  async type(text) {
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }

  async press(key) {
    await this.page.keyboard.press(key);
    this.keys += 1;
  }
}

/** "31 clicks and 34 keys" */
export const said = ({ clicks, keys }) => `${clicks} clicks and ${keys} keys`;
