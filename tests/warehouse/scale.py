"""How the working set's cost grows with the history: `scale.py make FOLDER MOVEMENTS`, then `scale.py run FOLDER ENGINE [TIMES]`.

One catalogue of 10,000 items in 20 shops, a twentieth of its levels negative, under a longer and longer history: two years of
movements in the order in which they happened, three lines to a sale, every fifth movement a delivery, every hundredth a refund.
With TIMES the history is that many times as long: the same movements and sales again, two years earlier each time, under other ids, read from
the same files. Each run is a process of its own and prints one line: time on the clock and of the processors, the peak of memory, and what of
it reaches the browser.
"""

import os
import sys
import time
from pathlib import Path

import pyarrow as pa

from dialect import statements
from engines import ENGINES
from tables import schema_of, walk

ITEMS, SHOPS = 10_000, 20
NOW, YEARS = 1_772_434_800_000, 2 * 365 * 86_400_000


def generated(movements):
    """SQL of DuckDB for each table that is not empty."""
    # A refund is of the level whose sale it takes back.
    of_level = "case when n % 100 = 0 and n > 3 then n - 3 else n end"
    at = f"{NOW} - {YEARS} + (n * {YEARS} / {movements})::bigint"
    return {
        "shops": f"select 's' || n, 'Shop ' || n from range({SHOPS}) t(n)",
        "vendors": "select 'v' || n, 'Vendor ' || n, 7.0 from range(100) t(n)",
        "items": f"""select 'i' || n, 'Article ' || n, 'SKU' || n, null, null, null, null, 'v' || (n % 100), true, 'indicator',
            null, null, null from range({ITEMS}) t(n)""",
        "levels": f"""select 'i' || (n // {SHOPS}), 's' || (n % {SHOPS}),
            case when hash(n) % 20 = 0 then -1 - (hash(n + 7) % 6)::int else (hash(n) % 20)::int end, null, null
            from range({ITEMS * SHOPS}) t(n)""",
        "sales": f"""select 'a' || n, '' || n, 's' || (n % {SHOPS}), {at.replace("(n *", "(n * 3 *")},
            case when n % 50 = 0 then 'o' || n end from range({movements // 3 + 1}) t(n)""",
        "adjustments": f"""select 'm' || n, 'i' || (hash({of_level}) % {ITEMS}), 's' || (hash({of_level} + 1) % {SHOPS}),
            case when n % 100 = 0 and n > 3 then 1 when n % 5 = 0 then 4 else -1 - (hash(n + 2) % 3)::int end, {at},
            case when n % 5 = 0 and n % 100 > 0 then 'other' else 'sale' end,
            case when n % 5 = 0 and n % 100 > 0 then null else 'a' || ({of_level} // 3) end,
            case when n % 100 = 0 and n > 3 then 'm' || (n - 3) end, null, null
            from range({movements}) t(n)""",
        "purchase_orders": f"""select 'p' || n, 'P' || n, 'v' || (n % 100), 's' || (n % {SHOPS}), {NOW - 5}, {NOW - 4}, null,
            n >= 1000, false from range(20000) t(n)""",
        "purchase_order_lines": f"""select 'p' || (n // 10), (n % 10)::int, 'l' || n, 'i' || (hash(n) % {ITEMS}), 5, 0, 0, null
            from range(200000) t(n)""",
        # The newest thousand wait; the others were shipped, and have no line left.
        "orders": f"""select 'o' || (n * 50), 'E' || n, {NOW} - 9, 'Ada', null, 'paid', 'cleared', 'ship',
            n < {movements // 150 - 1000}, 0.0 from range({movements // 150}) t(n)""",
        "order_lines": f"""select 'o' || (n * 50), 0, '1', 'i' || (hash(n * 150 + 1) % {ITEMS}), 's' || (hash(n * 150 + 2) % {SHOPS}), 1,
            null, null, 'm' || (n * 150 + 1) from range({movements // 150}) t(n)""",
    }


def make(folder, movements):
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(folder)})
    queries = generated(movements)
    for table, above in walk():
        schema = schema_of(table, above)
        kinds = {pa.string(): "varchar", pa.int64(): "bigint", pa.int32(): "integer", pa.bool_(): "boolean", pa.float64(): "double"}
        casts = ", ".join(f"c{at}::{kinds.get(field.type, 'decimal(13, 4)')} as {field.name}" for at, field in enumerate(schema))
        names = ", ".join(f"c{at}" for at in range(len(schema)))
        empty = f"select {', '.join(['null'] * len(schema))} where false"
        connection.execute(f"copy (select {casts} from ({queries.get(table.name, empty)}) given({names})) "
                           f"to '{folder / (table.name + '.parquet')}' (format parquet)")


def peak_of(process):
    """The most memory that a process and those below it had, in MB."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            if is_below(int(status.parent.name), process):
                total += int(fields.get("VmHWM", "0 kB").split()[0])
        except (OSError, ValueError):
            continue
    return total // 1024


def is_below(process, ancestor):
    while process > 1:
        if process == ancestor:
            return True
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return False


def longer(engine, times):
    """The history before the history: each table's rows again, under other ids."""
    engine.run("create table repeats (suffix string, earlier bigint)")
    engine.run("insert into repeats values " + ", ".join(f"('{'~' * (n > 0)}{n or ''}', {n * YEARS})" for n in range(times)))
    view = "create temporary view" if engine.name == "spark" else "create view"
    engine.run(f"""{view} sales as select id || suffix as id, number, shop_id, completed_at - earlier as completed_at,
        order_id || suffix as order_id from given_sales cross join repeats""")
    engine.run(f"""{view} adjustments as select id || suffix as id, item_id, shop_id, quantity, moved_at - earlier as moved_at, reason,
        source_id || suffix as source_id, reverses || suffix as reverses, refunded_not_restocked, note
        from given_adjustments cross join repeats""")


def processor_seconds():
    """Of this process and those below it, the ones that ended too."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if is_below(int(stat.parent.name), os.getpid()):
                ticks += sum(int(part) for part in stat.read_text().rpartition(")")[2].split()[11:15])
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def run(folder, name, times):
    engine = ENGINES[name](folder)
    repeated = ("sales", "adjustments") if times > 1 else ()
    for table, _ in walk():
        engine.view("given_" * (table.name in repeated) + table.name, str(folder / f"{table.name}.parquet"))
    if repeated:
        longer(engine, times)
    engine.run("create table asked (as_of bigint)")
    engine.run(f"insert into asked values ({NOW})")
    engine.run("create table asked_shops (shop_id string)")
    started, busy = time.perf_counter(), processor_seconds()
    spent = {}
    for statement in statements("working_set.sql", name):
        before = time.perf_counter()
        engine.run(statement)
        spent[statement] = time.perf_counter() - before
    seconds, busy = time.perf_counter() - started, processor_seconds() - busy
    queue = max(spent[statement] for statement in spent if "table ws_queue" in statement)
    sent = 0
    for table, _ in walk():
        sink = pa.BufferOutputStream()
        made = engine.table(f"ws_{table.name}")
        with pa.ipc.new_stream(sink, made.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(made)
        sent += sink.getvalue().size
    read = sum(file.stat().st_size for file in folder.glob("*.parquet"))
    moved, kept = (count(engine, table) for table in ("adjustments", "ws_adjustments"))
    print(f"{name}: {moved:,} movements, {seconds:.0f} s (the pass {queue:.0f} s), processors {busy:.0f} s, {peak_of(os.getpid()):,} MB; "
          f"{kept:,} movements sent, {sent / 1e6:.1f} MB of {read / 1e6:,.0f} MB", flush=True)
    engine.close()


def count(engine, table):
    engine.run("drop table if exists counted")
    engine.run(f"create table counted as select count(*) as n from {table}")
    return engine.table("counted")["n"][0].as_py()


if __name__ == "__main__":
    what, folder, third, *times = sys.argv[1:]
    if what == "make":
        make(Path(folder), int(third.replace("_", "")))
    else:
        run(Path(folder), third, int(times[0]) if times else 1)
