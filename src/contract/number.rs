//! Numbers as text and back. Nearly all that the contract holds have at most four decimals and need no more than integers;
//! for the others a page asks JavaScript, whose engine carries the tables that this takes: 25 KB of a module, compressed.

/// The shortest text that stands for this number alone, without an exponent, the same on every platform.
pub fn to_text(number: f64) -> String {
    const PLACES: f64 = 10_000.0;
    const EXACT: f64 = 1e15;
    let scaled = (number * PLACES).round();
    // A decimal of so few digits is the shortest text of its own nearest double.
    if scaled.abs() < EXACT && scaled / PLACES == number {
        return crate::Quantity::from_raw(scaled as i64).to_string();
    }
    any_to_text(number)
}

#[cfg(not(all(target_arch = "wasm32", feature = "engine")))]
fn any_to_text(number: f64) -> String {
    number.to_string()
}

/// The nearest double to a number in JSON's form.
#[cfg(not(all(target_arch = "wasm32", feature = "engine")))]
pub fn from_text(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

#[cfg(all(target_arch = "wasm32", feature = "engine"))]
pub use crate::wasm::number::from_text;
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
use crate::wasm::number::to_text as any_to_text;

/// Without an exponent: `1.5e-7` is `0.00000015`.
#[cfg(any(test, all(target_arch = "wasm32", feature = "engine")))]
pub fn plain(text: &str) -> String {
    let Some((digits, power)) = text.split_once('e') else { return text.to_owned() };
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = |count: usize| "0".repeat(count);
    match power.strip_prefix('-') {
        Some(power) => {
            let power: usize = power.parse().unwrap_or_default();
            [sign, "0.", &zeros(power.saturating_sub(whole.len())), whole, fraction].concat()
        }
        None => {
            let power: usize = power.trim_start_matches('+').parse().unwrap_or_default();
            [sign, whole, fraction, &zeros(power.saturating_sub(fraction.len()))].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, to_text};

    #[test]
    fn texts_are_those_of_the_standard_library() {
        for number in [
            0.0,
            1.0,
            -1.5,
            0.1,
            0.0001,
            -0.00001,
            1e-7,
            0.1 + 0.2,
            123_456.789,
            99_999_999_999.999_9,
            1e15,
            1e21,
            1e300,
            5e-324,
            f64::MAX,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            9_007_199_254_740_993.0,
            0.123_456_789,
        ] {
            assert_eq!(to_text(number), number.to_string());
        }
    }

    #[test]
    fn exponents_are_written_out() {
        for (text, number) in [
            ("1.5e-7", 1.5e-7_f64),
            ("-1e-7", -1e-7),
            ("5e-324", 5e-324),
            ("1e+21", 1e21),
            ("-1.2345e+22", -1.2345e22),
            ("1.7976931348623157e+308", f64::MAX),
            ("NaN", f64::NAN),
            ("12.5", 12.5),
        ] {
            assert_eq!(plain(text), number.to_string(), "{text}");
        }
    }
}
