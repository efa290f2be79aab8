//! What the report answers.

use std::borrow::Cow;

use serde::Serialize;

use super::documents::DocumentRef;
use crate::instant::Instant;
use crate::quantity::Quantity;

/// A window of a list; `total` counts all that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page<T> {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<T>,
}

/// A window of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportPage<'a> {
    pub revision: u64,
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<ReportRow<'a>>,
}

/// One row: an adjustment that holds a level below zero, or what no adjustment explains (rule 4).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportRow<'a> {
    pub id: Cow<'a, str>,
    pub item_id: &'a str,
    pub description: &'a str,
    pub code: Option<&'a str>,
    pub shop_id: &'a str,
    pub shop: &'a str,
    pub qoh: Quantity,
    pub reason: &'static str,
    pub source: Option<SourceRef<'a>>,
    pub occurred_at: Option<Instant>,
    pub sold: Quantity,
    pub uncovered: Quantity,
    pub ecom_order: Option<DocumentRef<'a>>,
    pub customer: Option<&'a str>,
    pub on_purchase_order: Quantity,
    pub on_transfer: Quantity,
    pub elsewhere: Quantity,
    pub vendor_id: Option<&'a str>,
    pub vendor: Option<&'a str>,
    pub coverage: &'static str,
    pub expected_at: Option<Instant>,
    pub diagnosis: &'static str,
    pub sold_because: Option<&'static str>,
}

/// The document behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SourceRef<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: &'a str,
    pub number: &'a str,
}

/// Counts and sums over the rows that match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Totals {
    pub rows: u32,
    pub levels: u32,
    pub items: u32,
    /// Distinct documents.
    pub sources: u32,
    /// Distinct eCom orders.
    pub orders: u32,
    pub uncovered: Quantity,
}

/// How many rows a choice would leave.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Facet<T> {
    pub value: T,
    pub rows: u32,
}

/// How many rows each choice of each filter would leave; each facet ignores its own filter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facets<'a> {
    pub shops: Vec<Facet<&'a str>>,
    pub vendors: Vec<Facet<Option<&'a str>>>,
    pub reasons: Vec<Facet<&'static str>>,
    pub coverage: Vec<Facet<&'static str>>,
    pub diagnoses: Vec<Facet<&'static str>>,
    pub ecom: u32,
}

/// A line that still brings something, in the order of rule 9.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IncomingLine<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: &'a str,
    pub number: &'a str,
    pub line_id: &'a str,
    pub status: &'static str,
    pub outstanding: Quantity,
    pub expected_at: Option<Instant>,
}

/// The proof of a level's rows: opening + inflow - outflow = qoh.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation<'a> {
    pub item_id: &'a str,
    pub shop_id: &'a str,
    pub qoh: Quantity,
    /// QOH and what is sold but not handed over.
    pub shelf: Quantity,
    pub opening: Quantity,
    pub inflow: Quantity,
    pub outflow: Quantity,
    pub sources: Vec<ExplainedSource<'a>>,
    pub unattributed: Quantity,
    pub covered_by: Vec<CoveredBy<'a>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplainedSource<'a> {
    pub adjustment_id: &'a str,
    pub at: Instant,
    pub reason: &'static str,
    pub number: Option<&'a str>,
    /// What it took out.
    pub quantity: Quantity,
    /// What was taken back of it.
    pub reversed: Quantity,
    pub covered: Quantity,
    pub uncovered: Quantity,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CoveredBy<'a> {
    pub row_id: Cow<'a, str>,
    pub quantity: Quantity,
    pub by: Option<IncomingLine<'a>>,
}
