//! The tables, made and filled from a snapshot: to try the service out, and for its tests.

use crate::database::Database;
use crate::extract;
use crate::tables::TABLES;
use crate::writing;
use anyhow::{Context, Result};
use oversold::{Inventory, LoadOptions};
use serde_json::Value;

/// Records that are sent at once.
const MANY: usize = 10_000;

/// Fills an empty database, whole or not at all.
pub async fn fill(database: &Database, snapshot: &[u8]) -> Result<()> {
    // As the core gives it back: quantities as numbers, instants as milliseconds.
    let snapshot = Inventory::from_json(snapshot, &LoadOptions::default())?.to_json()?;
    let snapshot: Value = serde_json::from_slice(&snapshot)?;
    let mut client = database.connection().await?;
    let transaction = client.transaction().await?;
    for statement in extract::schema() {
        transaction.batch_execute(&statement).await.with_context(|| statement.clone())?;
    }
    for table in TABLES {
        let records = snapshot.get(table.field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for some in records.chunks(MANY) {
            for statement in writing::insert(table) {
                transaction.execute(&statement, &[&Value::from(some)]).await.with_context(|| statement.clone())?;
            }
        }
    }
    transaction.commit().await?;
    client.batch_execute("analyze").await?;
    Ok(())
}
