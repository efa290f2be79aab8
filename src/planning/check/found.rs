//! What was found.

use crate::contract::into_tree::object;
use crate::contract::planning::{Finding, FindingRule};
use crate::contract::tree::Tree;

/// Of one rule so many findings are listed, and the others counted: where a host sends no old sales, two million movements
/// name one that is not there.
const LIMIT: u32 = 1_000;

/// Findings, those of one rule together.
#[derive(Debug, Default)]
pub struct Found {
    findings: Vec<(FindingRule, Vec<Finding>, u32)>,
}

impl Found {
    /// Adds what was found at a place; its message and details are written only where they are listed.
    pub fn add(&mut self, rule: FindingRule, path: &dyn Fn() -> String, say: &dyn Fn() -> (String, Tree)) {
        let known = self.findings.iter().position(|(known, ..)| *known == rule).unwrap_or(self.findings.len());
        if known == self.findings.len() {
            self.findings.push((rule, Vec::new(), 0));
        }
        let Some((_, listed, count)) = self.findings.get_mut(known) else { return };
        *count = count.saturating_add(1);
        if *count <= LIMIT {
            let (message, details) = say();
            listed.push(Finding { rule, message, path: path(), details });
        } else if *count == LIMIT.saturating_add(1) {
            listed.push(Finding { rule, message: String::new(), path: path(), details: Tree::Null });
        }
    }

    /// All of them; the last one of a rule that found too many says how many more there are.
    pub fn into_findings(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (_, mut listed, count) in self.findings {
            let more = count.saturating_sub(LIMIT);
            if let (1.., Some(last)) = (more, listed.last_mut()) {
                last.message = format!("{more} more of this kind: this is the first of them");
                last.details = object! {"more": more};
            }
            findings.append(&mut listed);
        }
        findings
    }
}

/// A message, put together.
pub fn said(parts: &[&str]) -> String {
    parts.concat()
}
