//! Snapshots that must be refused, and where.

use super::call::load;
use super::fields::text;
use super::full::snapshot;
use super::places::put;
use serde_json::{Value, json};

pub fn refused(bytes: &[u8], options: &Value) -> Value {
    match load(bytes, options) {
        Ok(_) => panic!("this is loaded: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)])),
        Err(error) => error,
    }
}

/// The path of the error, of which it must be the first finding and say something.
pub fn refused_path(snapshot: &Value, what: &str) -> String {
    let error = refused(snapshot.to_string().as_bytes(), &json!({}));
    assert_eq!(error["code"], json!("invalidInput"), "{what}: {error}");
    assert!(text(&error, "message").len() > 10, "{what}: {error}");
    error["path"].as_str().unwrap_or_else(|| panic!("{what} has no path: {error}")).to_string()
}

/// Puts each of the values at the path, and expects the error there.
pub fn assert_each_refused(path: &str, values: &[Value]) {
    for value in values {
        let mut bad = snapshot();
        put(&mut bad, path, value.clone());
        assert_eq!(refused_path(&bad, &format!("{path} = {value}")), path, "{path} = {value}");
    }
}

pub fn assert_each_taken(path: &str, values: &[Value]) {
    for value in values {
        let mut good = snapshot();
        put(&mut good, path, value.clone());
        if let Err(error) = load(good.to_string().as_bytes(), &json!({})) {
            panic!("{path} = {value} is refused: {error}");
        }
    }
}
