//! What is asked of the extract, put where its statements read it.

use crate::extract;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio_postgres::Transaction;

/// A level by its item and shop.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    pub item_id: String,
    pub shop_id: String,
}

/// A record by its table here and its id; a level by its item and shop.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    pub kind: &'static str,
    pub id: String,
    pub shop_id: String,
}

#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// The working set.
    All,
    /// What changed after a revision, and all movements of some levels.
    Since { revision: i64, in_full: &'a [Level] },
    /// Some records alone, whole.
    Alone(&'a [Name]),
}

/// Leaves the answer in the tables `ws_…` of the session, until the transaction ends. No shops: all of them.
pub async fn gather(transaction: &Transaction<'_>, what: What<'_>, shops: &[String]) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock stands before 1970")?;
    transaction
        .batch_execute(
            "create temporary table asked (as_of bigint) on commit drop;
             create temporary table asked_shops (shop_id text) on commit drop;
             create temporary table named (kind text, id text, shop_id text) on commit drop;
             create temporary table in_full (item_id text, shop_id text) on commit drop;",
        )
        .await?;
    transaction.execute("insert into asked values ($1)", &[&i64::try_from(now.as_millis())?]).await?;
    transaction.execute("insert into asked_shops select unnest($1::text[])", &[&shops]).await?;
    let statements = match what {
        What::All => extract::working_set(),
        What::Since { revision, in_full } => {
            let changed = "insert into named select distinct kind, id, shop_id from changes where revision > $1";
            transaction.execute(changed, &[&revision]).await?;
            let (items, shops): (Vec<&str>, Vec<&str>) =
                in_full.iter().map(|level| (level.item_id.as_str(), level.shop_id.as_str())).unzip();
            let insert = "insert into in_full select distinct * from unnest($1::text[], $2::text[])";
            transaction.execute(insert, &[&items, &shops]).await?;
            extract::narrowed()
        }
        What::Alone(names) => {
            let kinds: Vec<&str> = names.iter().map(|name| name.kind).collect();
            let ids: Vec<&str> = names.iter().map(|name| name.id.as_str()).collect();
            let shops: Vec<&str> = names.iter().map(|name| name.shop_id.as_str()).collect();
            let insert = "insert into named select distinct * from unnest($1::text[], $2::text[], $3::text[])";
            transaction.execute(insert, &[&kinds, &ids, &shops]).await?;
            extract::alone()
        }
    };
    transaction.batch_execute("analyze named; analyze in_full").await?;
    for statement in statements {
        transaction.batch_execute(&statement).await.with_context(|| statement.clone())?;
    }
    Ok(())
}
