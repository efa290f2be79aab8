//! A deterministic, believable retailer.
