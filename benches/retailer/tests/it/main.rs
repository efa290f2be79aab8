//! What the generator promises, checked against its output only.

mod demo;
mod sizes;
mod support;
