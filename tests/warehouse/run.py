"""Rows from the working set are the rows from everything, in each engine: `cargo xtask warehouse` runs this.

    run.py FOLDER [--engines duckdb,datafusion,postgresql,spark] [--data NAME]

FOLDER holds snapshots as JSON. Each engine takes each of them in, makes the working set with sql/working_set.sql, and the
package compares the reports. An engine that cannot be had on this machine is named, and is not counted as passed.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

import plans
from dialect import statements
from engines import ENGINES, Missing
from tables import camel, flat, nested, walk

HERE = Path(__file__).parent


def node(script, *arguments):
    done = subprocess.run(["node", "--max-old-space-size=8000", HERE / script, *arguments], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{script} failed for {' '.join(map(str, arguments))}")
    return done.stdout


def take_in(snapshot, folder):
    """A snapshot's tables as Parquet files, and the snapshot as the package gives it back."""
    canonical = folder / "everything.json"
    folder.mkdir(parents=True, exist_ok=True)
    node("canonical.mjs", snapshot, canonical)
    tables = flat(json.loads(canonical.read_text()))
    for name, table in tables.items():
        parquet.write_table(table, folder / f"{name}.parquet")
    return canonical, tables


def middle(tables):
    """A moment with movements before and after it."""
    instants = sorted(value for value in tables["adjustments"]["moved_at"].to_pylist())
    return instants[len(instants) * 9 // 10] if instants else 0


def fill(engine, folder, as_of):
    for statement in statements("schema.sql", engine.name):
        engine.run(statement)
    for table, _ in walk():
        engine.fill(table.name, str(folder / f"{table.name}.parquet"))
    engine.run("create table asked (as_of bigint)")
    engine.run(f"insert into asked values ({as_of})")
    engine.run("create table asked_shops (shop_id string)")


def working_set(engine):
    for statement in statements("working_set.sql", engine.name):
        engine.run(statement)
    return {table.name: engine.table(f"ws_{table.name}") for table, _ in walk()}


def prove(engine, name, folder, tables, canonical):
    fill(engine, folder, middle(tables))
    hold(engine, name, folder, tables, canonical, [])
    shops = tables["shops"]["id"].to_pylist()
    if len(shops) > 1:
        some = shops[::3]
        listed = ", ".join(f"('{shop}')" for shop in some)
        engine.run(f"insert into asked_shops values {listed}")
        hold(engine, f"{name}, {len(some)} of {len(shops)} shops", folder, tables, canonical, some)


def hold(engine, name, folder, tables, canonical, shops):
    """The extract against everything."""
    started = time.perf_counter()
    extract = working_set(engine)
    seconds = time.perf_counter() - started
    file = folder / f"{engine.name}.json"
    file.write_text(json.dumps(nested(extract)))
    arrow = folder / f"{engine.name}-arrow"
    arrow.mkdir(exist_ok=True)
    for table, columns in extract.items():
        with pa.ipc.new_stream(arrow / f"{camel(table)}.arrow", columns.schema) as stream:
            stream.write_table(columns)
    told = json.loads(node("compare.mjs", canonical, file, arrow, *shops))
    moved, kept = tables["adjustments"].num_rows, extract["adjustments"].num_rows
    print(f"{engine.name} {engine.version}, {name}: {told['rows']} rows equal in {told['sorts']} sorts; "
          f"{kept} of {moved} movements; {seconds:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--data", help="only the snapshots whose name begins so")
    options = parser.parse_args()
    names = options.engines.split(",")
    snapshots = sorted(file for file in options.folder.glob("*.json") if file.stem.startswith(options.data or ""))
    if not snapshots:
        raise SystemExit(f"there is no snapshot in {options.folder}")
    given = {file.stem: take_in(file, options.folder / file.stem) for file in snapshots}
    missing = []
    for name in names:
        for snapshot, (canonical, tables) in given.items():
            folder = options.folder / snapshot
            try:
                engine = ENGINES[name](folder)
            except Missing as reason:
                missing.append(name)
                print(f"NOT RUN: {name}: {reason}", flush=True)
                break
            try:
                prove(engine, snapshot, folder, tables, canonical)
                if tables["adjustments"].num_rows:
                    plans.check(engine)
            finally:
                engine.close()
    print(f"{len(names) - len(missing)} engines proved, {len(missing)} not run{': ' + ', '.join(missing) if missing else ''}")
    # Nothing at all proved is a failure.
    sys.exit(len(missing) == len(names))


if __name__ == "__main__":
    main()
