//! Statements that put records of the contract, canonical as the core gives them, in the place of those of the same keys. Each
//! takes one parameter: a JSON array of records.

use crate::tables::{Column, Kind, List, Table};

/// What takes records out: the lists inside them first.
pub fn delete(table: &Table) -> Vec<String> {
    let mut statements = Vec::new();
    for list in table.lists {
        delete_list(list, &mut statements);
    }
    let same: Vec<String> = table.key().iter().map(|key| format!("t.{} = r.v->>'{}'", key.column, key.field)).collect();
    statements.push(format!(
        "delete from {} t using jsonb_array_elements($1::jsonb) r(v) where {}",
        table.table,
        same.join(" and ")
    ));
    statements
}

/// A list's first column above is the document's, of lists inside lists too.
fn delete_list(list: &List, statements: &mut Vec<String>) {
    for inner in list.lists {
        delete_list(inner, statements);
    }
    let document = list.above.first().map(|(document, _)| *document).unwrap_or_default();
    statements.push(format!(
        "delete from {} t using jsonb_array_elements($1::jsonb) r(v) where t.{document} = r.v->>'id'",
        list.table
    ));
}

/// What puts records in.
pub fn insert(table: &Table) -> Vec<String> {
    let mut statements = Vec::new();
    let from = "jsonb_array_elements($1::jsonb) r(v)".to_owned();
    add(table.table, values("r.v", table.columns), &from, table.lists, "r", &mut statements);
    statements
}

/// A column and the expression of its value.
type Value = (&'static str, String);

fn values(record: &str, columns: &[Column]) -> Vec<Value> {
    let value = |column: &Column| {
        let text = format!("{record}->>'{}'", column.field);
        match column.kind {
            Kind::Text => text,
            Kind::Quantity => format!("({text})::numeric(13, 4)"),
            Kind::Instant => format!("({text})::bigint"),
            Kind::Number => format!("({text})::double precision"),
            Kind::Flag => format!("coalesce(({text})::boolean, false)"),
            Kind::FlagOn => format!("coalesce(({text})::boolean, true)"),
        }
    };
    columns.iter().map(|column| (column.column, value(column))).collect()
}

fn add(table: &str, values_here: Vec<Value>, from: &str, lists: &[List], alias: &str, statements: &mut Vec<String>) {
    let columns: Vec<&str> = values_here.iter().map(|(column, _)| *column).collect();
    let expressions: Vec<&str> = values_here.iter().map(|(_, expression)| expression.as_str()).collect();
    statements.push(format!(
        "insert into {table} ({}) select {} from {from}",
        columns.join(", "),
        expressions.join(", ")
    ));
    for list in lists {
        let inner = format!("{alias}l");
        let elements = format!(
            "jsonb_array_elements(case jsonb_typeof({alias}.v->'{0}') when 'array' then {alias}.v->'{0}' else '[]' end)",
            list.field
        );
        let from = format!("{from} cross join lateral {elements} with ordinality {inner}(v, n)");
        let above =
            |theirs: &str| values_here.iter().find(|(column, _)| *column == theirs).map(|(_, value)| value.clone());
        let mut values: Vec<Value> =
            list.above.iter().filter_map(|(mine, theirs)| Some((*mine, above(theirs)?))).collect();
        values.push(("position", format!("{inner}.n - 1")));
        values.extend(self::values(&format!("{inner}.v"), list.columns));
        if let Some((field, columns)) = &list.inner {
            values.extend(self::values(&format!("({inner}.v->'{field}')"), columns));
        }
        add(list.table, values, &from, list.lists, &inner, statements);
    }
}
