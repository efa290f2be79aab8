//! Events taken in: in one transaction, if nobody was quicker, by the core's own rules.

use crate::answer::alone;
use crate::asked::{What, gather};
use crate::database::Database;
use crate::failure::Failure;
use crate::head::Head;
use crate::names;
use crate::nul;
use crate::records::{Differing, differing};
use crate::writing;
use anyhow::{Context, Result};
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

/// How far the sender is now, with those of their events that stand directly behind what they knew.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Taken {
    /// All of them do, and nothing else.
    Stored { lineage: String, revision: i64 },
    /// Nothing new was taken in: others were quicker, or it was here before what the sender knows.
    Behind {
        lineage: String,
        revision: i64,
        /// What the sender must know of first. Empty where other programs wrote to the tables, and raised the head alone.
        events: Vec<Value>,
    },
}

pub async fn take_in(database: &Database, sent: Sent, lineage: Option<&str>) -> Result<Taken, Failure> {
    must_be_storable(&sent.events)?;
    let mut client = database.connection().await?;
    let transaction = client.transaction().await?;
    // Whoever comes now waits for this one.
    let head = Head::lock(&transaction).await?;
    head.must_have(sent.expected_revision, lineage)?;
    let Known { revision, elsewhere, has_new } = known(&transaction, &sent).await?;
    if head.revision > revision || !elsewhere.is_empty() {
        let select = "select event from events where revision > $1 or command_id = any($2) order by revision";
        let rows = transaction.query(select, &[&revision, &elsewhere]).await?;
        let events = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        return Ok(Taken::Behind { lineage: head.lineage, revision, events });
    }
    if !has_new {
        return Ok(Taken::Stored { lineage: head.lineage, revision });
    }
    let revision = store(&transaction, revision, sent).await?;
    transaction.commit().await?;
    Ok(Taken::Stored { lineage: head.lineage, revision })
}

fn must_be_storable(events: &[Value]) -> Result<(), Failure> {
    for (index, event) in events.iter().enumerate() {
        if let Some(place) = nul::find(event) {
            let message = "the character U+0000 cannot be stored".to_owned();
            return Err(Failure::Invalid {
                code: "invalidInput",
                path: Some(format!("events[{index}]{place}")),
                message,
            });
        }
    }
    Ok(())
}

/// Of what was sent: what is here already, since an answer was lost on its way.
struct Known<'a> {
    /// Up to here it stands directly behind what the sender knew.
    revision: i64,
    /// Commands that stand elsewhere: others came between.
    elsewhere: Vec<&'a str>,
    has_new: bool,
}

async fn known<'a>(transaction: &Transaction<'_>, sent: &'a Sent) -> Result<Known<'a>, Failure> {
    let mut known = Known { revision: sent.expected_revision, elsewhere: Vec::new(), has_new: false };
    for (index, event) in sent.events.iter().enumerate() {
        let path = Some(format!("events[{index}].commandId"));
        let Some(id) = event["commandId"].as_str() else {
            let message = "expected the id of a command".to_owned();
            return Err(Failure::Invalid { code: "invalidInput", path, message });
        };
        let found = "select revision, event->>'digest' from events where command_id = $1";
        let Some(row) = transaction.query_opt(found, &[&id]).await? else {
            known.has_new = true;
            continue;
        };
        let digest: Option<String> = row.try_get(1)?;
        if digest.as_deref() != event["digest"].as_str() {
            let message = format!("the id {id:?} was used for another command");
            return Err(Failure::Invalid { code: "idReused", path, message });
        }
        let is_next = row.try_get::<_, i64>(0)? == known.revision + 1;
        if is_next && !known.has_new {
            known.revision += 1;
        } else {
            known.elsewhere.push(id);
        }
    }
    Ok(known)
}

/// The records that the events name are loaded into an inventory of their own, which takes the events behind a revision in; what
/// differs then is written back.
async fn store(transaction: &Transaction<'_>, revision: i64, sent: Sent) -> Result<i64, Failure> {
    let Sent { expected_revision, mut events } = sent;
    let mut newest = expected_revision;
    for event in &mut events {
        newest += 1;
        event["revision"] = newest.into();
    }
    let parsed = events.iter().enumerate().map(|(index, event)| {
        Event::deserialize(event).map_err(|error| Failure::Invalid {
            code: "invalidInput",
            path: Some(format!("events[{index}]")),
            message: error.to_string(),
        })
    });
    let parsed = parsed.collect::<Result<Vec<_>, _>>()?;
    gather(transaction, What::Alone(&names::of(&events)), &[]).await?;
    let mut inventory = Inventory::from_json(&alone(transaction, revision).await?, &LoadOptions::default())
        .map_err(|error| anyhow::anyhow!("the tables hold what the core refuses: {error}"))?;
    let before = inventory.to_json()?;
    inventory.replay(&parsed)?;
    for found in differing(&before, &inventory.to_json()?)? {
        put(transaction, &found, newest).await?;
    }
    let insert = "insert into events (revision, command_id, event) values ($1, $2, $3)";
    for (event, number) in events.iter().zip(expected_revision + 1..).filter(|(_, number)| *number > revision) {
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
