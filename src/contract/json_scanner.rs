//! JSON text, token by token, in one pass: what a snapshot is read with. Texts are lent where they have no escapes, and
//! numbers are read exactly.

use std::borrow::Cow;

use super::misfit::Misfit;
use super::number;
use super::tree::Tree;
use super::value::Value;
use crate::bytes::same;

/// Nesting beyond this is no snapshot; the records themselves nest five deep.
const DEEPEST: u8 = 127;

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

/// A scalar, or the beginning of what is no scalar.
#[derive(Debug)]
pub enum Token<'t> {
    Scalar(Value<'t>),
    Array,
    Object,
}

/// Where reading stands.
#[derive(Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
    lines: Lines,
}

/// The lines so far, to say where something is wrong. In JSON a line ends only between tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lines {
    ended: usize,
    /// What of the last line stands before the text.
    earlier: usize,
    /// Where in the text the last line starts.
    start: usize,
}

type Read<T> = Result<T, Misfit>;

/// A place in the text, to go on from.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    at: usize,
    lines: Lines,
}

impl Mark {
    /// How much was read up to here.
    pub fn at(self) -> usize {
        self.at
    }

    /// The lines so far, for the scanner of what follows.
    pub fn lines(self) -> Lines {
        let earlier = self.lines.earlier.saturating_add(self.at.saturating_sub(self.lines.start));
        Lines { ended: self.lines.ended, earlier, start: 0 }
    }
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str) -> Self {
        Self::behind(Lines::default(), text)
    }

    /// The text goes on where another one, with these lines, ended.
    pub fn behind(lines: Lines, text: &'t str) -> Self {
        Self { text, at: 0, lines }
    }

    pub fn mark(&self) -> Mark {
        Mark { at: self.at, lines: self.lines }
    }

    /// Passes white space.
    pub fn pass_space(&mut self) {
        let _ = self.next();
    }

    /// How much is still to be read.
    pub fn left(&self) -> usize {
        self.text.len().saturating_sub(self.at)
    }

    #[cold]
    #[inline(never)]
    fn wrong<T>(&self, message: &str) -> Read<T> {
        let Lines { ended, earlier, .. } = self.mark().lines();
        let (line, column) = (ended.saturating_add(1), earlier.saturating_add(1));
        Err(Misfit::new(format!("not JSON: {message} at line {line} column {column}")))
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline(always)]
    fn advance(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// The next byte that is no white space.
    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek();
            if !matches!(byte, Some(b' ' | b'\n' | b'\t' | b'\r')) {
                return byte;
            }
            self.advance();
            if byte == Some(b'\n') {
                self.lines = Lines { ended: self.lines.ended.saturating_add(1), earlier: 0, start: self.at };
            }
        }
    }

    /// Passes the beginning of an array or object, if that is what comes.
    #[inline]
    pub fn opens(&mut self, bracket: u8) -> bool {
        let opens = self.next() == Some(bracket);
        if opens {
            self.advance();
        }
        opens
    }

    /// Nothing follows.
    pub fn end(&mut self) -> Read<()> {
        if self.next().is_none() { Ok(()) } else { self.wrong("expected nothing more") }
    }

    /// A scalar whole, of anything else the beginning.
    pub fn token(&mut self) -> Read<Token<'t>> {
        let value = match self.next() {
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b'{') => {
                self.advance();
                return Ok(Token::Object);
            }
            Some(b'[') => {
                self.advance();
                return Ok(Token::Array);
            }
            Some(b'n') => self.word("null", Value::Null)?,
            Some(b't') => self.word("true", Value::Bool(true))?,
            Some(b'f') => self.word("false", Value::Bool(false))?,
            _ => return self.wrong("expected a value"),
        };
        Ok(Token::Scalar(value))
    }

    fn word(&mut self, word: &str, value: Value<'t>) -> Read<Value<'t>> {
        if !self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            return self.wrong("expected a value");
        }
        self.at = self.at.saturating_add(word.len());
        Ok(value)
    }

    /// Whether what is open goes on before `close`; `is_first` until it has.
    #[inline]
    fn goes_on(&mut self, close: u8, is_first: &mut bool) -> Read<bool> {
        let next = self.next();
        if next == Some(close) {
            self.advance();
            return Ok(false);
        }
        if !std::mem::replace(is_first, false) {
            if next != Some(b',') {
                return self.wrong("expected a comma or the end of the list or object");
            }
            self.advance();
            if self.next() == Some(close) {
                return self.wrong("expected something behind the comma");
            }
        }
        Ok(true)
    }

    /// Whether the array that is open has another element.
    #[inline]
    pub fn element(&mut self, is_first: &mut bool) -> Read<bool> {
        self.goes_on(b']', is_first)
    }

    /// The name of the next field of the object that is open; its value follows.
    #[inline]
    pub fn field(&mut self, is_first: &mut bool) -> Read<Option<Cow<'t, str>>> {
        if !self.goes_on(b'}', is_first)? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return self.wrong("expected the name of a field in quotes");
        }
        let name = self.string()?;
        if self.next() != Some(b':') {
            return self.wrong("expected a colon");
        }
        self.advance();
        Ok(Some(name))
    }

    /// Passes the name of the next field if it is this one: hosts write the fields of a table in the same order again and
    /// again, and to compare a name is cheaper than to read it.
    #[inline(always)]
    pub fn passes(&mut self, name: &str, is_first: &mut bool) -> bool {
        let start = self.mark();
        if self.is_named(name, *is_first) {
            *is_first = false;
            return true;
        }
        (self.at, self.lines) = (start.at, start.lines);
        false
    }

    #[inline(always)]
    fn is_named(&mut self, name: &str, is_first: bool) -> bool {
        if !is_first {
            if self.next() != Some(b',') {
                return false;
            }
            self.advance();
        }
        if self.next() != Some(b'"') {
            return false;
        }
        self.advance();
        let end = self.at.wrapping_add(name.len());
        if !self.text.as_bytes().get(self.at..end).is_some_and(|next| same(next, name.as_bytes())) {
            return false;
        }
        self.at = end;
        if self.peek() != Some(b'"') {
            return false;
        }
        self.advance();
        if self.next() != Some(b':') {
            return false;
        }
        self.advance();
        true
    }

    /// A string, from its opening quote on: lent as it stands, unless something in it is escaped.
    #[inline]
    fn string(&mut self) -> Read<Cow<'t, str>> {
        let part = self.part();
        if self.peek() == Some(b'"') {
            self.advance();
            return Ok(Cow::Borrowed(part));
        }
        self.escaped(part).map(Cow::Owned)
    }

    /// What stands before the next quote, backslash or control character.
    #[inline(always)]
    fn part(&mut self) -> &'t str {
        self.advance();
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.at = start.saturating_add(plain(rest));
        // An escape stands between whole characters.
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The rest of a string that goes on behind its first part.
    #[cold]
    #[inline(never)]
    fn escaped(&mut self, first: &str) -> Read<String> {
        let mut text = String::from(first);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.advance();
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return self.wrong("a control character stands in a string"),
                None => return self.wrong("a string does not end"),
            }
            text.push_str(self.part());
        }
    }

    /// The character that an escape stands for; its last byte is still to be passed.
    #[cold]
    fn escape(&mut self) -> Read<char> {
        self.advance();
        let char = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(),
            _ => return self.wrong("there is no such escape"),
        };
        Ok(char)
    }

    fn code_point(&mut self) -> Read<char> {
        let first = self.code_unit();
        let is_half = matches!(first, Some(0xd800..=0xdbff));
        let behind = self.at.saturating_add(1)..self.at.saturating_add(3);
        let second = if is_half && self.text.get(behind) == Some("\\u") {
            self.at = self.at.saturating_add(2);
            self.code_unit()
        } else {
            None
        };
        match char::decode_utf16(first.into_iter().chain(second)).next() {
            Some(Ok(char)) => Ok(char),
            _ => self.wrong("an escape stands for no character"),
        }
    }

    /// The four hexadecimal digits behind `\u`; stops at the last one.
    fn code_unit(&mut self) -> Option<u16> {
        let digits = self.text.get(self.at.saturating_add(1)..self.at.saturating_add(5))?;
        self.at = self.at.saturating_add(4);
        let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if are_digits { u16::from_str_radix(digits, 16).ok() } else { None }
    }

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

    fn number(&mut self) -> Read<f64> {
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

    /// As [`Scanner::value`], quickly for what nearly all fields hold: a text without escapes, or a few digits.
    #[inline(always)]
    pub fn common_value(&mut self) -> Read<Value<'t>> {
        let start = self.mark();
        match self.next() {
            Some(b'"') => {
                let part = self.part();
                if self.peek() == Some(b'"') {
                    self.advance();
                    return Ok(Value::Text(Cow::Borrowed(part)));
                }
            }
            Some(byte @ (b'-' | b'1'..=b'9')) => {
                let is_negative = byte == b'-';
                if is_negative {
                    self.advance();
                }
                let mut whole = 0;
                let is_plain = self.peek() != Some(b'0') && (1..EXACT_DIGITS).contains(&self.digits(&mut whole));
                if is_plain && !matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
                    let number = whole as f64;
                    return Ok(Value::Number(if is_negative { -number } else { number }));
                }
            }
            _ => {}
        }
        (self.at, self.lines) = (start.at, start.lines);
        self.value()
    }

    /// A value as a scalar, or the name of what no scalar can be.
    #[inline(never)]
    pub fn value(&mut self) -> Read<Value<'t>> {
        Ok(match self.token()? {
            Token::Scalar(value) => value,
            Token::Array => {
                self.rest_of_array(DEEPEST)?;
                Value::Other("an array")
            }
            Token::Object => {
                self.rest_of_object(DEEPEST)?;
                Value::Other("an object")
            }
        })
    }

    fn deeper(&self, depth: u8) -> Read<u8> {
        depth.checked_sub(1).map_or_else(|| self.wrong("this is nested too deep"), Ok)
    }

    fn pass(&mut self, depth: u8) -> Read<()> {
        match self.token()? {
            Token::Scalar(_) => Ok(()),
            Token::Array => self.rest_of_array(self.deeper(depth)?),
            Token::Object => self.rest_of_object(self.deeper(depth)?),
        }
    }

    fn rest_of_array(&mut self, depth: u8) -> Read<()> {
        let mut is_first = true;
        while self.element(&mut is_first)? {
            self.pass(depth)?;
        }
        Ok(())
    }

    fn rest_of_object(&mut self, depth: u8) -> Read<()> {
        let mut is_first = true;
        while self.field(&mut is_first)?.is_some() {
            self.pass(depth)?;
        }
        Ok(())
    }

    fn tree(&mut self, depth: u8) -> Read<Tree> {
        let mut is_first = true;
        Ok(match self.token()? {
            Token::Scalar(Value::Bool(flag)) => Tree::Bool(flag),
            Token::Scalar(Value::Number(number)) => Tree::Number(number),
            Token::Scalar(Value::Text(text)) => Tree::Text(text.into_owned()),
            Token::Scalar(_) => Tree::Null,
            Token::Array => {
                let depth = self.deeper(depth)?;
                let mut list = Vec::new();
                while self.element(&mut is_first)? {
                    list.push(self.tree(depth)?);
                }
                Tree::List(list)
            }
            Token::Object => {
                let depth = self.deeper(depth)?;
                let mut fields = Vec::new();
                while let Some(name) = self.field(&mut is_first)? {
                    fields.push((Cow::Owned(name.into_owned()), self.tree(depth)?));
                }
                Tree::Object(fields)
            }
        })
    }
}

/// Each byte of a word the same.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// How many bytes come before a quote, a backslash or a control character: eight at a time.
#[inline(always)]
fn plain(bytes: &[u8]) -> usize {
    let mut passed = 0_usize;
    let mut rest = bytes;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*word);
        // Where a byte is less than `than`, its highest bit; of several the lowest one is right, the others may not be.
        let less = |word: u64, than: u8| word.wrapping_sub(each(than)) & !word & each(0x80);
        let found = less(word ^ each(b'"'), 1) | less(word ^ each(b'\\'), 1) | less(word, 0x20);
        if found != 0 {
            return passed.wrapping_add(found.trailing_zeros() as usize / 8);
        }
        passed = passed.wrapping_add(8);
        rest = behind;
    }
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    passed.wrapping_add(rest.iter().position(ends).unwrap_or(rest.len()))
}

/// A whole text as a tree.
pub fn tree(text: &str) -> Result<Tree, Misfit> {
    let mut scanner = Scanner::new(text);
    let tree = scanner.tree(DEEPEST)?;
    scanner.end().map(|()| tree)
}

#[cfg(test)]
mod tests {
    use super::{Scanner, plain, tree};
    use crate::contract::tree::Tree;

    #[test]
    fn numbers_are_the_nearest_doubles() {
        for text in [
            "0",
            "-0",
            "7",
            "-12.5",
            "0.0001",
            "123456.789",
            "1e3",
            "1E+3",
            "25e-1",
            "9007199254740993",
            "1e22",
            "1e23",
            "0.1234567890123456789",
            "18446744073709551616",
            "5e-324",
            "1.7976931348623157e308",
            "123456789012345678901234567890",
            "0.30000000000000004",
            "9007199254740992.5",
            "0.00000000000000000000001",
        ] {
            let Ok(Tree::Number(number)) = tree(text) else { unreachable!("{text}") };
            assert_eq!(Ok(number.to_bits()), text.parse().map(f64::to_bits), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            "-",
            "01",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "--1",
            "0x1",
            "1e999",
            "nul",
            "nulll",
            "tru",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" 1}",
            "{\"a\":}",
            "{,}",
            "[",
            "{",
            "\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"a\nb\"",
            "1 1",
            "]",
            "'a'",
        ] {
            assert!(tree(text).is_err(), "{text}");
        }
    }

    #[test]
    fn escapes_stand_for_their_characters() {
        let text = r#""a\"\\\/\b\f\n\r\tz\u00e9\uD83D\uDEB2 Zürich\u0000""#;
        assert_eq!(tree(text).ok(), Some(Tree::Text("a\"\\/\u{8}\u{c}\n\r\tzé\u{1f6b2} Zürich\0".into())));
    }

    #[test]
    fn a_string_ends_where_it_ends_whatever_stands_before() {
        for length in 0..20 {
            for end in ['"', '\\', '\n', '\0', '\u{1f}'] {
                for other in ['a', '!', '#', '[', ']', ' ', '\u{7f}', 'é', '\u{1f6b2}'] {
                    let before: String = std::iter::repeat_n(other, length).collect();
                    for behind in ["", "\"", "\\\\\\\\\\\\\\\\", "          "] {
                        let text = format!("{before}{end}{behind}");
                        assert_eq!(plain(text.as_bytes()), before.len(), "{text:?}");
                    }
                    assert_eq!(plain(before.as_bytes()), before.len());
                }
            }
        }
    }

    #[test]
    fn a_name_is_passed_only_whole() {
        for (text, name, is_first, passes) in [
            (r#""a":1"#, "a", true, true),
            (r#" "a" : 1"#, "a", true, true),
            (r#", "a":1"#, "a", false, true),
            (r#""a":1"#, "a", false, false),
            (r#","a":1"#, "a", true, false),
            (r#""ab":1"#, "a", true, false),
            (r#""a":1"#, "ab", true, false),
            (r#""a""#, "a", true, false),
            (r#""a"#, "a", true, false),
            ("", "a", true, false),
        ] {
            let (mut scanner, mut first) = (Scanner::new(text), is_first);
            assert_eq!(scanner.passes(name, &mut first), passes, "{text}");
            assert_eq!((scanner.at == 0, first), (!passes, is_first && !passes), "{text}");
        }
    }

    #[test]
    fn an_error_says_where_it_is() {
        let error = Scanner::new("\n  nothing").token().err().map(|misfit| misfit.message.clone());
        assert_eq!(error.as_deref(), Some("not JSON: expected a value at line 2 column 3"));
    }
}
