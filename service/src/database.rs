//! The connections to PostgreSQL, and how long anybody waits for one, or may keep one to themselves.

use anyhow::{Context, Result};
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use std::time::Duration;
use tokio_postgres::NoTls;

#[derive(Clone)]
pub struct Database {
    pool: Pool,
    pub patience: Duration,
}

impl Database {
    /// `named` as libpq does.
    pub fn new(named: &str, connections: usize, patience: Duration) -> Result<Self> {
        let config = named.parse().context("what --database says cannot be read")?;
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Verified });
        let timeouts = Timeouts { wait: Some(patience), create: Some(patience), recycle: Some(patience) };
        let pool = Pool::builder(manager).max_size(connections).runtime(Runtime::Tokio1).timeouts(timeouts);
        Ok(Self { pool: pool.build()?, patience })
    }

    pub async fn connection(&self) -> Result<Client> {
        Ok(self.pool.get().await?)
    }
}
