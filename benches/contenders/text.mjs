/** Rule 11's own order of texts, and how search folds them: what all contenders without the core must do alike. */

/** Case and accents folded. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A key that `<` compares as rule 11 does: a digit run becomes its length and its digits, so that 9 stands before 10. */
export function naturalKey(text) {
  return fold(text).replace(/\d+/g, (run) => {
    const digits = run.replace(/^0+/, "");
    return `0${String.fromCharCode(digits.length)}${digits}`;
  });
}

export function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The words of a search. */
export function words(search) {
  return (search ?? "").split(/\s+/).filter((word) => word !== "").map(fold);
}
