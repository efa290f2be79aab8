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
