"""The plan of the queue: the movements are read once, and every window is partitioned by the level."""

import re

from dialect import made_by, statements

#: How an engine's plan names a reading of the movements, and what a window is partitioned or sorted by.
READS = {
    "duckdb": r"Table:\s*[\w.]*\badjustments\b",
    "datafusion": r"TableScan: adjustments\b",
    "postgresql": r"Scan (?:using \w+ )?on adjustments\b",
    "spark": r"Location: [^\n]*/adjustments\b",
}
WINDOWS = {
    "duckdb": r"PARTITION\s+BY\s+([\w.]+),\s+([\w.]+)",
    "datafusion": r"PARTITION BY \[([\w.]+), ([\w.]+)",
    "postgresql": r"WindowAgg.*?Sort Key: ([\w.]+), ([\w.]+)",
    "spark": r"windowspecdefinition\((\w+)#\d+L?, (\w+)#",
}


def queue(engine):
    """The query behind ws_queue."""
    statement = next(statement for statement in statements("working_set.sql", engine) if made_by(statement) == "ws_queue")
    return statement[statement.index("with near as"):]


def check(engine):
    plan = engine.plan(queue(engine.name))
    reads = len(re.findall(READS[engine.name], plan))
    by = {tuple(name.split(".")[-1] for name in found) for found in re.findall(WINDOWS[engine.name], plan, re.S)}
    if reads != 1 or by != {("item_id", "shop_id")}:
        raise SystemExit(f"{engine.name} reads the movements {reads} times, with windows by {by}:\n{plan}")
    print(f"{engine.name}: the queue reads the movements once, every window by item and shop", flush=True)
