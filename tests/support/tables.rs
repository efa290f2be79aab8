//! Reading the sample data that lies beside the repository: CSV tables as rows of named cells.

use std::collections::BTreeMap;
use std::path::PathBuf;

pub type Row = BTreeMap<String, String>;

/// The folder of a data set, or None after a line that says why its test does not run.
pub fn folder(name: &str) -> Option<PathBuf> {
    let data = std::env::var_os("OVERSOLD_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let folder = data.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("not run: there is no folder {}; set OVERSOLD_DATA to the folder that holds {name}", folder.display());
    None
}

pub fn read(folder: &std::path::Path, table: &str) -> Vec<Row> {
    let path = folder.join(format!("{table}.csv"));
    let mut reader =
        csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let rows: Vec<Row> =
        reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect();
    assert!(!rows.is_empty(), "{} has no rows", path.display());
    rows
}

pub fn whole(row: &Row, column: &str) -> i64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is {:?}, not a whole number", row[column]))
}
