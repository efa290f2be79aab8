//! The tables of an answer as the contract's JSON, streamed from the database's cursor: a snapshot, or a merge.

use crate::asked::{Level, What, gather};
use crate::database::Database;
use crate::failure::Failure;
use crate::head::Head;
use crate::reading::select;
use crate::tables::TABLES;
use anyhow::{Context, Result, anyhow};
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::io;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_postgres::{IsolationLevel, Transaction};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

/// Rows that are fetched at once.
const ROWS: i32 = 1_000;
/// Bytes that are sent at once.
const BYTES: usize = 64 * 1024;

/// The newest commands, with which the core knows one that comes again (rule 15).
const COMMANDS: &str =
    "select json_build_object('id', command_id, 'revision', revision, 'digest', event->'digest')::text
    from (select * from events order by revision desc limit 10000) newest order by revision";

/// The working set of some shops (none: of all), or what changed in it.
#[derive(Debug)]
pub struct Asked {
    pub shops: Vec<String>,
    pub since: Option<Since>,
}

/// What the one who asks knows, and levels of which they ask for all movements.
#[derive(Debug)]
pub struct Since {
    pub revision: i64,
    pub lineage: Option<String>,
    pub in_full: Vec<Level>,
}

/// Where an answer goes. It has a connection to itself meanwhile: whoever does not read on loses it.
struct Out {
    sender: mpsc::Sender<Result<Bytes, Failure>>,
    patience: Duration,
    kept: String,
    has_begun: bool,
}

impl Out {
    async fn add(&mut self, text: &str) -> Result<()> {
        self.kept.push_str(text);
        if self.kept.len() < BYTES { Ok(()) } else { self.flush().await }
    }

    async fn flush(&mut self) -> Result<()> {
        let bytes = Bytes::from(std::mem::take(&mut self.kept));
        self.has_begun = true;
        let sent = timeout(self.patience, self.sender.send(Ok(bytes))).await;
        sent.context("its reader was too slow")?.map_err(|_| anyhow!("its reader went away"))
    }
}

/// Answers once the first bytes are there: what goes wrong before has a status of its own.
pub async fn answer(database: Database, asked: Asked) -> Result<Response, Failure> {
    let (sender, mut receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut out = Out { sender, patience: database.patience, kept: String::new(), has_begun: false };
        if let Err(failure) = write(&database, &asked, &mut out).await {
            if out.has_begun {
                eprintln!("an answer broke off: {failure}");
            }
            let _ = out.sender.send(Err(failure)).await;
        }
    });
    let first = receiver.recv().await.context("no answer was made")??;
    // An error at its end breaks the answer off, so that nobody takes its beginning for the whole.
    let rest = ReceiverStream::new(receiver).map(|bytes| bytes.map_err(|_| io::Error::other("the answer broke off")));
    let body = Body::from_stream(tokio_stream::once(Ok(first)).chain(rest));
    Ok(([(CONTENT_TYPE, "application/json")], body).into_response())
}

async fn write(database: &Database, asked: &Asked, out: &mut Out) -> Result<(), Failure> {
    let mut client = database.connection().await?;
    // One state of everything, whatever is written meanwhile.
    let transaction = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).start().await?;
    let head = Head::read(&transaction).await?;
    let what = match &asked.since {
        None => What::All,
        Some(since) => {
            head.must_have(since.revision, since.lineage.as_deref())?;
            What::Since { revision: since.revision, in_full: &since.in_full }
        }
    };
    gather(&transaction, what, &asked.shops).await?;
    let now = format!("\"lineage\":{},\"revision\":{}", Value::from(head.lineage), head.revision);
    if asked.since.is_none() {
        out.add(&format!("{{\"format\":\"oversold/1\",{now},")).await?;
        tables(&transaction, out).await?;
        out.add(",").await?;
        list(&transaction, "commands", COMMANDS, out).await?;
        out.add("}").await?;
    } else {
        out.add(&format!("{{{now},\"upsert\":{{")).await?;
        tables(&transaction, out).await?;
        out.add("},\"remove\":{").await?;
        removed(&transaction, out).await?;
        out.add("}}").await?;
    }
    Ok(out.flush().await?)
}

async fn tables(transaction: &Transaction<'_>, out: &mut Out) -> Result<()> {
    for (number, table) in TABLES.iter().enumerate() {
        if number > 0 {
            out.add(",").await?;
        }
        list(transaction, table.field, &select(table), out).await?;
    }
    Ok(())
}

/// What changed and is not there any more; and levels that turned negative in shops that were not asked for: those are not sent.
async fn removed(transaction: &Transaction<'_>, out: &mut Out) -> Result<()> {
    for (number, table) in TABLES.iter().enumerate() {
        let name = table.table;
        let select = if name == "levels" {
            "select json_build_object('itemId', n.id, 'shopId', n.shop_id)::text
             from named n
             left join levels l on l.item_id = n.id and l.shop_id = n.shop_id
             left join ws_places p on p.shop_id = n.shop_id
             where n.kind = 'levels' and (l.item_id is null or (l.qoh < 0 and p.shop_id is null))"
                .to_owned()
        } else {
            format!(
                "select to_json(n.id)::text from named n left join {name} t on t.id = n.id
                 where n.kind = '{name}' and t.id is null"
            )
        };
        if number > 0 {
            out.add(",").await?;
        }
        list(transaction, table.field, &select, out).await?;
    }
    Ok(())
}

async fn list(transaction: &Transaction<'_>, field: &str, select: &str, out: &mut Out) -> Result<()> {
    let portal = transaction.bind(select, &[]).await?;
    out.add(&format!("\"{field}\":[")).await?;
    let mut is_first = true;
    loop {
        let rows = transaction.query_portal(&portal, ROWS).await?;
        for row in &rows {
            if !is_first {
                out.add(",").await?;
            }
            is_first = false;
            out.add(row.try_get(0)?).await?;
        }
        if rows.len() < ROWS as usize {
            break;
        }
    }
    out.add("]").await
}

/// Some records as a snapshot, for the core.
pub async fn alone(transaction: &Transaction<'_>, revision: i64) -> Result<Vec<u8>> {
    let mut snapshot = format!("{{\"format\":\"oversold/1\",\"revision\":{revision}");
    for table in TABLES {
        let rows = transaction.query(&select(table), &[]).await?;
        let records = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<&str>, _>>()?;
        snapshot.push_str(&format!(",\"{}\":[{}]", table.field, records.join(",")));
    }
    snapshot.push('}');
    Ok(snapshot.into_bytes())
}
