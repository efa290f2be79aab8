//! The shapes that cross the boundary, with validation and paths.

pub mod documents;
pub mod error;
pub mod findings;
pub mod input;
pub mod json;
pub mod options;
pub mod query;
pub mod record;
pub mod report;
pub mod row;
pub mod schema;
pub mod value;
