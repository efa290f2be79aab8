"""The SQL files for one engine: lines marked for others are left out, and statements stand alone."""

import re
from pathlib import Path

SQL = Path(__file__).parents[2] / "sql"
ENGINES = ("postgresql", "duckdb", "datafusion", "spark")


def statements(file, engine):
    assert engine in ENGINES, engine
    lines = []
    for line in (SQL / file).read_text().splitlines():
        code, marked, engines = line.partition("-- only ")
        named = engines.split()
        assert not marked or set(named) <= set(ENGINES), line
        if not marked or engine in named:
            lines.append(re.sub(r"--.*", "", code))
    found = (statement.strip() for statement in "\n".join(lines).split(";"))
    return [statement for statement in found if statement]


def made_by(statement):
    """The name of the table that a statement makes, if it makes one."""
    made = re.match(r"create (?:temporary )?table (\w+)", statement)
    return made and made[1]
