//! The service's addresses.

use crate::answer::answer;
use crate::asked::{Asked, Level, What};
use crate::failure::Failure;
use crate::taking_in::{Sent, Taken, take_in};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_extra::extract::Query;
use deadpool_postgres::Pool;
use serde::Deserialize;
use tower_http::compression::CompressionLayer;

/// A merge of many records is the largest that is sent here.
const LARGEST: usize = 64 * 1024 * 1024;

pub fn routes(pool: Pool) -> Router {
    Router::new()
        .route("/working-set", get(working_set))
        .route("/changes", get(changes))
        .route("/history", post(history))
        .route("/events", post(events))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(CompressionLayer::new())
        .with_state(pool)
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
    #[serde(default)]
    shop: Vec<String>,
}

#[derive(Deserialize)]
struct History {
    since: i64,
    #[serde(default)]
    shops: Vec<String>,
    levels: Vec<Level>,
}

/// The snapshot of these shops' working set.
async fn working_set(State(pool): State<Pool>, Query(Shops { shop }): Query<Shops>) -> Result<Response, Failure> {
    answer(pool, Asked { what: What::All, shops: shop }).await
}

/// What changed since a revision, as the records of a merge.
async fn changes(State(pool): State<Pool>, Query(asked): Query<SinceQuery>) -> Result<Response, Failure> {
    let what = What::Since { revision: asked.since, in_full: Vec::new() };
    answer(pool, Asked { what, shops: asked.shop }).await
}

/// The same, and all movements of these levels: what `changes.needsHistory` named.
async fn history(State(pool): State<Pool>, Json(asked): Json<History>) -> Result<Response, Failure> {
    let what = What::Since { revision: asked.since, in_full: asked.levels };
    answer(pool, Asked { what, shops: asked.shops }).await
}

async fn events(State(pool): State<Pool>, Json(sent): Json<Sent>) -> Result<(StatusCode, Json<Taken>), Failure> {
    let taken = take_in(&pool, sent).await?;
    let status = if taken.events.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    Ok((status, Json(taken)))
}
