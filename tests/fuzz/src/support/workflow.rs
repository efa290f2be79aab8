#[path = "../../../support/workflow/commands.rs"]
pub mod commands;
#[path = "../../../support/workflow/merges.rs"]
pub mod merges;
#[path = "../../../support/workflow/tidy.rs"]
pub mod tidy;
