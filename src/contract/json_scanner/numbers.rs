//! Numbers in JSON text, read exactly: the nearest double to what is written.

use super::{Read, Scanner};
use crate::contract::number;

/// The largest power of ten that a double holds exactly, and those below it.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Up to here a double holds every whole number.
const EXACT: u64 = 1 << 53;

/// A number of fewer digits is one of them.
const EXACT_DIGITS: usize = 16;

/// So many digits fit into 64 bits.
const MOST_DIGITS: usize = 19;

impl Scanner<'_> {
    /// Adds digits to `mantissa`, which holds no more than [`MOST_DIGITS`], and says how many there were.
    #[inline(always)]
    fn digits(&mut self, mantissa: &mut u64) -> usize {
        let start = self.at;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            *mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit & 15));
            self.advance();
        }
        self.at.wrapping_sub(start)
    }

    pub(super) fn number(&mut self) -> Read<f64> {
        let start = self.at;
        let is_negative = self.peek() == Some(b'-');
        if is_negative {
            self.advance();
        }
        let mut mantissa = 0;
        let is_zero = self.peek() == Some(b'0');
        let whole = self.digits(&mut mantissa);
        if whole == 0 || (is_zero && whole > 1) {
            return self.wrong("this is no number");
        }
        let mut power = 0_usize;
        if self.peek() == Some(b'.') {
            self.advance();
            power = self.digits(&mut mantissa);
            if power == 0 {
                return self.wrong("this is no number");
            }
        }
        let mut is_plain = whole.saturating_add(power) <= MOST_DIGITS && mantissa <= EXACT;
        if let Some(b'e' | b'E') = self.peek() {
            self.advance();
            if let Some(b'+' | b'-') = self.peek() {
                self.advance();
            }
            if self.digits(&mut 0) == 0 {
                return self.wrong("this is no number");
            }
            is_plain = false;
        }
        if let (true, Some(power)) = (is_plain, POWERS.get(power)) {
            // Both are exact, so the quotient is the nearest double.
            let number = mantissa as f64 / power;
            return Ok(if is_negative { -number } else { number });
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let number = number::from_text(text);
        if number.is_finite() { Ok(number) } else { self.wrong("this number is too large") }
    }

    /// A whole number of so few digits that a double holds it; none where it is another, wherever reading stands then.
    #[inline(always)]
    pub(super) fn few_digits(&mut self) -> Option<f64> {
        let is_negative = self.peek() == Some(b'-');
        if is_negative {
            self.advance();
        }
        let mut whole = 0;
        let is_plain = self.peek() != Some(b'0') && (1..EXACT_DIGITS).contains(&self.digits(&mut whole));
        if !is_plain || matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        let number = whole as f64;
        Some(if is_negative { -number } else { number })
    }
}
