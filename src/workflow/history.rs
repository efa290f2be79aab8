//! What was done, from the commands this inventory remembers.

use serde::Serialize;

use super::undo;
use crate::contract::command::{Action, Command};
use crate::contract::from_tree::from_tree;
use crate::contract::outcome::ChangedDocument;
use crate::contract::query::DEFAULT_LIMIT;
use crate::contract::report::Page;
use crate::instant::Instant;
use crate::state::edit::State;
use crate::text;

/// Filters and window of the history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Every word must occur in the type, the person, or the id of the command or of a document it touched.
    pub search: Option<String>,
    pub by: Option<String>,
    pub offset: Option<u32>,
    pub limit: Option<u32>,
}

from_tree! {
    HistoryQuery { search, by, offset, limit }
}

/// One command that was applied.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    pub command_id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub at: Instant,
    pub by: Option<String>,
    pub revision: u64,
    /// Whether `undo` would be accepted now.
    pub undoable: bool,
    pub documents: Vec<ChangedDocument>,
}

/// Newest first.
pub fn history(state: &State, query: &HistoryQuery) -> Page<HistoryRow> {
    let words = query.search.as_deref().map(text::words).unwrap_or_default();
    let offset = query.offset.unwrap_or_default();
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT) as usize;
    let known = state.facts.commands.iter().rev().filter_map(|command| Some((command, command.story.as_ref()?)));
    let matching: Vec<_> = known
        .filter(|(command, story)| {
            let texts = || {
                let documents = story.documents.iter().map(|(_, id)| id.as_str());
                [command.id.as_str(), story.kind.as_str()].into_iter().chain(story.by.as_deref()).chain(documents)
            };
            query.by.as_ref().is_none_or(|by| story.by.as_ref() == Some(by))
                && words.iter().all(|word| texts().any(|text| text::fold(text).contains(word.as_str())))
        })
        .collect();
    let row = |(command, story): &(&crate::state::facts::AppliedCommand, &crate::state::facts::Story)| HistoryRow {
        command_id: command.id.clone(),
        kind: story.kind.clone(),
        at: story.at,
        by: story.by.clone(),
        revision: command.revision,
        undoable: is_undoable(state, &command.id),
        documents: story.documents.iter().map(|(kind, id)| ChangedDocument { kind: *kind, id: id.clone() }).collect(),
    };
    let rows = matching.iter().skip(offset as usize).take(limit).map(row).collect();
    Page { total: matching.len() as u32, offset, rows }
}

fn is_undoable(state: &State, command_id: &str) -> bool {
    let action = Action::Undo { command_id: command_id.to_owned() };
    // An id that no adjustment can be named after: nothing but the undo itself may stand in the way.
    let command = Command { id: format!("\u{0}{command_id}"), at: 0, by: None, expected_revision: None, action };
    undo::undo(state, &command, command_id).is_ok()
}
