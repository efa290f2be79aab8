//! Rule 11: text folded by case and accents, digit runs by value, then code points.

use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub fn folded(text: &str) -> String {
    text.nfd().filter(|char| !is_combining_mark(*char)).collect::<String>().to_lowercase()
}

/// Folded text with digit runs by value; for texts equal so far, code points of the original.
pub fn natural(left: &str, right: &str) -> Ordering {
    pieces(&folded(left)).cmp(&pieces(&folded(right))).then_with(|| left.chars().cmp(right.chars()))
}

/// A text as a list of comparable pieces: a run of digits is one number, any other character is itself.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    /// What decides between a number and a character: the code point, which for a run is that of a digit.
    place: u32,
    /// The number without leading zeros: the longer one is greater, then digit by digit.
    length: usize,
    digits: String,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut run = String::new();
    let close = |run: &mut String, pieces: &mut Vec<Piece>| {
        if !run.is_empty() {
            let digits = run.trim_start_matches('0').to_string();
            pieces.push(Piece { place: '0' as u32, length: digits.len(), digits });
            run.clear();
        }
    };
    for char in text.chars() {
        if char.is_ascii_digit() {
            run.push(char);
        } else {
            close(&mut run, &mut pieces);
            pieces.push(Piece { place: char as u32, length: 0, digits: String::new() });
        }
    }
    close(&mut run, &mut pieces);
    pieces
}

/// Every word must occur in the description or begin one of the codes.
pub fn matches_search(search: &str, description: &str, codes: &[&str]) -> bool {
    let description = folded(description);
    let codes: Vec<String> = codes.iter().map(|code| folded(code)).collect();
    folded(search)
        .split_whitespace()
        .all(|word| description.contains(word) || codes.iter().any(|code| code.starts_with(word)))
}
