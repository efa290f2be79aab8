//! One cell.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use oversold::{Instant, Quantity, instant};

/// How numbers and dates are written in a file.
#[derive(Clone, Debug)]
pub struct Style {
    pub decimal_comma: bool,
    /// In chrono's words.
    pub date_format: Option<String>,
    pub offset: FixedOffset,
}

/// Whether a number can only be read with a decimal comma.
pub fn has_decimal_comma(cell: &str) -> bool {
    match cell.trim().rsplit_once(',') {
        // A comma before three digits may group thousands; a point before it certainly groups them.
        Some((whole, fraction)) => {
            let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
            digits && !fraction.is_empty() && (fraction.len() != 3 || whole.contains('.')) && !whole.contains(',')
        }
        None => false,
    }
}

/// A number as people write it: `1,234.5`, `1.234,5`, `1 234`, `(2)`, `2-`.
pub fn quantity(cell: &str, style: &Style) -> Result<Quantity, String> {
    let cell = cell.trim();
    let (negative, inner) = match cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner),
        None => cell.strip_suffix('-').filter(|rest| !rest.is_empty()).map_or((false, cell), |rest| (true, rest)),
    };
    let (grouping, point) = if style.decimal_comma { ('.', ',') } else { (',', '.') };
    let written = |char: char| match char {
        char if char == grouping || char == '\'' || char == '’' || char.is_whitespace() => None,
        char if char == point => Some('.'),
        '−' => Some('-'),
        char => Some(char),
    };
    let digits: String = inner.chars().filter_map(written).collect();
    // `3.` and `3.00` are what spreadsheets make of 3.
    let digits = digits.strip_suffix('.').unwrap_or(&digits);
    let read = Quantity::from_text(digits).map_err(|error| error.message().to_owned())?;
    Ok(if negative { read.negated() } else { read })
}

pub fn flag(cell: &str) -> Result<bool, String> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "oui" | "wahr" => Ok(true),
        "no" | "n" | "false" | "0" | "nein" | "nee" | "non" | "falsch" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}

/// The format that people write, in chrono's words: `DD.MM.YYYY HH:mm` is `%d.%m.%Y %H:%M`.
pub fn date_format(format: &str) -> String {
    if format.contains('%') {
        return format.to_owned();
    }
    let words = [
        ("YYYY", "%Y"),
        ("YY", "%y"),
        ("MM", "%m"),
        ("DD", "%d"),
        ("HH", "%H"),
        ("mm", "%M"),
        ("ss", "%S"),
        ("M", "%-m"),
        ("D", "%-d"),
    ];
    let mut chrono = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        match words.iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, meaning)) => {
                chrono.push_str(meaning);
                rest = rest.strip_prefix(word).unwrap_or_default();
            }
            None => {
                chrono.push(first);
                rest = rest.strip_prefix(first).unwrap_or_default();
            }
        }
    }
    chrono
}

/// A date: in the stated format, else ISO; without an offset it is of the stated one. One file has days where another has
/// moments, so a stated format is read with a time of day and without.
pub fn moment(cell: &str, style: &Style) -> Result<Instant, String> {
    let cell = cell.trim();
    let local = |at: NaiveDateTime| style.offset.from_local_datetime(&at).single().map(|at| at.timestamp_millis());
    let midnight = |day: NaiveDate| local(day.and_time(NaiveTime::MIN));
    let stated = style.date_format.as_deref().and_then(|format| {
        let day = format.split_once(" %H").map_or(format, |(day, _)| day);
        let moments = [format.to_owned(), format!("{day} %H:%M"), format!("{day} %H:%M:%S")];
        // Where four digits are stated, `26` is not the year 26.
        let moment = |format: &String| NaiveDateTime::parse_from_str(cell, format).ok().filter(|at| at.year() > 999);
        let whole = moments.iter().find_map(moment).and_then(local);
        whole.or_else(|| NaiveDate::parse_from_str(cell, day).ok().filter(|at| at.year() > 999).and_then(midnight))
    });
    let iso = || {
        let plain = |format| NaiveDateTime::parse_from_str(cell, format).ok().and_then(local);
        instant::from_text(cell)
            .or_else(|| {
                ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
                    .into_iter()
                    .find_map(plain)
            })
            .or_else(|| NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok().and_then(midnight))
    };
    stated.or_else(iso).ok_or_else(|| match &style.date_format {
        Some(_) => "expected a date in the stated format, or an ISO one such as 2026-03-02".to_owned(),
        None => "expected an ISO date such as 2026-03-02 or 2026-03-02T09:30:00Z; for another way of writing it give dateFormat".to_owned(),
    })
}

/// `+01:00`, `-0530`, `Z`.
pub fn offset(text: &str) -> Option<FixedOffset> {
    let text = text.trim();
    if matches!(text, "Z" | "z" | "UTC") {
        return FixedOffset::east_opt(0);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1_i32, text.get(1..)?),
        b'-' => (-1_i32, text.get(1..)?),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|char| *char != ':').collect();
    let number: i32 = if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()?
    } else {
        return None;
    };
    let minutes = number.div_euclid(100).checked_mul(60)?.checked_add(number.rem_euclid(100))?;
    FixedOffset::east_opt(minutes.checked_mul(60)?.checked_mul(sign)?)
}
