//! What goes wrong, as the one who asked is told.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use oversold::InventoryError;
use serde_json::json;

#[derive(Debug)]
pub enum Failure {
    /// What was sent cannot be read, or is nothing that happened in this inventory.
    Invalid { code: &'static str, path: Option<String>, message: String },
    /// A revision that this service never had: it is another inventory's, or this one was restored from an older state.
    Gone { revision: i64 },
    /// The database, or a mistake here.
    Broken(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error = error.into();
        match error.downcast::<InventoryError>() {
            Ok(refused) => {
                Self::Invalid { code: "invalidInput", path: refused.path.clone(), message: refused.to_string() }
            }
            Err(error) => Self::Broken(error),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Invalid { code, path, message } => {
                (StatusCode::UNPROCESSABLE_ENTITY, json!({ "code": code, "path": path, "message": message }))
            }
            Self::Gone { revision } => {
                let message = format!("this service is at revision {revision}: load the working set anew");
                (StatusCode::GONE, json!({ "code": "gone", "path": null, "message": message }))
            }
            Self::Broken(error) => {
                // For those who run it; who asked learns no more than that.
                eprintln!("{error:#}");
                let message = "the service could not do this: its log says why";
                (StatusCode::INTERNAL_SERVER_ERROR, json!({ "code": "failed", "path": null, "message": message }))
            }
        };
        (status, axum::Json(body)).into_response()
    }
}
