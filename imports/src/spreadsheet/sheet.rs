//! One file: its rows, and which of its columns is which field.

use std::collections::BTreeMap;

use csv::ReaderBuilder;
use oversold::contract::findings::Findings;
use oversold::{Instant, InventoryError, Quantity};

use super::cells::{self, Style};
use super::columns::{self, Column, Kind};
use super::{MappedField, Mapping, Options, bytes};
use crate::warnings::Notes;

pub struct Sheet {
    pub file: &'static str,
    delimiter: u8,
    style: Style,
    headers: Vec<String>,
    /// The position of each field's column.
    fields: BTreeMap<&'static str, usize>,
    rows: Vec<Row>,
}

struct Row {
    /// As the spreadsheet numbers it: the header is row 1.
    number: usize,
    cells: Vec<String>,
}

/// A row in hand, with a place for what is wrong with it.
#[derive(Clone, Copy)]
pub struct Cells<'s> {
    sheet: &'s Sheet,
    row: &'s Row,
}

impl Sheet {
    pub fn open(file: &'static str, bytes: &[u8], options: &Options, notes: &Notes) -> Result<Self, InventoryError> {
        let text = bytes::text(file, bytes, notes);
        let delimiter = match options.delimiter.as_deref().map(str::as_bytes) {
            None | Some([]) => bytes::delimiter(&text),
            Some([one]) => *one,
            Some(_) => return Err(InventoryError::invalid("options.delimiter", "expected one character")),
        };
        let offset = match options.utc_offset.as_deref() {
            None => cells::offset("Z"),
            Some(offset) => cells::offset(offset),
        };
        let offset = offset
            .ok_or_else(|| InventoryError::invalid("options.utcOffset", "expected an offset such as \"+01:00\""))?;
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut headers = Vec::new();
        for (record, number) in reader.records().zip(1_usize..) {
            let record =
                record.map_err(|error| InventoryError::invalid(format!("{file}[{number}]"), error.to_string()))?;
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if cells.iter().all(String::is_empty) {
                continue;
            }
            if headers.is_empty() {
                headers = cells;
            } else {
                rows.push(Row { number, cells });
            }
        }
        if headers.is_empty() {
            return Err(InventoryError::invalid(file, "this file is empty: its first row must name the columns"));
        }
        let fields = fields(file, &headers, options)?;
        let mut sheet = Self {
            file,
            delimiter,
            style: Style {
                decimal_comma: false,
                date_format: options.date_format.as_deref().map(cells::date_format),
                offset,
            },
            headers,
            fields,
            rows,
        };
        sheet.style.decimal_comma = options.decimal_comma.unwrap_or_else(|| sheet.writes_decimal_comma());
        Ok(sheet)
    }

    /// Whether its numbers can only be read with a decimal comma.
    fn writes_decimal_comma(&self) -> bool {
        let numbers = columns::of(self.file)
            .iter()
            .filter(|column| matches!(column.kind, Kind::Quantity | Kind::Units | Kind::Number));
        let positions: Vec<usize> = numbers.filter_map(|column| self.fields.get(column.field).copied()).collect();
        let mut cells =
            self.rows.iter().flat_map(|row| positions.iter().filter_map(|position| row.cells.get(*position)));
        cells.any(|cell| cells::has_decimal_comma(cell))
    }

    pub fn mapping(&self) -> Mapping {
        let header =
            |column: &Column| self.fields.get(column.field).and_then(|position| self.headers.get(*position)).cloned();
        let used: Vec<usize> = self.fields.values().copied().collect();
        let unused =
            self.headers.iter().enumerate().filter(|(position, header)| !used.contains(position) && !header.is_empty());
        Mapping {
            file: self.file,
            delimiter: char::from(self.delimiter).to_string(),
            decimal_comma: self.style.decimal_comma,
            rows: self.rows.len(),
            headers: self.headers.clone(),
            fields: columns::of(self.file)
                .iter()
                .map(|column| MappedField { field: column.field, header: header(column), required: column.required })
                .collect(),
            unused: unused.map(|(_, header)| header.clone()).collect(),
        }
    }

    /// Notes the columns that must be there and are not.
    pub fn check(&self, findings: &mut Findings) {
        for column in columns::of(self.file).iter().filter(|column| column.required) {
            if !self.fields.contains_key(column.field) {
                let headers = self.headers.iter().map(|header| format!("{header:?}")).collect::<Vec<_>>().join(", ");
                let message = format!(
                    "no column for {} was found among {headers}: say which by columns.{}",
                    column.field, self.file
                );
                findings.add(|| format!("{}.{}", self.file, column.field), message);
            }
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = Cells<'_>> {
        self.rows.iter().map(|row| Cells { sheet: self, row })
    }
}

/// Which column each field is read from: those that the host says, then the best that is left.
fn fields(
    file: &'static str,
    headers: &[String],
    options: &Options,
) -> Result<BTreeMap<&'static str, usize>, InventoryError> {
    let mut fields = BTreeMap::new();
    let said = options.columns.get(file);
    let mut silenced = Vec::new();
    for (field, header) in said.into_iter().flatten() {
        let path = || format!("options.columns.{file}.{field}");
        let Some(column) = columns::of(file).iter().find(|column| column.field == field) else {
            let known = columns::of(file).iter().map(|column| column.field).collect::<Vec<_>>().join(", ");
            return Err(InventoryError::invalid(path(), format!("there is no such field: known are {known}")));
        };
        silenced.push(column.field);
        if header.is_empty() {
            continue;
        }
        let Some(position) = headers.iter().position(|known| known == header) else {
            return Err(InventoryError::invalid(path(), format!("the file has no column {header:?}")));
        };
        fields.insert(column.field, position);
    }
    let mut fitting: Vec<(usize, usize, &'static str)> = Vec::new();
    for (position, header) in headers.iter().enumerate() {
        for column in columns::of(file).iter().filter(|column| !silenced.contains(&column.field)) {
            fitting.extend(columns::fit(column, header).map(|rank| (rank, position, column.field)));
        }
    }
    fitting.sort_unstable();
    for (_, position, field) in fitting {
        if !fields.contains_key(field) && !fields.values().any(|taken| *taken == position) {
            fields.insert(field, position);
        }
    }
    Ok(fields)
}

impl<'s> Cells<'s> {
    /// The cell's text; none where it is empty or there is no such column.
    pub fn text(&self, field: &str) -> Option<&'s str> {
        let position = self.sheet.fields.get(field)?;
        self.row.cells.get(*position).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// Notes that a cell is not what it should be.
    pub fn wrong(&self, field: &str, message: &str, findings: &mut Findings) {
        let header = self.sheet.fields.get(field).and_then(|position| self.sheet.headers.get(*position));
        let header = header.map_or(field, String::as_str);
        let shown = self.text(field).map_or_else(|| "nothing".to_owned(), |cell| format!("{cell:?}"));
        let message = format!("row {}, column {header:?}: {message}, found {shown}", self.row.number);
        findings.add(|| format!("{}[{}].{field}", self.sheet.file, self.row.number), message);
    }

    fn read<T>(&self, field: &str, findings: &mut Findings, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let read = read(self.text(field)?);
        read.map_err(|message| self.wrong(field, &message, findings)).ok()
    }

    pub fn required(&self, field: &str, findings: &mut Findings) -> Option<&'s str> {
        let text = self.text(field);
        if text.is_none() {
            self.wrong(field, "this cell must not be empty", findings);
        }
        text
    }

    pub fn quantity(&self, field: &str, findings: &mut Findings) -> Option<Quantity> {
        self.read(field, findings, |cell| cells::quantity(cell, &self.sheet.style))
    }

    pub fn units(&self, field: &str, findings: &mut Findings) -> Option<Quantity> {
        let quantity = self.quantity(field, findings)?;
        if quantity.is_negative() {
            self.wrong(field, "expected 0 or more", findings);
            return None;
        }
        Some(quantity)
    }

    pub fn instant(&self, field: &str, findings: &mut Findings) -> Option<Instant> {
        self.read(field, findings, |cell| cells::moment(cell, &self.sheet.style))
    }

    pub fn flag(&self, field: &str, findings: &mut Findings) -> Option<bool> {
        self.read(field, findings, cells::flag)
    }
}
