//! `native DATA QUESTIONS`: the core itself through the work of `benches/harness/measure.mjs`, without WebAssembly and
//! without a boundary; prints times, checksums and memory as that does.

mod checksum;

use std::time::Instant;

use oversold::contract::from_tree::FromTree;
use oversold::contract::input;
use oversold::contract::report::ReportPage;
use oversold::{Command, Inventory, InventoryError, LoadOptions, Outcome, ReportQuery, Tree, read_commands};
use serde_json::{Map, Value, json};

type Failed = Box<dyn std::error::Error>;

/// How many rows all of them are.
const ALL: u32 = 1_000_000;
/// After how many receipts the reports are compared.
const COMPARED: usize = 3;
/// Sorted by a locale in the other contenders, and by the core's own order here.
const OTHER_ORDER: [&str; 5] = ["description", "code", "shop", "customer", "vendor"];

fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1);
    let (Some(data), Some(questions)) = (arguments.next(), arguments.next()) else {
        return Err("native DATA QUESTIONS".into());
    };
    let bytes = std::fs::read(data)?;
    let questions: Value = serde_json::from_slice(&std::fs::read(questions)?)?;
    println!("{}", Run::default().work(&bytes, &questions)?);
    Ok(())
}

#[derive(Default)]
struct Run {
    ms: Map<String, Value>,
    sums: Map<String, Value>,
}

impl Run {
    fn work(mut self, bytes: &[u8], questions: &Value) -> Result<Value, Failed> {
        let first = ReportQuery { limit: Some(50), ..ReportQuery::default() };
        let mut inventory = self.time("jsonLoad", || {
            let inventory = load(bytes)?;
            inventory.report(&first)?;
            Ok(inventory)
        })?;
        self.filters(&inventory, &questions["bySource"])?;
        self.sorts(&inventory, &questions["sorts"])?;
        let searches = queries(&questions["searches"])?;
        self.time("search", || {
            Ok(searches
                .iter()
                .map(|query| inventory.report(query).map(|page| page.total))
                .collect::<Result<Vec<_>, _>>()?)
        })?;
        let commands = commands(&questions["preview"])?;
        let outcome = self.time("preview", || Ok(inventory.decide(&commands)?))?;
        self.sum("preview", checksum::outcome(&accepted(outcome)?));
        let whole = ReportQuery { limit: Some(ALL), ..ReportQuery::default() };
        inventory.report(&whole)?;
        self.time("rowsOut", || Ok(inventory.report(&whole)?.rows.len()))?;
        let memory = resident()?;
        self.receive(&mut inventory, questions)?;
        drop(inventory);
        let inventory = load(bytes)?;
        let page = self.time("report", || Ok(inventory.report(&whole)?))?;
        self.sum("report", checksum::rows(&page.rows));
        let not_run = json!({
            "columnsOut": "columns are JavaScript's", "columnsLoad": "columns are JavaScript's", "imageLoad": "measured through the package alone",
            "sort.description": "by the core's own order, where the others use a locale",
        });
        // The file itself is in memory throughout.
        let loaded = memory.saturating_sub(bytes.len() as u64);
        Ok(json!({"ms": self.ms, "sums": self.sums, "memory": {"loaded": loaded}, "notes": {}, "notRun": not_run}))
    }

    fn time<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Failed>) -> Result<T, Failed> {
        let start = Instant::now();
        let result = work()?;
        self.put(name, start);
        Ok(result)
    }

    fn put(&mut self, name: &str, start: Instant) {
        self.ms.insert(name.to_owned(), json!(start.elapsed().as_secs_f64() * 1e3));
    }

    fn sum(&mut self, name: &str, sum: String) {
        self.sums.insert(name.to_owned(), sum.into());
    }

    fn filters(&mut self, inventory: &Inventory, questions: &Value) -> Result<(), Failed> {
        let (mut times, mut sums) = (Vec::new(), Vec::new());
        for query in queries(questions)? {
            let start = Instant::now();
            let page = inventory.report(&query)?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            sums.push(checksum::page(&page));
        }
        self.ms.insert("filterSortFirst".to_owned(), json!(times.remove(0)));
        self.ms.insert("filterSort".to_owned(), json!(quantile(times, 0.5)));
        self.sum("filterSort", sums.join(" "));
        Ok(())
    }

    fn sorts(&mut self, inventory: &Inventory, questions: &Value) -> Result<(), Failed> {
        for (query, question) in queries(questions)?.iter().zip(questions.as_array().into_iter().flatten()) {
            let by = question["sort"][0]["by"].as_str().unwrap_or_default();
            let page = self.time(&format!("sort.{by}"), || Ok(inventory.report(query)?))?;
            if !OTHER_ORDER.contains(&by) {
                self.sum(&format!("sort.{by}"), checksum::page(&page));
            }
            let mut again = Vec::new();
            for _ in 0..5 {
                let start = Instant::now();
                inventory.report(query)?;
                again.push(start.elapsed().as_secs_f64() * 1e3);
            }
            self.ms.insert(format!("sortAgain.{by}"), json!(quantile(again, 0.5)));
        }
        Ok(())
    }

    fn receive(&mut self, inventory: &mut Inventory, questions: &Value) -> Result<(), Failed> {
        let window: ReportQuery = read(&questions["window"])?;
        let (mut times, mut sums) = (Vec::new(), Vec::new());
        let whole = ReportQuery { limit: Some(ALL), ..ReportQuery::default() };
        for command in commands(&questions["receive"])? {
            let start = Instant::now();
            let outcome = inventory.apply(std::slice::from_ref(&command))?;
            let page: ReportPage<'_> = inventory.report(&window)?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            if times.len() <= COMPARED {
                sums.push(checksum::outcome(&accepted(outcome)?));
                sums.push(checksum::page(&page));
            }
            if times.len() == COMPARED {
                sums.push(checksum::rows(&inventory.report(&whole)?.rows));
            }
        }
        self.ms.insert("receiveP50".to_owned(), json!(quantile(times.clone(), 0.5)));
        self.ms.insert("receiveP99".to_owned(), json!(quantile(times, 0.99)));
        self.sum("receive", sums.join(" "));
        self.sum("receivedAll", checksum::rows(&inventory.report(&whole)?.rows));
        Ok(())
    }
}

fn load(bytes: &[u8]) -> Result<Inventory, Failed> {
    Ok(Inventory::from_json(bytes, &LoadOptions::default())?)
}

/// A value of the questions as the core's own type.
fn read<T: FromTree>(value: &Value) -> Result<T, InventoryError> {
    oversold::contract::from_tree::read(&input::tree(value)?, "")
}

fn queries(values: &Value) -> Result<Vec<ReportQuery>, InventoryError> {
    values.as_array().into_iter().flatten().map(read).collect()
}

fn commands(values: &Value) -> Result<Vec<Command>, InventoryError> {
    let tree: Tree = input::tree(values)?;
    read_commands(&tree)
}

fn accepted(outcome: Outcome) -> Result<oversold::contract::outcome::Accepted, Failed> {
    match outcome {
        Outcome::Accepted(accepted) => Ok(*accepted),
        Outcome::Refused(refused) => Err(refused.refusal.message.clone().into()),
    }
}

fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let at = (values.len() as f64 * share) as usize;
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// Bytes of this process in memory; 0 where the system does not say it as Linux does.
fn resident() -> Result<u64, Failed> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(0) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>()? * 1024)
}
