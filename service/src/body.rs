//! What was sent, read to its end before anything is answered: whoever is still sending may not hear an answer.

use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio_stream::StreamExt;

/// A merge of many records is the largest that is sent here.
const LARGEST: usize = 64 * 1024 * 1024;

pub async fn read(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (mut pieces, mut bytes, mut length) = (body.into_data_stream(), Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let Ok(piece) = piece else { return StatusCode::BAD_REQUEST.into_response() };
        length += piece.len();
        // Of what is too long nothing is kept.
        if length > LARGEST {
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&piece);
        }
    }
    if length > LARGEST {
        return (StatusCode::PAYLOAD_TOO_LARGE, format!("{length} bytes: no more than {LARGEST} are taken in at once"))
            .into_response();
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
