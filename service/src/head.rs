//! Where everything is: how many events were taken in, and of which database.

use crate::failure::Failure;
use anyhow::Result;
use tokio_postgres::Transaction;

#[derive(Debug)]
pub struct Head {
    /// Tells a database from one that was made anew, or restored, and may stand at the same revision.
    pub lineage: String,
    pub revision: i64,
}

impl Head {
    pub async fn read(transaction: &Transaction<'_>) -> Result<Self> {
        Self::of(transaction, "select lineage, revision from head").await
    }

    /// Whoever comes now waits until this transaction ends.
    pub async fn lock(transaction: &Transaction<'_>) -> Result<Self> {
        Self::of(transaction, "select lineage, revision from head for update").await
    }

    async fn of(transaction: &Transaction<'_>, select: &str) -> Result<Self> {
        let row = transaction.query_one(select, &[]).await?;
        Ok(Self { lineage: row.try_get(0)?, revision: row.try_get(1)? })
    }

    /// Refuses whoever does not know this database, or something that never was here.
    pub fn must_have(&self, revision: i64, lineage: Option<&str>) -> Result<(), Failure> {
        let is_this = lineage.is_none_or(|lineage| lineage == self.lineage);
        let had = (0..=self.revision).contains(&revision);
        if is_this && had { Ok(()) } else { Err(Failure::Gone { revision: self.revision }) }
    }
}
