//! Spreadsheets: a CSV file for each table, as people export them. The rooms: `bytes` makes text of a file, `columns`
//! knows what its headers mean, `cells` reads a cell, `sheet` a file, `build` makes a snapshot of all.

mod build;
mod bytes;
mod cells;
mod columns;
mod sheet;

use std::collections::BTreeMap;

use oversold::InventoryError;
use oversold::Tree;
use oversold::contract::findings::Findings;
use oversold::contract::from_tree::{self, At, FromTree};
use serde::Serialize;

use crate::lightspeed::options::texts;
use crate::snapshot::Snapshot;
use crate::warnings::{Notes, Warning};
pub use columns::{FILES, template};
use sheet::Sheet;

/// How files are read, where guessing is not wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Default: the one of `,` `;` tab and `|` that the header has most of.
    pub delimiter: Option<String>,
    /// Default: told by the numbers themselves.
    pub decimal_comma: Option<bool>,
    /// `DD.MM.YYYY`, or chrono's own `%d.%m.%Y`; a time of day may follow. ISO dates are always read.
    pub date_format: Option<String>,
    /// For dates that carry none: `+01:00`. Default: UTC.
    pub utc_offset: Option<String>,
    /// The shop of rows that name none. Default: "Main".
    pub shop: Option<String>,
    /// By file, then field: the header to take instead of the one that was guessed; "" for none.
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
}

impl Options {
    pub fn read(tree: &Tree) -> Result<Self, InventoryError> {
        from_tree::read(tree, "options")
    }
}

impl FromTree for Options {
    fn from_tree(at: &At<'_>) -> Self {
        if at.is_null() {
            return Self::default();
        }
        at.expect_object();
        let columns = at.inner("columns");
        let mut by_file = BTreeMap::new();
        for file in FILES {
            if columns.has(file) {
                by_file.insert(file.to_owned(), texts(&columns, file));
            }
        }
        Self {
            delimiter: at.field("delimiter"),
            decimal_comma: at.field("decimal_comma"),
            date_format: at.field("date_format"),
            utc_offset: at.field("utc_offset"),
            shop: at.field("shop"),
            columns: by_file,
        }
    }
}

/// How a file is understood: shown to people before it is read, so that they can correct it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapping {
    pub file: &'static str,
    pub delimiter: String,
    pub decimal_comma: bool,
    /// Rows below the header.
    pub rows: usize,
    pub headers: Vec<String>,
    pub fields: Vec<MappedField>,
    /// Headers that mean nothing here.
    pub unused: Vec<String>,
}

/// A field, and the header that it is read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MappedField {
    pub field: &'static str,
    pub header: Option<String>,
    pub required: bool,
}

/// What files say.
#[derive(Debug)]
pub struct Imported {
    pub snapshot: Snapshot,
    pub warnings: Vec<Warning>,
    pub mappings: Vec<Mapping>,
}

/// The name of a file as the contract has it.
fn known(file: &str) -> Result<&'static str, InventoryError> {
    let message = || InventoryError::invalid(file, format!("there is no such file: known are {}", FILES.join(", ")));
    FILES.into_iter().find(|known| *known == file).ok_or_else(message)
}

/// How a file would be read.
pub fn mapping(file: &str, bytes: &[u8], options: &Options) -> Result<Mapping, InventoryError> {
    Ok(Sheet::open(known(file)?, bytes, options, &Notes::default())?.mapping())
}

/// A snapshot of all files. What is wrong is an error with row and column, and all further ones in its details.
pub fn read(files: &[(String, Vec<u8>)], options: &Options) -> Result<Imported, InventoryError> {
    let notes = Notes::default();
    let mut sheets = BTreeMap::new();
    for (name, bytes) in files {
        let file = known(name)?;
        sheets.insert(file, Sheet::open(file, bytes, options, &notes)?);
    }
    let mut findings = Findings::default();
    for sheet in sheets.values() {
        sheet.check(&mut findings);
    }
    if let Some(error) = findings.into_error() {
        return Err(error);
    }
    let mut findings = Findings::default();
    let snapshot = build::build(&sheets, options, &notes, &mut findings);
    match findings.into_error() {
        Some(error) => Err(error),
        None => {
            let mappings = sheets.values().map(Sheet::mapping).collect();
            Ok(Imported { snapshot, warnings: notes.warnings().list(), mappings })
        }
    }
}
