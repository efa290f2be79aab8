//! The service's addresses.

use crate::answer::{Asked, Since, answer};
use crate::asked::Level;
use crate::body;
use crate::database::Database;
use crate::failure::{Failure, as_json};
use crate::taking_in::{Sent, Taken, take_in};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware::{from_fn, map_response};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_extra::extract::Query;
use serde::Deserialize;
use tower_http::compression::CompressionLayer;

pub fn routes(database: Database) -> Router {
    Router::new()
        .route("/working-set", get(working_set))
        .route("/changes", get(changes))
        .route("/history", post(history))
        .route("/events", post(events))
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(body::read))
        .layer(map_response(as_json))
        .layer(CompressionLayer::new())
        .with_state(database)
}

/// `?shop=…` as often as there are shops; without it: all of them.
#[derive(Deserialize)]
struct Shops {
    #[serde(default)]
    shop: Vec<String>,
}

#[derive(Deserialize)]
struct SinceQuery {
    since: i64,
    lineage: Option<String>,
    #[serde(default)]
    shop: Vec<String>,
}

#[derive(Deserialize)]
struct Lineage {
    lineage: Option<String>,
}

#[derive(Deserialize)]
struct History {
    since: i64,
    #[serde(default)]
    shops: Vec<String>,
    levels: Vec<Level>,
}

/// The snapshot of these shops' working set.
async fn working_set(State(database): State<Database>, Query(asked): Query<Shops>) -> Result<Response, Failure> {
    answer(database, Asked { shops: asked.shop, since: None }).await
}

/// What changed since a revision, as the records of a merge.
async fn changes(State(database): State<Database>, Query(asked): Query<SinceQuery>) -> Result<Response, Failure> {
    let since = Since { revision: asked.since, lineage: asked.lineage, in_full: Vec::new() };
    answer(database, Asked { shops: asked.shop, since: Some(since) }).await
}

/// The same, and all movements of these levels: what `changes.needsHistory` named.
async fn history(
    State(database): State<Database>,
    Query(Lineage { lineage }): Query<Lineage>,
    Json(asked): Json<History>,
) -> Result<Response, Failure> {
    let since = Since { revision: asked.since, lineage, in_full: asked.levels };
    answer(database, Asked { shops: asked.shops, since: Some(since) }).await
}

async fn events(
    State(database): State<Database>,
    Query(Lineage { lineage }): Query<Lineage>,
    Json(sent): Json<Sent>,
) -> Result<(StatusCode, Json<Taken>), Failure> {
    let taken = take_in(&database, sent, lineage.as_deref()).await?;
    let status = match taken {
        Taken::Stored { .. } => StatusCode::OK,
        Taken::Behind { .. } => StatusCode::CONFLICT,
    };
    Ok((status, Json(taken)))
}
