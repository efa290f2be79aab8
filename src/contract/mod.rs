//! The shapes that cross the boundary, with validation and paths.

pub mod allocation;
pub mod by_value;
pub mod command;
pub mod documents;
pub mod error;
pub mod event;
pub mod findings;
pub mod from_tree;
pub mod input;
pub mod into_tree;
pub mod json;
pub mod json_scanner;
pub mod json_text;
pub mod misfit;
pub mod number;
pub mod options;
pub mod outcome;
pub mod planning;
pub mod query;
pub mod record;
pub mod report;
pub mod row;
pub mod schema;
pub mod tree;
pub mod tree_records;
pub mod value;
mod writer;
