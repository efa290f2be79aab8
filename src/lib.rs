//! What a shop has sold but does not have.
