//! Decide, apply, replay: commands and events run over the state, whole or not at all (rule 16).

use xxhash_rust::xxh64::xxh64;

use super::changes::{candidates, changes};
use super::conflict;
use super::decide::{Stop, decide};
use super::evolve::evolve;
use crate::contract::by_value::by_value;
use crate::contract::command::{Action, Command};
use crate::contract::error::{ErrorCode, InventoryError};
use crate::contract::event::Event;
use crate::contract::into_tree;
use crate::contract::json_text;
use crate::contract::outcome::{Accepted, Changes, Outcome, Refusal, RefusalCode, Refused};
use crate::contract::tree::Tree;
use crate::keyed::Set;
use crate::report::rows::{Replaced, Rows};
use crate::state::column::Ix;
use crate::state::edit::{Journal, State};
use crate::state::load::{FORMAT, sums};

/// What is compared when a command's id comes again: its content, without `expectedRevision`, `at` and `by`.
pub fn digest(action: &Action) -> String {
    let mut content = into_tree::tree(action);
    if let Tree::Object(fields) = &mut content {
        for (_, records) in fields.iter_mut().filter(|(name, _)| matches!(name.as_ref(), "order" | "upsert")) {
            *records = by_value(std::mem::take(records));
        }
    }
    // With sorted keys: the order in which a host writes its fields is no content.
    let content = json_text::json(&content.in_order());
    format!("{:016x}", xxh64(content.as_bytes(), 0))
}

/// Decides commands one by one, each on the state that those before it made. With `keep` the state stays so.
pub fn run(
    state: &mut State,
    rows: &mut Rows,
    commands: &[Command],
    keep: bool,
) -> Result<(Outcome, Touched), InventoryError> {
    let mut journal = Journal::default();
    let start = state.facts.revision;
    let mut events = Vec::new();
    for (index, command) in commands.iter().enumerate() {
        match step(state, &mut journal, command, start) {
            Ok(event) => events.extend(event),
            Err(stop) => {
                state.take_back(&mut journal);
                return match stop {
                    Stop::Refused(refusal) => {
                        let refused = Refused { ok: false, revision: start, index: index as u32, refusal };
                        Ok((Outcome::Refused(refused), Touched::default()))
                    }
                    Stop::Thrown(error) => Err(error),
                };
            }
        }
    }
    let duplicate = events.is_empty() && !commands.is_empty();
    let (changes, touched) = settle(state, rows, &mut journal, keep);
    let revision = start.saturating_add(events.len() as u64);
    Ok((Outcome::Accepted(Box::new(Accepted { ok: true, revision, duplicate, events, changes })), touched))
}

/// One command: known already, refused, or an event taken in.
fn step(state: &mut State, journal: &mut Journal, command: &Command, start: u64) -> Result<Option<Event>, Stop> {
    let digest = digest(&command.action);
    if let Some(known) = state.facts.command(&command.id) {
        if known.digest == digest {
            return Ok(None);
        }
        let message = format!("the id {:?} was used for another command", command.id);
        return Err(Refusal::new(RefusalCode::IdReused, message).at("id").into());
    }
    let decided = decide(state, command);
    if !matches!(&decided, Err(Stop::Thrown(_))) && !is_not_found(&decided) {
        conflict::check(state, command, start)?;
    }
    let undoes = match &command.action {
        Action::Undo { command_id } | Action::ReverseReceipt { command_id } => Some(command_id.clone()),
        _ => None,
    };
    let event = Event {
        format: FORMAT.to_owned(),
        revision: state.facts.revision.saturating_add(1),
        command_id: command.id.clone(),
        command: command.action.word(),
        digest,
        undoes,
        at: command.at,
        by: command.by.clone(),
        fact: decided?,
    };
    evolve(state, journal, &event)?;
    match leaves_range(state, journal) {
        Some(message) => Err(Refusal::new(RefusalCode::OutOfRange, message).at(command.action.quantity_path()).into()),
        None => Ok(Some(event)),
    }
}

/// What the newest event lets leave the range of a quantity (rule 17), if anything.
fn leaves_range(state: &State, journal: &mut Journal) -> Option<&'static str> {
    let levels: Set<Ix> = std::mem::take(&mut journal.newest).into_iter().collect();
    let mut documents = std::mem::take(&mut journal.newest_documents).into_iter();
    let level = levels.iter().find_map(|level| sums::leaves_range(state, level));
    level.or_else(|| documents.find_map(|(kind, ix)| sums::document_leaves_range(state, kind, ix)))
}

fn is_not_found(decided: &super::decide::Decided) -> bool {
    matches!(decided, Err(Stop::Refused(refusal)) if refusal.code == RefusalCode::NotFound)
}

/// What became of the report's rows, for what was worked out from them.
#[derive(Debug, Default)]
pub struct Touched {
    pub replaced: Replaced,
    /// Texts may read differently now.
    pub texts: bool,
}

/// Works out what changed, and keeps it or takes it back.
fn settle(state: &mut State, rows: &mut Rows, journal: &mut Journal, keep: bool) -> (Changes, Touched) {
    let levels = candidates(state, rows, journal);
    let now = Rows::of(&state.facts, &state.index, levels.iter());
    let changes = changes(state, rows, &now, journal, &levels);
    let mut touched = Touched { texts: journal.watches_texts, ..Touched::default() };
    if keep {
        touched.replaced = rows.replace(&now, levels);
    } else {
        state.take_back(journal);
    }
    (changes, touched)
}

/// Takes events in, in order: known ones are skipped, a gap and another history are refused, and nothing is half applied.
pub fn replay(state: &mut State, rows: &mut Rows, events: &[Event]) -> Result<(Changes, Touched), InventoryError> {
    let mut journal = Journal::default();
    for (index, event) in events.iter().enumerate() {
        let taken = take_in(state, &mut journal, event, index);
        if let Err(error) = taken {
            state.take_back(&mut journal);
            return Err(error);
        }
    }
    Ok(settle(state, rows, &mut journal, true))
}

fn take_in(state: &mut State, journal: &mut Journal, event: &Event, index: usize) -> Result<(), InventoryError> {
    let path = |field: &str| format!("events[{index}].{field}");
    if event.format != FORMAT {
        let message = format!("this engine reads {FORMAT:?}, found {:?}", event.format);
        return Err(InventoryError::new(ErrorCode::UnsupportedVersion, Some(path("format")), message));
    }
    let revision = state.facts.revision;
    if event.revision <= revision {
        return match state.facts.command_of(event.revision) {
            // Whoever knows the command has seen its event, whatever revision a host gave it.
            Some(known) if state.facts.command(&event.command_id).is_none() => {
                let message = format!(
                    "the event of revision {} is the command {:?} here, found {:?}: these are two histories",
                    event.revision, known.id, event.command_id
                );
                Err(InventoryError::invalid(path("commandId"), message))
            }
            _ => Ok(()),
        };
    }
    if event.revision > revision.saturating_add(1) {
        let message =
            format!("expected the event of revision {}, found {}", revision.saturating_add(1), event.revision);
        return Err(InventoryError::new(ErrorCode::Gap, Some(path("revision")), message));
    }
    // Done once (rule 15), so stored once: whoever numbered it anew would have its units counted twice.
    if let Some(known) = state.facts.command(&event.command_id) {
        let message = format!("the command {:?} is the event of revision {} already", event.command_id, known.revision);
        return Err(InventoryError::invalid(path("commandId"), message));
    }
    evolve(state, journal, event).map_err(|error| {
        let place = error.path.as_deref().map(|inner| match inner {
            "events" => format!("events[{index}]"),
            inner => path(inner),
        });
        error.at(place)
    })?;
    match leaves_range(state, journal) {
        Some(message) => Err(InventoryError::invalid(format!("events[{index}]"), message)),
        None => Ok(()),
    }
}
