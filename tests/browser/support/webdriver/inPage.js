// Bundled and sent into the page: finds elements as a person names them.
import { queryAllByLabelText, queryAllByRole, queryAllByText } from "@testing-library/dom";

const spaced = (text) => text.replace(/\s+/g, " ").trim();

/** A name as Playwright takes it: a part of it in any case, all of it where it must be exact, or a pattern. */
function matching(wanted, exact) {
  if (typeof wanted !== "string") {
    const pattern = new RegExp(wanted.source, wanted.flags);
    return (text) => pattern.test(spaced(text));
  }
  const words = spaced(wanted);
  return exact ? (text) => spaced(text) === words : (text) => spaced(text).toLowerCase().includes(words.toLowerCase());
}

const ways = {
  css: (root, { selector }) => [...root.querySelectorAll(selector)],
  role: (root, { role, name, exact, hidden }) => queryAllByRole(root, role, { hidden, ...(name !== undefined && { name: matching(name, exact) }) }),
  text: (root, { text, exact }) => queryAllByText(root, matching(text, exact)),
  label: (root, { text, exact }) => queryAllByLabelText(root, matching(text, exact)),
};

/** The elements at the end of the steps, in the order of the document. */
export function find(steps, root = document.documentElement) {
  let found = [root];
  for (const step of steps) {
    if (step.way === "first") found = found.slice(0, 1);
    else if (step.way === "nth") found = found.slice(step.at, step.at + 1);
    else if (step.way === "and") found = found.filter((element) => find(step.other).includes(element));
    else if (step.way === "filter") {
      if (step.has) found = found.filter((element) => find(step.has, element).length > 0);
      if (step.hasText) found = found.filter((element) => matching(step.hasText)(element.textContent));
    } else found = [...new Set(found.flatMap((element) => ways[step.way](element, step)))];
  }
  return found;
}

export function isVisible(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
}
