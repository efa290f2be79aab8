//! Trees as JSON text.

use std::fmt::Write;

use super::tree::Tree;

/// A tree as JSON text.
pub fn json(tree: &Tree) -> String {
    let mut out = String::new();
    write_json(tree, &mut out);
    out
}

/// A tree as JSON text, added to `out`.
pub fn write_json(tree: &Tree, out: &mut String) {
    match tree {
        Tree::Null => out.push_str("null"),
        Tree::Bool(true) => out.push_str("true"),
        Tree::Bool(false) => out.push_str("false"),
        Tree::Number(number) => write_number(*number, out),
        Tree::Text(text) => write_text(text, out),
        Tree::List(list) => {
            for (index, element) in list.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                write_json(element, out);
            }
            out.push_str(if list.is_empty() { "[]" } else { "]" });
        }
        Tree::Object(fields) => {
            for (index, (name, value)) in fields.iter().enumerate() {
                out.push(if index == 0 { '{' } else { ',' });
                write_text(name, out);
                out.push(':');
                write_json(value, out);
            }
            out.push_str(if fields.is_empty() { "{}" } else { "}" });
        }
    }
}

/// As JavaScript prints it: a whole number without a point. JSON has no NaN and no infinity.
fn write_number(number: f64, out: &mut String) {
    // Writing into a string does not fail.
    let _ = match number {
        _ if !number.is_finite() => out.write_str("null"),
        _ if number.fract() == 0.0 && number.abs() < 1e18 => write!(out, "{}", number as i64),
        _ => write!(out, "{number}"),
    };
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|char: char| char < ' ' || char == '"' || char == '\\') {
        let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('\n') => out.push_str("\\n"),
            Some(char) if char < ' ' => {
                let _ = write!(out, "\\u{:04x}", char as u32);
            }
            Some(char) => {
                out.push('\\');
                out.push(char);
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::contract::tree::Tree;

    #[test]
    fn what_is_written_is_read_again() {
        let texts = ["", "plain", "\"quoted\" \\ back", "\u{0}\t\n\r\u{1f} Zürich \u{1f6b2}"];
        let numbers = [0.0, -1.5, 0.1, 1e-7, 9_007_199_254_740_991.0, -1e300, 123_456.789];
        let mut list: Vec<Tree> = texts.iter().map(|text| Tree::Text((*text).to_owned())).collect();
        list.extend(numbers.map(Tree::Number));
        list.extend([Tree::Null, Tree::Bool(true), Tree::List(Vec::new()), Tree::Object(Vec::new())]);
        let fields = texts.iter().map(|name| (name.to_string().into(), Tree::Number(1.0))).collect();
        let tree = Tree::List(vec![Tree::List(list), Tree::Object(fields)]);
        assert_eq!(serde_json::from_str::<Tree>(&json(&tree)).ok(), Some(tree));
    }
}
