//! One record as Lightspeed writes it. Every scalar may be a text or bare (`"true"`, `"-2"`, `-2`); what is not set is
//! absent, `""`, null or `false`, and a reference that is not set is `"0"`. What cannot be read is a warning, never a
//! refusal: a year of somebody's stock must not depend on one odd field.

use std::borrow::Cow;

use oversold::{Instant, Quantity, QuantityError, Tree, instant};

use crate::warnings::Notes;

/// A record in hand: its kind and id for warnings, its fields by name.
#[derive(Clone, Copy)]
pub struct Record<'t> {
    pub tree: &'t Tree,
    pub kind: &'static str,
    notes: &'t Notes,
}

/// One result is an object, many an array, none an absent key or `""`.
pub fn each(tree: &Tree) -> &[Tree] {
    match tree {
        Tree::List(list) => list,
        Tree::Object(fields) if !fields.is_empty() => std::slice::from_ref(tree),
        _ => &[],
    }
}

/// The text of a scalar: trimmed, and none where there is nothing in it.
fn scalar(tree: &Tree) -> Option<Cow<'_, str>> {
    match tree {
        Tree::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(Cow::Borrowed),
        // Ids beyond this would not be exact, and there are none.
        Tree::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(format!("{number:.0}").into()),
        Tree::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

/// An id, or a reference to one: `"0"` is none.
pub fn reference(tree: &Tree) -> Option<String> {
    scalar(tree).filter(|id| id != "0").map(Cow::into_owned)
}

/// A yes or no; none where there is neither.
pub fn flag(tree: &Tree) -> Option<bool> {
    match tree {
        Tree::Bool(flag) => Some(*flag),
        Tree::Number(number) => Some(*number != 0.0),
        _ => match scalar(tree)?.as_ref() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
    }
}

/// An instant with any offset; a day alone begins at midnight, UTC.
pub fn moment(text: &str) -> Option<Instant> {
    const DAY: usize = "2026-03-02".len();
    let whole = if text.len() == DAY { Cow::Owned(format!("{text}T00:00:00Z")) } else { Cow::Borrowed(text) };
    instant::from_text(&whole)
}

impl<'t> Record<'t> {
    /// A record that says which one it is, by the field `key`.
    pub fn of(kind: &'static str, key: &str, tree: &'t Tree, notes: &'t Notes) -> Option<(String, Self)> {
        let id = reference(tree.get(key));
        if id.is_none() {
            let shown = if matches!(tree, Tree::Object(_)) { "an object" } else { "no object" };
            notes.add("withoutId", format!("A {kind} without {key} was left out"), shown);
        }
        Some((id?, Self { tree, kind, notes }))
    }

    /// A record that need not say which one it is.
    pub fn loose(kind: &'static str, tree: &'t Tree, notes: &'t Notes) -> Self {
        Self { tree, kind, notes }
    }

    /// An object inside this record.
    pub fn inside(&self, name: &str) -> Record<'t> {
        Record { tree: self.tree.get(name), ..*self }
    }

    pub fn note(&self, code: &'static str, message: impl Into<String>, record: impl Into<String>) {
        self.notes.add(code, message, record);
    }

    fn unreadable(&self, name: &str, why: &str) {
        let shown = self.tree.get(name).found();
        self.note("unreadable", format!("{}.{name} was left out: {why}", self.kind), shown);
    }

    pub fn text(&self, name: &str) -> Option<String> {
        scalar(self.tree.get(name)).map(Cow::into_owned)
    }

    pub fn reference(&self, name: &str) -> Option<String> {
        reference(self.tree.get(name))
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        flag(self.tree.get(name))
    }

    pub fn is(&self, name: &str) -> bool {
        self.flag(name).unwrap_or_default()
    }

    pub fn instant(&self, name: &str) -> Option<Instant> {
        let text = scalar(self.tree.get(name)).filter(|text| !text.starts_with("0000-00-00"))?;
        let read = moment(&text);
        if read.is_none() {
            self.unreadable(name, "expected an instant: ISO 8601 with an offset");
        }
        read
    }

    pub fn quantity(&self, name: &str) -> Option<Quantity> {
        let read = match self.tree.get(name) {
            Tree::Number(number) => Quantity::from_number(*number),
            other => Quantity::from_text(&scalar(other)?),
        };
        read.map_err(|error: QuantityError| self.unreadable(name, error.message())).ok()
    }

    /// A quantity that cannot be negative.
    pub fn units(&self, name: &str) -> Option<Quantity> {
        let quantity = self.quantity(name)?;
        if quantity.is_negative() {
            self.unreadable(name, "expected 0 or more");
            return None;
        }
        Some(quantity)
    }

    /// An amount of money for one unit, to four decimals; 0 is as if it were not there.
    pub fn cost(&self, name: &str) -> Option<Quantity> {
        const FOUR_DECIMALS: f64 = 10_000.0;
        let amount: f64 = match self.tree.get(name) {
            Tree::Number(number) => *number,
            other => scalar(other)?.parse().ok()?,
        };
        let cost = Quantity::from_number((amount * FOUR_DECIMALS).round() / FOUR_DECIMALS).ok()?;
        cost.is_positive().then_some(cost)
    }

    /// A word of a list that Lightspeed may make longer; one that is new is a warning, and is given back as it came.
    pub fn word(&self, name: &str, known: &[&str]) -> Option<String> {
        let word = self.text(name)?;
        if !known.contains(&word.as_str()) {
            self.note(
                "unknownWord",
                format!("{}.{name} has a word that is new to this version", self.kind),
                word.clone(),
            );
        }
        Some(word)
    }

    /// The records of a relation: none where the relation was not loaded, an empty list where it is empty.
    pub fn relation(&self, outer: &str, inner: &str) -> Option<&'t [Tree]> {
        if !self.tree.has(outer) {
            return None;
        }
        let relation = self.tree.get(outer);
        match relation {
            // C-Series: a link, with the records in it where the host asked for them, and always in a webhook.
            Tree::Object(_) if relation.has("resource") => embedded(relation.get("resource")),
            Tree::Object(_) if relation.has("embedded") => embedded(relation),
            Tree::Object(_) => Some(each(relation.get(inner))),
            other => Some(each(other)),
        }
    }

    /// The id of a record that a C-Series link leads to.
    pub fn link(&self, name: &str) -> Option<String> {
        let link = self.tree.get(name);
        let resource = if link.has("resource") { link.get("resource") } else { link };
        reference(resource.get("id")).or_else(|| reference(link))
    }
}

fn embedded(resource: &Tree) -> Option<&[Tree]> {
    resource.has("embedded").then(|| each(resource.get("embedded")))
}
