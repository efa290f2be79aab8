//! The statements of `sql/`, as PostgreSQL takes them: all of the working set, or narrowed to a few records.

/// What a statement of the working set gives way to, or what goes with it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Where {
    Before,
    Instead,
    After,
}

struct Block {
    place: Where,
    table: &'static str,
    statements: Vec<String>,
}

const WORKING_SET: &str = include_str!("../../sql/working_set.sql");
const NARROWED: &str = include_str!("../sql/narrowed.sql");
const ALONE: &str = include_str!("../sql/alone.sql");

/// The tables, empty.
pub fn schema() -> Vec<String> {
    let log = statements(include_str!("../sql/log.sql"));
    statements(include_str!("../../sql/schema.sql")).into_iter().chain(log).collect()
}

/// All that the report of some shops needs.
pub fn working_set() -> Vec<String> {
    statements(WORKING_SET)
}

/// What changed, and what it brings along.
pub fn narrowed() -> Vec<String> {
    with(&blocks(NARROWED))
}

/// What events name, alone.
pub fn alone() -> Vec<String> {
    // What comes first holds.
    with(&blocks(ALONE).into_iter().chain(blocks(NARROWED)).collect::<Vec<_>>())
}

fn with(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for statement in statements(WORKING_SET) {
        let Some(table) = made_by(&statement) else {
            all.push(statement);
            continue;
        };
        let at = |place: Where| blocks.iter().find(|block| block.place == place && block.table == table);
        let of = |place: Where| at(place).map(|block| block.statements.clone());
        all.extend(of(Where::Before).unwrap_or_default());
        all.extend(of(Where::Instead).unwrap_or_else(|| vec![statement.clone()]));
        all.extend(of(Where::After).unwrap_or_default());
    }
    all
}

/// Lines for other engines are left out, and statements stand alone.
fn statements(sql: &str) -> Vec<String> {
    let mut text = String::new();
    for line in sql.lines() {
        let (code, engines) = line.split_once("-- only ").map_or((line, None), |(code, engines)| (code, Some(engines)));
        if engines.is_none_or(|engines| engines.split_whitespace().any(|engine| engine == "postgresql")) {
            text.push_str(code.split("--").next().unwrap_or_default());
            text.push('\n');
        }
    }
    text.split(';').map(str::trim).filter(|statement| !statement.is_empty()).map(str::to_owned).collect()
}

fn made_by(statement: &str) -> Option<&str> {
    statement.strip_prefix("create temporary table ")?.split_whitespace().next()
}

/// Blocks under lines like `-- ─── before ws_queue ───`.
fn blocks(sql: &'static str) -> Vec<Block> {
    let block = |part: &'static str| {
        let (head, body) = part.split_once(" ───\n")?;
        let (place, table) = head.rsplit_once(' ')?;
        let place = match place {
            "before" => Where::Before,
            "after" => Where::After,
            _ => Where::Instead,
        };
        Some(Block { place, table, statements: statements(body) })
    };
    sql.split("-- ─── ").filter_map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALONE, NARROWED, blocks, made_by, working_set};

    #[test]
    fn each_block_belongs_to_a_statement_of_the_working_set() {
        let statements = working_set();
        let made: Vec<&str> = statements.iter().filter_map(|statement| made_by(statement)).collect();
        let blocks: Vec<_> = blocks(NARROWED).into_iter().chain(blocks(ALONE)).collect();
        assert_eq!(blocks.len(), NARROWED.matches("-- ───").count() + ALONE.matches("-- ───").count());
        for block in blocks {
            assert!(made.contains(&block.table), "{}", block.table);
            assert!(!block.statements.is_empty(), "{}", block.table);
        }
    }

    #[test]
    fn statements_are_of_this_engine_alone() {
        assert!(working_set().iter().all(|statement| !statement.contains("--")));
        assert!(working_set().iter().any(|statement| statement.starts_with("analyze ")));
    }
}
