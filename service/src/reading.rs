//! Statements that give a table's records as the contract's JSON, one record a row, with the lists inside them.

use crate::tables::{Column, Kind, List, Table};

/// The records of a table of the working set (`ws_…`).
pub fn select(table: &Table) -> String {
    let mut fields = fields("t", table.columns);
    if table.table == "levels" {
        fields.push("'historyFrom', t.history_from".to_owned());
    }
    let joins = lists(table.lists, "t", &mut fields);
    format!("select json_build_object({})::text from ws_{} t{joins}", fields.join(", "), table.table)
}

fn fields(alias: &str, columns: &[Column]) -> Vec<String> {
    let value = |column: &Column| match column.kind {
        // 2, and not 2.0000.
        Kind::Quantity => format!("trim_scale({alias}.{})", column.column),
        _ => format!("{alias}.{}", column.column),
    };
    columns.iter().map(|column| format!("'{}', {}", column.field, value(column))).collect()
}

/// Joins a record's lists, each brought together once, and adds their fields.
fn lists(lists: &[List], alias: &str, fields: &mut Vec<String>) -> String {
    let mut joins = String::new();
    for (number, list) in lists.iter().enumerate() {
        let name = format!("{alias}{number}");
        fields.push(format!("'{}', coalesce({name}.list, '[]')", list.field));
        let on: Vec<String> =
            list.above.iter().map(|(mine, theirs)| format!("{name}.{mine} = {alias}.{theirs}")).collect();
        joins.push_str(&format!(" left join ({}) {name} on {}", of(list, &format!("{name}l")), on.join(" and ")));
    }
    joins
}

fn of(list: &List, alias: &str) -> String {
    let mut fields = fields(alias, list.columns);
    if let Some((field, columns)) = &list.inner {
        let object = self::fields(alias, columns).join(", ");
        let there = columns.first().map(|first| first.column).unwrap_or_default();
        fields.push(format!("'{field}', case when {alias}.{there} is not null then json_build_object({object}) end"));
    }
    let joins = lists(list.lists, alias, &mut fields);
    let above: Vec<String> = list.above.iter().map(|(mine, _)| format!("{alias}.{mine}")).collect();
    let above = above.join(", ");
    format!(
        "select {above}, json_agg(json_build_object({}) order by {alias}.position) as list from ws_{} {alias}{joins} group by {above}",
        fields.join(", "),
        list.table,
    )
}
