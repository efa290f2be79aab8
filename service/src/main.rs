//! An example service: the working set of `sql/` over HTTP from PostgreSQL, what changed since, and the way back for events.
//!
//! The rules are the core's: events are taken in by `oversold` itself. What stands here is the way between its records and
//! the tables of `sql/schema.sql`.

mod answer;
mod asked;
mod body;
mod database;
mod extract;
mod failure;
mod filling;
mod head;
mod names;
mod nul;
mod reading;
mod records;
mod routes;
mod tables;
mod taking_in;
mod writing;

use anyhow::{Context, Result};
use axum::Router;
use axum::http::{HeaderValue, Method, header};
use clap::{Parser, Subcommand};
use database::Database;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

#[derive(Parser)]
#[command(about)]
struct Options {
    /// The database, as libpq names it: "host=/run/postgresql dbname=stock"
    #[arg(long, env = "DATABASE")]
    database: String,
    /// How many connections to the database there may be
    #[arg(long, global = true, default_value_t = 8)]
    connections: usize,
    /// How many seconds a request waits for one of them, and an answer for its reader
    #[arg(long, global = true, default_value_t = 30)]
    patience: u64,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make the tables in an empty database and fill them from a snapshot
    Fill { snapshot: PathBuf },
    /// Answer requests
    Serve {
        /// Where to listen; port 0 takes a free one
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: String,
        /// A folder with a page, served beside the service: then both are of one origin
        #[arg(long)]
        page: Option<PathBuf>,
        /// The origin of a page that is served elsewhere, and may ask
        #[arg(long)]
        allow_origin: Option<HeaderValue>,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    let patience = Duration::from_secs(options.patience);
    let database = Database::new(&options.database, options.connections, patience)?;
    match options.what {
        What::Fill { snapshot } => {
            let bytes = std::fs::read(&snapshot).with_context(|| format!("{} cannot be read", snapshot.display()))?;
            filling::fill(&database, &bytes).await
        }
        What::Serve { listen, page, allow_origin } => serve(database, &listen, page, allow_origin).await,
    }
}

async fn serve(
    database: Database,
    listen: &str,
    page: Option<PathBuf>,
    allow_origin: Option<HeaderValue>,
) -> Result<()> {
    let mut service = Router::new().nest("/stock", routes::routes(database));
    if let Some(page) = page {
        service = service.fallback_service(ServeDir::new(page));
    }
    if let Some(origin) = allow_origin {
        let allowed = CorsLayer::new().allow_origin(origin).allow_methods([Method::GET, Method::POST]);
        service = service.layer(allowed.allow_headers([header::CONTENT_TYPE]));
    }
    let listener = TcpListener::bind(listen).await.with_context(|| format!("{listen} cannot be listened on"))?;
    println!("http://{}/stock/", listener.local_addr()?);
    let stop = async {
        // Without a signal to wait for it runs until it is ended.
        let _ = tokio::signal::ctrl_c().await;
    };
    Ok(axum::serve(listener, service).with_graceful_shutdown(stop).await?)
}
