//! What things and people are called. All brands, firms and people are invented.

pub mod people;
pub mod places;
pub mod products;
