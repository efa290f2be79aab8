//! The one character that PostgreSQL stores in no text: U+0000.

use serde_json::Value;

/// Where it stands, as a path from here: in a text or in a field's name.
pub fn find(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(list) => {
            list.iter().enumerate().find_map(|(index, element)| Some(format!("[{index}]{}", find(element)?)))
        }
        Value::Object(fields) => fields.iter().find_map(|(field, value)| {
            let inside = if field.contains('\0') { Some(String::new()) } else { find(value) };
            Some(format!(".{field}{}", inside?))
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use serde_json::json;

    #[test]
    fn in_texts_and_names_of_fields() {
        assert_eq!(find(&json!({ "a": ["b", { "c": "d\0" }] })).as_deref(), Some(".a[1].c"));
        assert_eq!(find(&json!([{ "a\0": 1 }])).as_deref(), Some("[0].a\0"));
        assert_eq!(find(&json!({ "a": ["\\u0000", 0, null] })), None);
    }
}
