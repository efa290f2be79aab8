//! Rule 11: filters, sorts, the window, totals and facets, each by looking at every row.

use super::Model;
use super::rows::CODES;
use super::text::{matches_search, natural};
use crate::support::fields::{Amount, field, instant, list, number, optional_text, parse_amount, text};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A filter that a facet can leave out.
const FILTERS: [&str; 8] = ["search", "from", "ecomOnly", "shopIds", "vendorIds", "reasons", "coverage", "diagnoses"];

impl Model<'_> {
    pub fn report(&self, query: &Value) -> Value {
        let mut rows = self.matching(query, "");
        sort_rows(&mut rows, query);
        let total = rows.len();
        let offset = field(query, "offset").as_u64().unwrap_or(0) as usize;
        let limit = field(query, "limit").as_u64().unwrap_or(100) as usize;
        let window: Vec<Value> = rows.into_iter().skip(offset).take(limit).collect();
        json!({ "total": total, "offset": offset, "rows": window, "revision": field(self.snapshot, "revision").as_u64().unwrap_or(0) })
    }

    /// The rows that every filter keeps, but for the one left out.
    pub fn matching(&self, query: &Value, left_out: &str) -> Vec<Value> {
        let kept = |row: &Value| FILTERS.iter().all(|filter| *filter == left_out || self.keeps(filter, query, row));
        self.all_rows().iter().filter(|row| kept(row)).cloned().collect()
    }

    fn keeps(&self, filter: &str, query: &Value, row: &Value) -> bool {
        match filter {
            "search" => optional_text(query, "search").is_none_or(|search| {
                let item = self.find("items", text(row, "itemId")).unwrap();
                let codes: Vec<&str> = CODES.iter().filter_map(|code| optional_text(item, code)).collect();
                matches_search(search, text(row, "description"), &codes)
            }),
            "from" => in_range(query, field(row, "occurredAt").as_i64()),
            "ecomOnly" => field(query, "ecomOnly") != &json!(true) || !field(row, "ecomOrder").is_null(),
            "shopIds" => is_listed(query, "shopIds", field(row, "shopId")),
            "vendorIds" => is_listed(query, "vendorIds", field(row, "vendorId")),
            "reasons" => is_listed(query, "reasons", field(row, "reason")),
            "coverage" => is_listed(query, "coverage", field(row, "coverage")),
            "diagnoses" => is_listed(query, "diagnoses", field(row, "diagnosis")),
            other => panic!("no filter {other}"),
        }
    }

    pub fn rows_by_id(&self, ids: &[String]) -> Value {
        let rows = self.all_rows();
        ids.iter().map(|id| rows.iter().find(|row| text(row, "id") == id).cloned().unwrap_or(Value::Null)).collect()
    }

    pub fn totals(&self, query: &Value) -> Value {
        let rows = self.matching(query, "");
        let distinct =
            |key: &dyn Fn(&Value) -> Option<String>| rows.iter().filter_map(key).collect::<BTreeSet<_>>().len();
        let uncovered: Amount = rows.iter().map(|row| parse_amount(field(row, "uncovered"))).sum();
        json!({
            "rows": rows.len(),
            "levels": distinct(&|row| Some(json!([field(row, "itemId"), field(row, "shopId")]).to_string())),
            "items": distinct(&|row| Some(text(row, "itemId").to_string())),
            "sources": distinct(&|row| {
                let source = field(row, "source");
                (!source.is_null()).then(|| json!([field(source, "type"), field(source, "id")]).to_string())
            }),
            "orders": distinct(&|row| optional_text(field(row, "ecomOrder"), "id").map(str::to_string)),
            "uncovered": number(uncovered),
        })
    }

    pub fn facets(&self, query: &Value) -> Value {
        let facet = |filter: &str, column: &str| {
            let mut counts: Vec<(Value, usize)> = Vec::new();
            for row in self.matching(query, filter) {
                let value = field(&row, column).clone();
                match counts.iter_mut().find(|(counted, _)| *counted == value) {
                    Some((_, rows)) => *rows += 1,
                    None => counts.push((value, 1)),
                }
            }
            counts.sort_by(|(left, left_rows), (right, right_rows)| {
                let by_value = (left.is_null(), left.as_str()).cmp(&(right.is_null(), right.as_str()));
                right_rows.cmp(left_rows).then(by_value)
            });
            counts.into_iter().map(|(value, rows)| json!({ "value": value, "rows": rows })).collect::<Value>()
        };
        let ecom = self.matching(query, "ecomOnly").iter().filter(|row| !field(row, "ecomOrder").is_null()).count();
        json!({
            "shops": facet("shopIds", "shopId"),
            "vendors": facet("vendorIds", "vendorId"),
            "reasons": facet("reasons", "reason"),
            "coverage": facet("coverage", "coverage"),
            "diagnoses": facet("diagnoses", "diagnosis"),
            "ecom": ecom,
        })
    }
}

/// An absent list keeps everything, an empty one nothing.
pub fn is_listed(query: &Value, filter: &str, value: &Value) -> bool {
    field(query, filter).is_null() || list(query, filter).contains(value)
}

/// Ranges are [from, to); what has no instant is in none.
pub fn in_range(query: &Value, at: Option<i64>) -> bool {
    let (from, to) = (instant(query, "from"), instant(query, "to"));
    match at {
        Some(at) => from.is_none_or(|from| from <= at) && to.is_none_or(|to| at < to),
        None => from.is_none() && to.is_none(),
    }
}

/// A straightforward sort of the whole: the keys asked for, then occurredAt, then id.
pub fn sort_rows(rows: &mut [Value], query: &Value) {
    let oldest_first = [json!({ "by": "occurredAt" })];
    let keys = match list(query, "sort") {
        [] => &oldest_first,
        keys => keys,
    };
    rows.sort_by(|left, right| {
        let mut order = Ordering::Equal;
        for key in keys {
            order = order.then_with(|| compare_by(text(key, "by"), key["descending"] == json!(true), left, right));
        }
        order
            .then_with(|| compare_by("occurredAt", false, left, right))
            .then_with(|| text(left, "id").cmp(text(right, "id")))
    });
}

/// What a row is sorted by.
enum Key {
    Nothing,
    Number(Amount),
    Texts(Vec<Part>),
}

enum Part {
    Natural(String),
    /// Ids, and words of the contract.
    CodePoints(String),
}

impl Part {
    fn compare(&self, other: &Part) -> Ordering {
        match (self, other) {
            (Part::Natural(left), Part::Natural(right)) => natural(left, right),
            (Part::CodePoints(left) | Part::Natural(left), Part::CodePoints(right) | Part::Natural(right)) => {
                left.cmp(right)
            }
        }
    }
}

fn compare_by(column: &str, descending: bool, left: &Value, right: &Value) -> Ordering {
    let order = match (sort_key(column, left), sort_key(column, right)) {
        (Key::Nothing, Key::Nothing) => return Ordering::Equal,
        (Key::Nothing, _) => return Ordering::Greater,
        (_, Key::Nothing) => return Ordering::Less,
        (Key::Number(left), Key::Number(right)) => left.cmp(&right),
        (Key::Texts(left), Key::Texts(right)) => left
            .iter()
            .zip(&right)
            .map(|(left, right)| left.compare(right))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal),
        _ => panic!("{column} mixes kinds of keys"),
    };
    if descending { order.reverse() } else { order }
}

fn sort_key(column: &str, row: &Value) -> Key {
    let natural_key =
        |text: Option<&str>| text.map_or(Key::Nothing, |text| Key::Texts(vec![Part::Natural(text.to_string())]));
    match column {
        "id" => Key::Texts(vec![Part::CodePoints(text(row, "id").to_string())]),
        "source" => source_key(row),
        "ecomOrder" => natural_key(optional_text(field(row, "ecomOrder"), "number")),
        "description" | "code" | "shop" | "reason" | "customer" | "vendor" => natural_key(optional_text(row, column)),
        "occurredAt" | "expectedAt" => instant(row, column).map_or(Key::Nothing, |at| Key::Number(at.into())),
        "qoh" | "sold" | "uncovered" | "onPurchaseOrder" | "onTransfer" | "elsewhere" => {
            Key::Number(parse_amount(field(row, column)))
        }
        other => panic!("no column {other}"),
    }
}

/// eCom orders first, by number, so that an order's rows stand together; then the others by number, type, id.
fn source_key(row: &Value) -> Key {
    let (source, order) = (field(row, "source"), field(row, "ecomOrder"));
    if source.is_null() {
        return Key::Nothing;
    }
    let code_points = |text: &str| Part::CodePoints(text.to_string());
    let natural_text = |text: &str| Part::Natural(text.to_string());
    Key::Texts(if order.is_null() {
        vec![
            code_points("1"),
            natural_text(text(source, "number")),
            code_points(text(source, "type")),
            code_points(text(source, "id")),
        ]
    } else {
        vec![code_points("0"), natural_text(text(order, "number")), code_points(text(order, "id"))]
    })
}
