//! JSON text, token by token, in one pass: what a snapshot is read with. Texts are lent where they have no escapes, and
//! numbers are read exactly.

use std::borrow::Cow;

use super::misfit::Misfit;
use super::tree::Tree;
use super::value::Value;
use crate::bytes::same;

mod numbers;
#[cfg(test)]
mod tests;

/// Nesting beyond this is no snapshot; the records themselves nest five deep.
const DEEPEST: u8 = 127;

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
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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

    /// Passes the mark that some programs of Windows put before a text.
    pub fn behind_mark(&mut self) -> &mut Self {
        const MARK: char = '\u{feff}';
        let is_start = self.mark().lines() == Lines::default();
        if is_start && self.text.starts_with(MARK) {
            self.at = MARK.len_utf8();
        }
        self
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
            Some(b'-' | b'1'..=b'9') => {
                if let Some(number) = self.few_digits() {
                    return Ok(Value::Number(number));
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
pub fn plain(bytes: &[u8]) -> usize {
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
