//! Comparing JSON: numbers by value (2 is 2.0), everything else exactly, each difference with its path.

use serde_json::Value;

/// All differences, `path: expected X, got Y`.
pub fn differences(expected: &Value, actual: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, actual, false, "", &mut found);
    found
}

/// As a subset: an object needs the keys given, an array the same length and order.
pub fn missing(expected: &Value, actual: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(expected, actual, true, "", &mut found);
    found
}

fn compare(expected: &Value, actual: &Value, subset: bool, path: &str, found: &mut Vec<String>) {
    let mut differs = |path: &str, got: &dyn std::fmt::Display| {
        let path = if path.is_empty() { "(answer)" } else { path };
        found.push(format!("{path}: expected {expected}, got {got}"));
    };
    match (expected, actual) {
        (Value::Object(wanted), Value::Object(given)) => {
            for (name, wanted) in wanted {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match given.get(name) {
                    Some(given) => compare(wanted, given, subset, &path, found),
                    None => found.push(format!("{path}: expected {wanted}, got nothing")),
                }
            }
            for (name, given) in given.iter().filter(|(name, _)| !subset && !wanted.contains_key(*name)) {
                found.push(format!("{path}.{name}: expected nothing, got {given}"));
            }
        }
        (Value::Array(wanted), Value::Array(given)) => {
            if wanted.len() != given.len() {
                found.push(format!("{path}: expected {} entries, got {}: {actual}", wanted.len(), given.len()));
                return;
            }
            for (index, (wanted, given)) in wanted.iter().zip(given).enumerate() {
                compare(wanted, given, subset, &format!("{path}[{index}]"), found);
            }
        }
        (Value::Number(wanted), Value::Number(given)) => {
            if wanted.as_f64() != given.as_f64() {
                differs(path, actual);
            }
        }
        _ => {
            if expected != actual {
                differs(path, actual);
            }
        }
    }
}

/// Panics with every difference and with the inventory that shows it, ready to be loaded by hand.
pub fn assert_same(what: &str, expected: &Value, actual: &Value, snapshot: &Value) {
    let found = differences(expected, actual);
    assert!(
        found.is_empty(),
        "{what}: the model (expected) and the core (got) differ:\n  {}\nthe inventory:\n{snapshot}",
        found.join("\n  ")
    );
}
