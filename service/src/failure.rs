//! What goes wrong, as the one who asked is told: `{ code, path, message }`.

use axum::Json;
use axum::body::to_bytes;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use deadpool_postgres::PoolError;
use oversold::InventoryError;
use serde_json::json;
use std::fmt;

#[derive(Debug)]
pub enum Failure {
    /// What was sent cannot be taken in as it is.
    Invalid { code: &'static str, path: Option<String>, message: String },
    /// What was sent is nothing that happened in this inventory: the core's own words.
    Refused(InventoryError),
    /// What the sender knows is another inventory's, or was never here: this one was restored from an older state.
    Gone { revision: i64 },
    /// No connection to the database became free in time.
    Busy,
    /// The database, or a mistake here.
    Broken(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        match error.into().downcast::<InventoryError>() {
            Ok(refused) => Self::Refused(refused),
            Err(error) if matches!(error.downcast_ref(), Some(PoolError::Timeout(_))) => Self::Busy,
            Err(error) => cannot_be_stored(&error).unwrap_or(Self::Broken(error)),
        }
    }
}

/// What PostgreSQL says of a value and not of itself (too long for an index, there twice): sent again, it would be the same again.
fn cannot_be_stored(error: &anyhow::Error) -> Option<Failure> {
    let said = error.downcast_ref::<tokio_postgres::Error>()?.as_db_error()?;
    let is_about_a_value = ["22", "23", "54"].iter().any(|class| said.code().code().starts_with(class));
    let message = said.message().to_owned();
    is_about_a_value.then_some(Failure::Invalid { code: "invalidInput", path: None, message })
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid { message, .. } => f.write_str(message),
            Self::Refused(error) => error.fmt(f),
            Self::Gone { revision } => {
                write!(f, "this service is at revision {revision}, of another past: load the working set anew")
            }
            Self::Busy => f.write_str("the service has too much to do: ask again later"),
            Self::Broken(error) => write!(f, "{error:#}"),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut message = self.to_string();
        let (status, code, path) = match self {
            Self::Invalid { code, path, .. } => (StatusCode::UNPROCESSABLE_ENTITY, json!(code), path),
            Self::Refused(error) => (StatusCode::UNPROCESSABLE_ENTITY, json!(error.code), error.path.clone()),
            Self::Gone { .. } => (StatusCode::GONE, json!("gone"), None),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, json!("busy"), None),
            Self::Broken(_) => {
                // For those who run it; who asked learns no more than that.
                eprintln!("{message}");
                message = "the service could not do this: its log says why".to_owned();
                (StatusCode::INTERNAL_SERVER_ERROR, json!("failed"), None)
            }
        };
        (status, Json(json!({ "code": code, "path": path, "message": message }))).into_response()
    }
}

/// What axum refuses before anything here is asked (no such address, no JSON, too long) it says as plain text, or not at all.
pub async fn as_json(response: Response) -> Response {
    let status = response.status();
    let is_json = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if !status.is_client_error() || is_json {
        return response;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "notFound",
        StatusCode::PAYLOAD_TOO_LARGE => "tooLarge",
        _ => "invalidInput",
    };
    let text = to_bytes(response.into_body(), 10_000).await.unwrap_or_default();
    let reason = status.canonical_reason().unwrap_or_default();
    let message = if text.is_empty() { reason.into() } else { String::from_utf8_lossy(&text) };
    (status, Json(json!({ "code": code, "path": null, "message": message }))).into_response()
}
