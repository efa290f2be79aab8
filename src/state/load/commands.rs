//! Commands applied before, as they are given (rule 15).

use super::{Loader, whole};
use crate::contract::json_scanner;
use crate::contract::outcome::DocumentKind;
use crate::contract::row::Row;
use crate::contract::schema::{changed_document, changed_level, command};
use crate::contract::tree::Tree;
use crate::order::sort_by;
use crate::state::facts::{AppliedCommand, Story};

const DOCUMENT_KINDS: [(&str, DocumentKind); 5] = [
    ("order", DocumentKind::Order),
    ("purchaseOrder", DocumentKind::PurchaseOrder),
    ("sale", DocumentKind::Sale),
    ("transfer", DocumentKind::Transfer),
    ("vendorReturn", DocumentKind::VendorReturn),
];

impl Loader {
    pub(super) fn command(&mut self, row: Row<'_, '_, '_>) {
        let revision = row.optional_number(command::REVISION).and_then(whole).unwrap_or_else(|| {
            row.wrong(command::REVISION, "expected a revision: a whole number of 0 or more");
            0
        });
        let id = row.id(command::ID).to_owned();
        let story = row.optional_text(command::TYPE).map(|kind| {
            let (mut documents, mut levels) = (Vec::new(), Vec::new());
            row.list(command::DOCUMENTS, 0, false, |row| {
                let kind = row.choice(changed_document::TYPE, &DOCUMENT_KINDS, DocumentKind::Order);
                documents.push((kind, row.id(changed_document::ID).to_owned()));
            });
            row.list(command::LEVELS, 0, false, |row| {
                levels.push((row.id(changed_level::ITEM_ID).to_owned(), row.id(changed_level::SHOP_ID).to_owned()));
            });
            let before = row.optional_text(command::BEFORE).map(json_scanner::tree).transpose();
            Story {
                kind: kind.to_owned(),
                at: row.instant(command::AT),
                by: row.optional_text(command::BY).map(str::to_owned),
                documents,
                levels,
                before: before.ok().flatten().unwrap_or_else(|| {
                    if row.optional_text(command::BEFORE).is_some() {
                        row.wrong(command::BEFORE, "expected JSON, as it was given out");
                    }
                    Tree::Null
                }),
                undone: row.flag(command::UNDONE, false),
            }
        });
        if self.command_ids.find(&id).is_some() {
            row.wrong(command::ID, format!("the id {id:?} is given twice"));
            return;
        }
        self.command_ids.intern(&id);
        self.commands.push(AppliedCommand { id, revision, digest: row.text(command::DIGEST).to_owned(), story });
    }

    /// Remembers them, the newest last, in whatever order they came.
    pub(super) fn remember_commands(&mut self) {
        let mut commands = std::mem::take(&mut self.commands);
        sort_by(&mut commands, |a, b| a.revision.cmp(&b.revision));
        commands.into_iter().for_each(|command| drop(self.facts.remember(command)));
    }
}
