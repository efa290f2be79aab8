//! Text as people look for it and sort it (rule 11): case and accents folded, digit runs by value.

mod folding;

use crate::order::order;

/// Appends `text` with case and accents folded.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.bytes().map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        text.chars().for_each(|char| folding::fold_char(char, out));
    }
}

/// `text` with case and accents folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends a key that sorts byte by byte as rule 11 sorts `text`: a digit run becomes '0', its length without leading
/// zeros, and its digits, so that 9 stands before 10 and digits before letters.
pub fn natural_key(text: &str, out: &mut Vec<u8>) {
    let folded = fold(text);
    let mut rest = folded.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        if !byte.is_ascii_digit() {
            out.push(byte);
            rest = tail;
            continue;
        }
        let run = rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(run);
        let zeros = digits.iter().position(|b| *b != b'0').unwrap_or(digits.len());
        let value = digits.get(zeros..).unwrap_or_default();
        out.push(b'0');
        out.extend((value.len() as u32).to_be_bytes());
        out.extend(value);
        rest = tail;
    }
}

/// Ranks distinct texts in rule 11's order; texts equal so far stand by the code points of the original.
/// The answer has one rank per text given, from 0.
pub fn rank(texts: &[&str]) -> Vec<u32> {
    let mut keys = Vec::new();
    let mut ends = Vec::with_capacity(texts.len());
    for text in texts {
        let start = keys.len();
        natural_key(text, &mut keys);
        ends.push((start, keys.len()));
    }
    let key = |i: u32| {
        let (start, end) = ends.get(i as usize).copied().unwrap_or_default();
        (keys.get(start..end), texts.get(i as usize))
    };
    let order = order(texts.len(), &|a, b| key(a).cmp(&key(b)));
    let mut ranks = vec![0; texts.len()];
    for (rank, i) in order.iter().enumerate() {
        if let Some(slot) = ranks.get_mut(*i as usize) {
            *slot = rank as u32;
        }
    }
    ranks
}

/// The words of a search, folded; none means everything matches.
pub fn words(search: &str) -> Vec<String> {
    search.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{fold, natural_key};

    fn sorted<'a>(texts: &[&'a str]) -> Vec<&'a str> {
        let ranks = super::rank(texts);
        let mut order: Vec<_> = texts.iter().copied().zip(ranks).collect();
        order.sort_by_key(|(_, rank)| *rank);
        order.into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn case_and_accents_fold() {
        assert_eq!(fold("Crème BRÛLÉE"), "creme brulee");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ΚΡΑΝΟΣ"), fold("κράνος"));
        assert_eq!(fold("ＡＢＣ naïve"), "ａｂｃ naive");
    }

    #[test]
    fn digit_runs_sort_by_value_and_before_letters() {
        assert_eq!(sorted(&["E10", "e9", "E09", "E1000"]), ["E09", "e9", "E10", "E1000"]);
        assert_eq!(sorted(&["a", "1", "B", "01", "é", "e"]), ["01", "1", "a", "B", "e", "é"]);
        let long = format!("x{}", "9".repeat(300));
        let longer = format!("x1{}", "0".repeat(300));
        assert_eq!(sorted(&[&longer, &long]), [&long, &longer]);
    }

    #[test]
    fn zero_has_a_value() {
        let (mut zero, mut one) = (Vec::new(), Vec::new());
        natural_key("0", &mut zero);
        natural_key("1", &mut one);
        assert!(zero < one);
    }
}
