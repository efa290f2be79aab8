//! The commands of rule 15, with what history shows and undo needs.

use super::columns::{Columns, columns};
use super::kinds::{DocumentKinds, Flag, Kind, Malformed, Moment, OptionalText, Read, Run, Text, Whole};
use super::read::Reader;
use super::write::Writer;
use crate::contract::outcome::DocumentKind;
use crate::contract::tree::Tree;
use crate::contract::{json_scanner, json_text};
use crate::instant::Instant;
use crate::state::column::{Ix, NONE};
use crate::state::documents::Span;
use crate::state::facts::{AppliedCommand, Facts, Story};
use crate::state::texts::Texts;

/// A command; without `kind` no more than its id is known.
#[derive(Clone, Copy)]
struct CommandRow {
    id: Ix,
    revision: u64,
    digest: Ix,
    kind: Ix,
    at: Instant,
    by: Ix,
    before: Ix,
    undone: bool,
    documents: Span,
    levels: Span,
}
columns!(CommandRow {
    id: Text,
    revision: Whole,
    digest: Text,
    kind: OptionalText,
    at: Moment,
    by: OptionalText,
    before: OptionalText,
    undone: Flag,
    documents: Run,
    levels: Run,
});

impl Default for CommandRow {
    fn default() -> Self {
        let (documents, levels) = (Span::default(), Span::default());
        let (id, digest, kind, by, before) = (NONE, NONE, NONE, NONE, NONE);
        Self { id, revision: 0, digest, kind, at: 0, by, before, undone: false, documents, levels }
    }
}

#[derive(Clone, Copy)]
struct DocumentRow {
    kind: DocumentKind,
    id: Ix,
}
columns!(DocumentRow { kind: DocumentKinds, id: Text });

impl Default for DocumentRow {
    fn default() -> Self {
        Self { kind: DocumentKind::Order, id: NONE }
    }
}

#[derive(Clone, Copy, Default)]
struct LevelRow {
    item: Ix,
    shop: Ix,
}
columns!(LevelRow { item: Text, shop: Text });

/// Commands as tables, with texts of their own.
#[derive(Default)]
struct Commands {
    texts: Texts,
    commands: Vec<CommandRow>,
    documents: Vec<DocumentRow>,
    levels: Vec<LevelRow>,
}

/// Writes the commands, oldest first.
pub fn write(facts: &Facts, bytes: Vec<u8>) -> Vec<u8> {
    let mut tables = Commands::default();
    facts.commands.iter().for_each(|command| tables.add(command));
    let mut out = Writer::new(&tables.texts, bytes);
    out.count(tables.commands.len());
    out.rows(&tables.commands);
    out.rows(&tables.documents);
    out.rows(&tables.levels);
    out.bytes
}

pub fn read(facts: &mut Facts, input: &mut Reader<'_>) -> Read<()> {
    let Commands { mut texts, mut commands, mut documents, mut levels } = Commands::default();
    let count = input.count()?;
    let (mut changed, mut moved) = (0, 0);
    CommandRow::read(input, count, &mut texts, &mut |row| {
        (changed, moved) = (row.documents.numbers().end, row.levels.numbers().end);
        commands.push(row);
        Ok(())
    })?;
    DocumentRow::read(input, changed, &mut texts, &mut |row| {
        documents.push(row);
        Ok(())
    })?;
    LevelRow::read(input, moved, &mut texts, &mut |row| {
        levels.push(row);
        Ok(())
    })?;
    let tables = Commands { texts, commands, documents, levels };
    for row in &tables.commands {
        let command = tables.command(row)?;
        if facts.command(&command.id).is_some() {
            return Err(Malformed);
        }
        facts.remember(command);
    }
    Ok(())
}

impl Commands {
    fn add(&mut self, command: &AppliedCommand) {
        let Self { texts, commands, documents, levels } = self;
        let (id, digest) = (texts.add(&command.id), texts.add(&command.digest));
        let row = CommandRow { id, revision: command.revision, digest, ..CommandRow::default() };
        commands.push(match &command.story {
            None => row,
            Some(story) => CommandRow {
                kind: texts.add(&story.kind),
                at: story.at,
                by: texts.add_optional(story.by.as_deref()),
                before: match &story.before {
                    Tree::Null => NONE,
                    before => texts.add(&json_text::json(before)),
                },
                undone: story.undone,
                documents: added(
                    documents,
                    story.documents.iter().map(|(kind, id)| DocumentRow { kind: *kind, id: texts.add(id) }),
                ),
                levels: added(
                    levels,
                    story.levels.iter().map(|(item, shop)| LevelRow { item: texts.add(item), shop: texts.add(shop) }),
                ),
                ..row
            },
        });
    }

    fn command(&self, row: &CommandRow) -> Read<AppliedCommand> {
        let text = |ix: Ix| self.texts.get(ix).to_owned();
        let optional = |ix: Ix| self.texts.optional(ix).map(str::to_owned);
        let story = match optional(row.kind) {
            None => None,
            Some(kind) => Some(Story {
                kind,
                at: row.at,
                by: optional(row.by),
                documents: run(&self.documents, row.documents).iter().map(|row| (row.kind, text(row.id))).collect(),
                levels: run(&self.levels, row.levels).iter().map(|row| (text(row.item), text(row.shop))).collect(),
                before: match self.texts.optional(row.before) {
                    None => Tree::Null,
                    Some(before) => json_scanner::tree(before).map_err(|_| Malformed)?,
                },
                undone: row.undone,
            }),
        };
        Ok(AppliedCommand { id: text(row.id), revision: row.revision, digest: text(row.digest), story })
    }
}

fn added<T>(table: &mut Vec<T>, rows: impl Iterator<Item = T>) -> Span {
    let start = table.len() as u32;
    table.extend(rows);
    Span { start, len: (table.len() as u32).saturating_sub(start) }
}

fn run<T>(table: &[T], span: Span) -> &[T] {
    let numbers = span.numbers();
    table.get(numbers.start as usize..numbers.end as usize).unwrap_or_default()
}
