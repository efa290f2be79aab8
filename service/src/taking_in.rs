//! Events taken in: in one transaction, if nobody was quicker, by the core's own rules.

use crate::answer::alone;
use crate::asked::{Asked, What, gather};
use crate::failure::Failure;
use crate::names;
use crate::records::{Differing, differing};
use crate::writing;
use anyhow::{Context, Result};
use deadpool_postgres::Pool;
use oversold::{Event, Inventory, LoadOptions};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio_postgres::Transaction;

/// Events of somebody who knows everything up to a revision.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    pub expected_revision: i64,
    pub events: Vec<Value>,
}

/// How far the sender is now, with the events that they sent and that are here.
#[derive(Debug, Serialize)]
pub struct Taken {
    pub revision: i64,
    /// What others did after that: not empty when they were quicker, and nothing new was taken in.
    pub events: Vec<Value>,
}

pub async fn take_in(pool: &Pool, sent: Sent) -> Result<Taken, Failure> {
    let mut client = pool.get().await?;
    let transaction = client.transaction().await?;
    // Whoever comes now waits for this one.
    let newest: i64 = transaction.query_one("select revision from head for update", &[]).await?.try_get(0)?;
    if sent.expected_revision > newest {
        return Err(Failure::Gone { revision: newest });
    }
    let (mut revision, new) = known(&transaction, &sent).await?;
    if newest > revision {
        let events = since(&transaction, revision).await?;
        return Ok(Taken { revision, events });
    }
    if !new.is_empty() {
        revision = store(&transaction, revision, new).await?;
        transaction.commit().await?;
    }
    Ok(Taken { revision, events: Vec::new() })
}

/// What is here already, since an answer was lost on its way: up to which revision, and what is new behind it.
async fn known(transaction: &Transaction<'_>, sent: &Sent) -> Result<(i64, Vec<Value>), Failure> {
    let (mut revision, mut new) = (sent.expected_revision, Vec::new());
    for (index, event) in sent.events.iter().enumerate() {
        let path = |field: &str| Some(format!("events[{index}].{field}"));
        let Some(id) = event["commandId"].as_str() else {
            let message = "expected the id of a command".to_owned();
            return Err(Failure::Invalid { code: "invalidInput", path: path("commandId"), message });
        };
        let found = "select revision, event->>'digest' from events where command_id = $1";
        let Some(row) = transaction.query_opt(found, &[&id]).await? else {
            new.push(event.clone());
            continue;
        };
        let digest: Option<String> = row.try_get(1)?;
        if digest.as_deref() != event["digest"].as_str() {
            let message = format!("the id {id:?} was used for another command");
            return Err(Failure::Invalid { code: "idReused", path: path("commandId"), message });
        }
        revision = revision.max(row.try_get(0)?);
    }
    Ok((revision, new))
}

async fn since(transaction: &Transaction<'_>, revision: i64) -> Result<Vec<Value>> {
    let rows =
        transaction.query("select event from events where revision > $1 order by revision", &[&revision]).await?;
    Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
}

/// The records that the events name are loaded into an inventory of their own, which takes the events in; what differs then is
/// written back.
async fn store(transaction: &Transaction<'_>, revision: i64, mut events: Vec<Value>) -> Result<i64, Failure> {
    let mut newest = revision;
    for event in &mut events {
        newest += 1;
        event["revision"] = newest.into();
    }
    let parsed = events.iter().map(Event::deserialize).collect::<Result<Vec<_>, _>>();
    let parsed = parsed.map_err(|error| Failure::Invalid {
        code: "invalidInput",
        path: Some("events".to_owned()),
        message: error.to_string(),
    })?;
    gather(transaction, &Asked { what: What::Alone(names::of(&events)), shops: Vec::new() }).await?;
    let mut inventory = Inventory::from_json(&alone(transaction).await?, &LoadOptions::default())
        .map_err(|error| anyhow::anyhow!("the tables hold what the core refuses: {error}"))?;
    let before = inventory.to_json()?;
    inventory.replay(&parsed)?;
    for found in differing(&before, &inventory.to_json()?)? {
        put(transaction, &found, newest).await?;
    }
    let insert = "insert into events (revision, command_id, event) values ($1, $2, $3)";
    for (event, number) in events.iter().zip(revision + 1..) {
        transaction.execute(insert, &[&number, &event["commandId"].as_str(), event]).await?;
    }
    transaction.execute("update head set revision = $1", &[&newest]).await?;
    Ok(newest)
}

/// Records in the place of those of the same names. That they changed is noted under the newest revision: nobody knows the ones
/// between.
async fn put(transaction: &Transaction<'_>, found: &Differing, revision: i64) -> Result<()> {
    let (before, now) = (Value::from(found.before.clone()), Value::from(found.now.clone()));
    for statement in writing::delete(found.table) {
        transaction.execute(&statement, &[&before]).await.with_context(|| statement.clone())?;
    }
    for statement in writing::insert(found.table) {
        transaction.execute(&statement, &[&now]).await.with_context(|| statement.clone())?;
    }
    for name in &found.names {
        let insert = "insert into changes (revision, kind, id, shop_id) values ($1, $2, $3, $4)";
        transaction.execute(insert, &[&revision, &name.kind, &name.id, &name.shop_id]).await?;
    }
    Ok(())
}
