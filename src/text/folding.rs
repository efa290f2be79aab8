//! Case and accents folded, character by character: lower case, taken apart as Unicode says (NFD), the combining marks
//! left out. The table beside this file says it in 7 KB; the general tables of Unicode, of which this needs the one
//! answer, would be the largest part of the module.

use std::sync::OnceLock;

/// A line for each run of characters, code points in hexadecimal. `300-34e` vanish; `c0-c5=61` all become `a`;
/// `410-42f+20` become what stands so far behind them; `460-480/2+1` the same, every second one; `f900:8c48 66f4`
/// become those listed, one by one. A test holds it against the tables of Unicode, and prints it anew.
const TABLE: &str = include_str!("folding.txt");

/// Characters side by side that fold alike.
#[derive(Debug)]
struct Run {
    first: u32,
    last: u32,
    step: u32,
    becomes: Becomes,
}

#[derive(Debug)]
enum Becomes {
    Nothing,
    These(String),
    Behind(i32),
    OneOf(Vec<char>),
}

fn number(hexadecimal: &str) -> u32 {
    u32::from_str_radix(hexadecimal, 16).unwrap_or_default()
}

fn chars(numbers: &str) -> impl Iterator<Item = char> + '_ {
    numbers.split(' ').filter_map(|text| char::from_u32(number(text)))
}

fn run(line: &str) -> Run {
    let end = line.find(['=', '+', '~', ':']).unwrap_or(line.len());
    let (place, what) = line.split_at_checked(end).unwrap_or((line, ""));
    let (place, step) = place.split_once('/').map_or((place, 1), |(place, step)| (place, number(step)));
    let (first, last) = place.split_once('-').unwrap_or((place, place));
    let (first, last) = (number(first), number(last));
    let what_follows = what.get(1..).unwrap_or_default();
    let behind = number(what_follows) as i32;
    let becomes = match what.as_bytes().first() {
        Some(b'=') => Becomes::These(chars(what_follows).collect()),
        Some(b'+') => Becomes::Behind(behind),
        Some(b'~') => Becomes::Behind(behind.saturating_neg()),
        Some(_) => Becomes::OneOf(chars(what_follows).collect()),
        None => Becomes::Nothing,
    };
    let last = match &becomes {
        Becomes::OneOf(list) => first.saturating_add(list.len() as u32).saturating_sub(1),
        _ => last,
    };
    Run { first, last, step, becomes }
}

/// The runs, in order; read when the first text asks for them.
fn runs() -> &'static [Run] {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    RUNS.get_or_init(|| TABLE.lines().map(run).collect())
}

/// Hangul syllables come apart by arithmetic: which leading consonant, vowel and trailing consonant.
fn fold_hangul(syllable: u32, out: &mut String) {
    const VOWELS: u32 = 21;
    const TRAILING: u32 = 28;
    let (leading, rest) = (syllable / (VOWELS * TRAILING), syllable % (VOWELS * TRAILING));
    let parts = [(0x1100, leading), (0x1161, rest / TRAILING), (0x11a7, rest % TRAILING)];
    let parts = parts.into_iter().filter(|(base, part)| *base != 0x11a7 || *part > 0);
    out.extend(parts.filter_map(|(base, part): (u32, u32)| char::from_u32(base.saturating_add(part))));
}

/// Appends a character, folded.
pub fn fold_char(char: char, out: &mut String) {
    const HANGUL: u32 = 0xac00;
    const SYLLABLES: u32 = 11_172;
    if char.is_ascii() {
        out.push(char.to_ascii_lowercase());
        return;
    }
    let code = char as u32;
    let syllable = code.wrapping_sub(HANGUL);
    if syllable < SYLLABLES {
        fold_hangul(syllable, out);
        return;
    }
    let runs = runs();
    let before = runs.partition_point(|run| run.first <= code);
    let run = before.checked_sub(1).and_then(|at| runs.get(at)).filter(|run| code <= run.last);
    let at = run.map_or(0, |run| code.saturating_sub(run.first));
    match run.filter(|run| run.step <= 1 || at % 2 == 0).map(|run| &run.becomes) {
        None => out.push(char),
        Some(Becomes::Nothing) => {}
        Some(Becomes::These(text)) => out.push_str(text),
        Some(Becomes::Behind(by)) => out.extend(code.checked_add_signed(*by).and_then(char::from_u32)),
        Some(Becomes::OneOf(list)) => out.extend(list.get(at as usize)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests {
    use std::fmt::Write;

    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::fold_char;

    /// Second codes of ideographs: neither a case nor an accent, and a third of the table. They stay as they are.
    fn is_compatibility_ideograph(char: char) -> bool {
        matches!(char, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
    }

    /// As Unicode's own tables have it.
    fn by_the_book(char: char) -> String {
        if is_compatibility_ideograph(char) {
            return char.to_string();
        }
        // Lower case first: some capitals decompose only then ("İ" becomes "i" and a combining dot).
        let folded = char.to_lowercase().nfd().filter(|c| !is_combining_mark(*c));
        // The letter that ends a Greek word in lower case is a sigma like others.
        folded.map(|c| if c == 'ς' { 'σ' } else { c }).collect()
    }

    #[test]
    fn every_character_folds_as_unicode_says() {
        for char in '\0'..=char::MAX {
            let mut folded = String::new();
            fold_char(char, &mut folded);
            assert_eq!(folded, by_the_book(char), "{:x}: write the table anew", char as u32);
        }
    }

    fn single(text: &str) -> Option<u32> {
        let mut chars = text.chars();
        let first = chars.next()?;
        chars.next().is_none().then_some(first as u32)
    }

    /// After an update of Unicode, `OVERSOLD_WRITE_FOLDINGS=1 cargo test --lib foldings` writes the table anew.
    #[test]
    fn the_table_of_foldings_is_the_one_that_unicode_gives() {
        let table = table();
        if std::env::var_os("OVERSOLD_WRITE_FOLDINGS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/folding.txt"), &table).unwrap();
        }
        assert!(table == super::TABLE.trim_end(), "write the table anew");
    }

    fn table() -> String {
        let is_hangul = |char: char| ('\u{ac00}'..='\u{d7a3}').contains(&char);
        let all = ('\u{80}'..=char::MAX).filter(|char| !is_hangul(*char));
        let folded: Vec<(u32, String)> = all
            .map(|char| (char as u32, by_the_book(char)))
            .filter(|(code, text)| single(text) != Some(*code))
            .collect();
        let delta =
            |at: usize| folded.get(at).and_then(|(code, text)| Some(i64::from(single(text)?) - i64::from(*code)));
        let long = |start: usize, step: u32, same: &dyn Fn(usize) -> bool| {
            let next =
                |at: &usize| folded.get(at + 1).is_some_and(|(code, _)| *code == folded[*at].0 + step) && same(at + 1);
            let mut at = start;
            while next(&at) {
                at += 1;
            }
            at + 1 - start
        };
        let mut table = String::new();
        let mut at = 0;
        let mut listed: Option<u32> = None;
        while let Some((code, text)) = folded.get(at) {
            let constant = long(at, 1, &|other| folded[other].1 == *text);
            let shifted = if delta(at).is_some() { long(at, 1, &|other| delta(other) == delta(at)) } else { 0 };
            let second = if delta(at).is_some() { long(at, 2, &|other| delta(other) == delta(at)) } else { 0 };
            let most = constant.max(shifted).max(second);
            if most < 3 && single(text).is_some() {
                if listed == Some(*code) {
                    write!(table, " {}", format_args!("{:x}", single(text).unwrap())).unwrap();
                } else {
                    write!(table, "\n{code:x}:{:x}", single(text).unwrap()).unwrap();
                }
                listed = Some(code + 1);
                at += 1;
                continue;
            }
            listed = None;
            let sign = |delta: i64| format!("{}{:x}", if delta < 0 { '~' } else { '+' }, delta.abs());
            let place = |count: usize, step: u32| {
                let last = code + (count as u32 - 1) * step;
                let step = if step > 1 { format!("/{step}") } else { String::new() };
                if last == *code { format!("{code:x}") } else { format!("{code:x}-{last:x}{step}") }
            };
            if constant == most {
                let becomes: Vec<String> = text.chars().map(|char| format!("{:x}", char as u32)).collect();
                let equals = if becomes.is_empty() { "" } else { "=" };
                write!(table, "\n{}{equals}{}", place(most, 1), becomes.join(" ")).unwrap();
            } else if shifted == most {
                write!(table, "\n{}{}", place(most, 1), sign(delta(at).unwrap())).unwrap();
            } else {
                write!(table, "\n{}{}", place(most, 2), sign(delta(at).unwrap())).unwrap();
            }
            at += most;
        }
        table.trim_start().to_owned()
    }
}
