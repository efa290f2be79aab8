//! The negative inventory report: its rows, and the ways to look at them.

pub mod columns;
pub mod csv;
pub mod explain;
pub mod facets;
pub mod filter;
pub mod level;
pub mod lists;
pub mod ranks;
pub mod rows;
pub mod search;
pub mod show;
pub mod sort;
