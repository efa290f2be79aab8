//! Exact quantities (rule 17): integers of ten-thousandths, never floating point inside.

use serde::{Serialize, Serializer};

/// Ten-thousandths in one unit: the contract allows four decimals.
const SCALE: i64 = 10_000;
const SCALE_F: f64 = 10_000.0;

/// A count of units, exact to four decimals.
///
/// ```
/// use oversold::Quantity;
/// let half = Quantity::from_number(0.5)?;
/// assert_eq!(half.plus(half), Quantity::from_text("1")?);
/// assert!(Quantity::from_number(0.1 + 0.2).is_err(), "more than four decimals");
/// # Ok::<(), oversold::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// Why a value is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// NaN or infinite.
    NotFinite,
    /// Not a decimal number.
    NotDecimal,
    /// More than four decimals.
    TooManyDecimals,
    /// Beyond 900,000,000 either way.
    OutOfRange,
}

impl QuantityError {
    /// What to tell the person whose data it is.
    pub fn message(self) -> &'static str {
        match self {
            Self::NotFinite => "expected a finite quantity",
            Self::NotDecimal => "expected a quantity: a number or a decimal string such as \"1.5\"",
            Self::TooManyDecimals => "a quantity has at most 4 decimals",
            Self::OutOfRange => "a quantity is at most 900,000,000 either way",
        }
    }
}

impl std::fmt::Display for QuantityError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for QuantityError {}

impl Quantity {
    pub const ZERO: Self = Self(0);
    /// The largest quantity, 900,000,000 units.
    pub const MAX: Self = Self(900_000_000 * SCALE);

    /// From ten-thousandths.
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// In ten-thousandths.
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// From a number of units, refused unless it is exactly a decimal of at most four places.
    pub fn from_number(units: f64) -> Result<Self, QuantityError> {
        if !units.is_finite() {
            return Err(QuantityError::NotFinite);
        }
        let scaled = (units * SCALE_F).round();
        if scaled.abs() > Self::MAX.0 as f64 {
            return Err(QuantityError::OutOfRange);
        }
        // The nearest double to scaled / 10,000 is what the host's literal became: equal means no digit was lost.
        if scaled / SCALE_F != units {
            return Err(QuantityError::TooManyDecimals);
        }
        Ok(Self(scaled as i64))
    }

    /// From a decimal string: an optional sign, digits, and an optional point with digits.
    pub fn from_text(text: &str) -> Result<Self, QuantityError> {
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, text.get(1..)),
            Some(b'+') => (false, text.get(1..)),
            _ => (false, Some(text)),
        };
        let unsigned = unsigned.unwrap_or_default();
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((_, "")) => return Err(QuantityError::NotDecimal),
            Some(parts) => parts,
            None => (unsigned, ""),
        };
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
            return Err(QuantityError::NotDecimal);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 4 {
            return Err(QuantityError::TooManyDecimals);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 9 {
            return Err(QuantityError::OutOfRange);
        }
        let padding = "0000".get(fraction.len()..).unwrap_or_default();
        let value = [whole, fraction, padding]
            .iter()
            .flat_map(|part| part.bytes())
            .fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit.saturating_sub(b'0'))));
        if value > Self::MAX.0 {
            return Err(QuantityError::OutOfRange);
        }
        Ok(Self(if negative { value.saturating_neg() } else { value }))
    }

    /// In units, as the contract hands it out.
    pub fn to_number(self) -> f64 {
        self.0 as f64 / SCALE_F
    }

    /// Sum; cannot wrap. Sums that reach the host are checked with [`Quantity::in_range`] where they are made.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    #[must_use]
    pub const fn negated(self) -> Self {
        Self(self.0.saturating_neg())
    }

    /// This quantity, or 0 where it is negative.
    #[must_use]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// What is missing: the units below zero, as a positive quantity.
    #[must_use]
    pub fn shortage(self) -> Self {
        self.negated().or_zero()
    }

    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether a sum is still a quantity of the contract.
    pub const fn in_range(self) -> bool {
        self.0 <= Self::MAX.0 && self.0 >= -Self::MAX.0
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Self::plus)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let raw = self.0.saturating_abs();
        let (units, parts) = (raw / SCALE, raw % SCALE);
        if self.is_negative() {
            f.write_str("-")?;
        }
        if parts == 0 {
            return write!(f, "{units}");
        }
        f.write_str(format!("{units}.{parts:04}").trim_end_matches('0'))
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whole units without a point, so that JSON reads as people write it.
        if self.0 % SCALE == 0 {
            serializer.serialize_i64(self.0 / SCALE)
        } else {
            serializer.serialize_f64(self.to_number())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quantity, QuantityError};

    #[test]
    fn numbers_and_texts_agree() {
        for (text, number, raw) in [
            ("1.5", 1.5, 15_000),
            ("-2", -2.0, -20_000),
            (".25", 0.25, 2_500),
            ("+0.0001", 0.0001, 1),
            ("900000000", 9e8, 9_000_000_000_000),
            ("-899999999.9999", -899_999_999.999_9, -8_999_999_999_999),
            ("007.10000", 7.1, 71_000),
            ("-0", -0.0, 0),
        ] {
            assert_eq!(Quantity::from_text(text), Ok(Quantity::from_raw(raw)), "{text}");
            assert_eq!(Quantity::from_number(number), Ok(Quantity::from_raw(raw)), "{number}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        use QuantityError::{NotDecimal, NotFinite, OutOfRange, TooManyDecimals};
        for text in ["", "-", ".", "5.", "1e3", " 1", "1 ", "0x1", "many", "1,5", "--1", "١"] {
            assert_eq!(Quantity::from_text(text), Err(NotDecimal), "{text:?}");
        }
        assert_eq!(Quantity::from_text("1.23456"), Err(TooManyDecimals));
        assert_eq!(Quantity::from_text("900000000.0001"), Err(OutOfRange));
        assert_eq!(Quantity::from_text(&"9".repeat(1000)), Err(OutOfRange));
        assert_eq!(Quantity::from_number(f64::NAN), Err(NotFinite));
        assert_eq!(Quantity::from_number(f64::NEG_INFINITY), Err(NotFinite));
        assert_eq!(Quantity::from_number(1.234_56), Err(TooManyDecimals));
        assert_eq!(Quantity::from_number(1e-9), Err(TooManyDecimals));
        assert_eq!(Quantity::from_number(900_000_001.0), Err(OutOfRange));
        assert_eq!(Quantity::from_number(f64::MAX), Err(OutOfRange));
    }
}
