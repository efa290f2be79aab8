//! Instants: epoch milliseconds in UTC. The core reads no clock and knows no time zone; the host passes both in.

use chrono::{DateTime, SecondsFormat, Utc};

/// Epoch milliseconds, UTC.
pub type Instant = i64;

/// The range of a JavaScript `Date`, either way.
pub const LATEST: Instant = 8_640_000_000_000_000;

const DAY_MS: f64 = 86_400_000.0;

/// What to tell the person whose data it is.
pub const EXPECTED: &str =
    "expected an instant: ISO 8601 with an offset, such as \"2026-03-02T08:00:00+01:00\", or whole epoch milliseconds";

/// From whole epoch milliseconds.
pub fn from_number(ms: f64) -> Option<Instant> {
    (ms.is_finite() && ms.fract() == 0.0 && ms.abs() <= LATEST as f64).then_some(ms as Instant)
}

/// From ISO 8601 with an offset (`Z`, `+01:00`, `+0100`, `+01`); seconds may be left out, fractions below a millisecond are dropped.
pub fn from_text(text: &str) -> Option<Instant> {
    let parsed = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc3339(&completed(text)));
    let ms = parsed.ok()?.timestamp_millis();
    (ms.saturating_abs() <= LATEST).then_some(ms)
}

/// What ISO 8601 lets people leave out of RFC 3339, filled in: the seconds, and of the offset the colon and the minutes.
fn completed(text: &str) -> String {
    const MINUTES: usize = "2026-03-02T08:00".len();
    let (start, rest) = text.split_at_checked(MINUTES).unwrap_or((text, ""));
    let seconds = if rest.starts_with(':') { "" } else { ":00" };
    let offset = rest.rfind(['+', '-']).and_then(|at| rest.split_at_checked(at));
    let Some((fraction, offset)) = offset else { return [start, seconds, rest].concat() };
    let (hours, minutes) = offset.split_at_checked(3).unwrap_or((offset, ""));
    let minutes = if minutes.is_empty() { "00" } else { minutes.strip_prefix(':').unwrap_or(minutes) };
    [start, seconds, fraction, hours, ":", minutes].concat()
}

/// ISO 8601 in UTC, for people and spreadsheets.
pub fn to_text(instant: Instant) -> String {
    DateTime::<Utc>::from_timestamp_millis(instant)
        .map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true))
        .unwrap_or_default()
}

/// `instant` and so many days later; a vendor's lead time may be a fraction of a day.
pub fn plus_days(instant: Instant, days: f64) -> Instant {
    instant.saturating_add((days * DAY_MS).round() as i64).clamp(-LATEST, LATEST)
}

#[cfg(test)]
mod tests {
    use super::{from_number, from_text, to_text};

    #[test]
    fn offsets_name_the_same_instant() {
        for text in [
            "2026-03-02T08:00:00+01:00",
            "2026-03-02T07:00:00Z",
            "2026-03-02T07:00Z",
            "2026-03-02T08:00+01:00",
            "2026-03-02T08:00:00.000+0100",
            "2026-03-02T08:00:00+01",
            "2026-03-02 07:00+00",
            "2026-03-02T07:00:00.0009Z",
        ] {
            assert_eq!(from_text(text), Some(1_772_434_800_000), "{text}");
        }
        assert_eq!(to_text(1_772_434_800_000), "2026-03-02T07:00:00.000Z");
    }

    #[test]
    fn what_names_no_instant_is_refused() {
        for text in [
            "",
            "yesterday",
            "2026-03-02",
            "2026-03-02T08:00:00",
            "2026-02-30T08:00:00Z",
            "1772434800000",
            "2026-03-02T08:00+1",
            "2026-03-02T08:00+01:",
            "2026-03-02T08:00+01::00",
            "2026-03-02T08:00-",
        ] {
            assert_eq!(from_text(text), None, "{text}");
        }
        for number in [f64::NAN, f64::INFINITY, 0.5, 8.64e15 + 1.0] {
            assert_eq!(from_number(number), None, "{number}");
        }
        assert_eq!(from_number(-1.0), Some(-1));
    }
}
