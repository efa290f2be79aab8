//! What is known: interned ids, columns, documents; and the indexes that find it.

pub mod adjustments;
pub mod catalogue;
pub mod column;
pub mod documents;
pub mod edit;
pub mod facts;
pub mod given;
pub mod ids;
pub mod index;
pub mod levels;
pub mod load;
pub mod naming;
pub mod orders;
pub mod rare;
pub mod replace;
pub mod snapshot;
pub mod table;
mod take_back;
pub mod texts;
pub mod views;
