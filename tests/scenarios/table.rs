//! A row of the transition table: a command works from some statuses, from every other it is an illegal transition that
//! names the status found and the ones expected; and where the table says so it can be taken back.

use super::support::books::Books;
use serde_json::Value;

pub struct Row<'a> {
    pub command: &'a str,
    pub fields: Value,
    /// From and to.
    pub works: &'a [(&'a str, &'a str)],
    /// The statuses that the refusal names, where they are not those above in words.
    pub is_undone: bool,
}

/// Tries each command on a document in each status. `status` looks the document's status up.
pub fn assert_rows(
    statuses: &[&str],
    in_status: impl Fn(&str) -> Books,
    status: impl Fn(&Books) -> String,
    rows: &[Row<'_>],
) {
    for found in statuses {
        assert_eq!(status(&in_status(found)), *found);
        for Row { command, fields, works, is_undone } in rows {
            let mut books = in_status(found);
            let Some((_, to)) = works.iter().find(|(from, _)| from == found) else {
                let expected: Vec<&str> = works.iter().map(|(from, _)| *from).collect();
                books.illegal(command, fields.clone(), found, &expected);
                continue;
            };
            let done = books.apply(command, fields.clone());
            assert_eq!(status(&books), *to, "{command} from {found}");
            if *is_undone {
                in_status(found).there_and_back(command, fields.clone());
            } else {
                books.cannot_undo(&done);
            }
        }
    }
}
