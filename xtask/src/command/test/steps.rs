//! Steps with a headline, their time, and a summary.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};

pub struct Steps {
    started: Instant,
    done: Vec<(&'static str, Duration)>,
    not_run: Vec<(&'static str, String)>,
}

impl Steps {
    pub fn new() -> Self {
        Self { started: Instant::now(), done: Vec::new(), not_run: Vec::new() }
    }

    /// Runs one step under its headline. A failure ends the run: later steps build on earlier ones.
    pub fn run(&mut self, title: &'static str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n=== {}. {title}", self.done.len() + 1);
        let started = Instant::now();
        let result = step();
        let took = started.elapsed();
        match result {
            Ok(()) => {
                println!("    done in {}", seconds(took));
                self.done.push((title, took));
                Ok(())
            }
            Err(error) => {
                self.summary();
                println!("{:<56}{:>10}  FAILED", title, seconds(took));
                Err(error).with_context(|| format!("the step \"{title}\" failed"))
            }
        }
    }

    /// The same for what a machine may lack and cannot always install; the summary names what was not run, and why.
    pub fn run_if_there<Found>(
        &mut self,
        title: &'static str,
        find: impl FnOnce() -> Result<Found>,
        step: impl FnOnce(&Found) -> Result<()>,
    ) -> Result<()> {
        match find() {
            Ok(found) => self.run(title, || step(&found)),
            Err(error) => {
                println!("\n=== Not run: {title}: {error:#}");
                self.not_run.push((title, format!("{error:#}")));
                Ok(())
            }
        }
    }

    /// What was done and how long it took.
    pub fn summary(&self) {
        println!("\n=== Summary");
        for (title, took) in &self.done {
            println!("{title:<56}{:>10}", seconds(*took));
        }
        for (title, why) in &self.not_run {
            println!("{title:<56}{:>10}  {why}", "NOT RUN");
        }
        println!("{:<56}{:>10}", "in all", seconds(self.started.elapsed()));
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
