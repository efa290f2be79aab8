"""The plan of the queue: the movements are read once, and every window is partitioned by the level."""

import re

from dialect import made_by, statements


def query(engine):
    statement = next(statement for statement in statements("working_set.sql", engine) if made_by(statement) == "ws_queue")
    return statement[statement.index("with near as"):]


def windows(name, plan):
    """What each window or sort for one is partitioned by, as the engine's plan says it."""
    return {
        "duckdb": lambda: re.findall(r"PARTITION BY ([^)]*?)(?:ORDER BY|ROWS|\))", re.sub(r"[\s│]+", " ", plan)),
        "datafusion": lambda: re.findall(r"PARTITION BY \[([^\]]*)\]", plan),
        "postgresql": lambda: re.findall(r"Sort Key: (.*)", plan),
        "spark": lambda: re.findall(r"Window\n.*?windowspecdefinition\(([^\n]*)", plan, re.S),
    }[name]()


def scans(name, plan):
    return {
        "duckdb": lambda: len(re.findall(r"Table:\s*\S*adjustments", plan)) or plan.count("READ_PARQUET"),
        "datafusion": lambda: plan.count("DataSourceExec"),
        "postgresql": lambda: len(re.findall(r"Scan (?:using \S+ )?on adjustments|Bitmap Heap Scan on adjustments", plan)),
        "spark": lambda: len(re.findall(r"^\(\d+\) Scan parquet \S*adjustments", plan, re.M)),
    }[name]()


def check(engine):
    plan = engine.plan(query(engine.name))
    open(f"/tmp/h-c-wh/plan-{engine.name}.txt", "w").write(plan)
