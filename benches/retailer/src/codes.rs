//! Barcodes with right check digits.

/// The check digit of UPC-A and EAN-13: from the right, digits weigh 3, 1, 3, 1, …
pub fn check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    (10 - sum % 10) % 10
}

/// 12 digits: an 11-digit number and its check digit.
pub fn upc(company: u32, article: u32) -> String {
    let body = format!("{company:06}{article:05}");
    format!("{body}{}", check_digit(&body))
}

/// 13 digits: a GS1 country prefix, company, article and check digit.
pub fn ean(country: u32, company: u32, article: u32) -> String {
    let body = format!("{country:03}{company:04}{article:05}");
    format!("{body}{}", check_digit(&body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_match_printed_barcodes() {
        assert_eq!(check_digit("03600029145"), 2);
        assert_eq!(check_digit("400638133393"), 1);
    }

    #[test]
    fn codes_have_their_length() {
        assert_eq!(upc(12_345, 67).len(), 12);
        assert_eq!(ean(400, 12, 3).len(), 13);
    }
}
