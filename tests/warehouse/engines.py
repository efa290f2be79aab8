"""The engines: each opens a database of its own, takes Parquet files in as tables, runs statements, and gives tables back.

An engine that cannot be had on this machine raises `Missing`, which names it.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet


class Missing(Exception):
    """The engine is not on this machine, and why."""


def imported(module):
    try:
        return __import__(module)
    except ImportError as error:
        raise Missing(str(error)) from error


class DuckDb:
    name = "duckdb"

    def __init__(self, folder, threads=2):
        self.connection = imported("duckdb").connect(config={"threads": threads})
        self.version = imported("duckdb").__version__

    def run(self, statement):
        self.connection.execute(statement)

    def fill(self, table, files):
        self.run(f"insert into {table} select * from read_parquet('{files}')")

    def view(self, table, files):
        self.run(f"create view {table} as select * from read_parquet('{files}')")

    def table(self, name):
        return self.connection.sql(f"select * from {name}").to_arrow_table()

    def plan(self, statement):
        return self.connection.execute(f"explain {statement}").fetchall()[0][1]

    def close(self):
        self.connection.close()


class DataFusion:
    name = "datafusion"

    def __init__(self, folder, threads=2):
        datafusion = imported("datafusion")
        config = datafusion.SessionConfig().with_target_partitions(threads)
        runtime = datafusion.RuntimeEnvBuilder().with_disk_manager_os()
        self.context = datafusion.SessionContext(config, runtime)
        self.version = datafusion.__version__

    def run(self, statement):
        self.context.sql(statement).collect()

    def fill(self, table, files):
        # A table holds what it is given, whatever it was declared to hold: so columns that are never null must say so.
        rows = parquet.read_table(files).cast(self.context.table(table).schema())
        self.context.from_arrow(rows, name="given")
        self.run(f"insert into {table} select * from given")
        self.run("drop table given")

    def view(self, table, files):
        self.context.register_parquet(table, files)

    def table(self, name):
        return self.context.sql(f"select * from {name}").to_arrow_table()

    def plan(self, statement):
        return self.context.sql(f"explain {statement}").to_pydict()["plan"][0]

    def close(self):
        pass


class Spark:
    """A master and two executors, each a process of its own, as in a cluster."""

    name = "spark"

    def __init__(self, folder, threads=2):
        if shutil.which("java") is None:
            raise Missing("there is no java on the PATH: Spark needs Java 17 or newer")
        pyspark = imported("pyspark")
        self.version = pyspark.__version__
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Executors are started by the distribution that comes with PySpark.
        os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
        from pyspark.sql import SparkSession

        # Of each of the two executors, in MB.
        memory = os.environ.get("OVERSOLD_SPARK_MEMORY", "1536")
        master = os.environ.get("OVERSOLD_SPARK_MASTER", f"local-cluster[2,1,{memory}]")
        builder = SparkSession.builder.master(master).appName("oversold")
        for key, value in {
            "spark.executor.memory": f"{memory}m",
            "spark.driver.memory": "3g",
            "spark.driver.maxResultSize": "3g",
            "spark.sql.shuffle.partitions": str(2 * threads),
            "spark.sql.warehouse.dir": tempfile.mkdtemp(prefix="oversold-spark-"),
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.catalogImplementation": "in-memory",
            "spark.sql.execution.arrow.pyspark.enabled": "true",
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(key, value)
        self.session = builder.getOrCreate()

    def run(self, statement):
        self.session.sql(statement)

    def fill(self, table, files):
        # A cluster reads files where they lie: a view over them takes the place of the table.
        declared = self.session.table(table).schema
        self.run(f"drop table {table}")
        self.session.read.schema(declared).parquet(files).createOrReplaceTempView(table)

    def view(self, table, files):
        self.session.read.parquet(files).createOrReplaceTempView(table)

    def table(self, name):
        return self.session.sql(f"select * from {name}").toArrow()

    def plan(self, statement):
        return self.session.sql(f"explain formatted {statement}").collect()[0][0]

    def close(self):
        self.session.stop()


class PostgreSql:
    """A server of its own in a folder of its own, on a socket there."""

    name = "postgresql"

    def __init__(self, folder, threads=2):
        self.psycopg = imported("psycopg")
        self.programs = self.find("initdb"), self.find("pg_ctl")
        self.folder = Path(tempfile.mkdtemp(prefix="oversold-pg-"))
        self.user = None
        if os.geteuid() == 0:
            # PostgreSQL does not run as root.
            try:
                self.user = pwd.getpwnam("postgres").pw_name
            except KeyError as error:
                raise Missing("PostgreSQL does not run as root, and there is no user postgres") from error
            shutil.chown(self.folder, self.user)
        initdb, control = self.programs
        data, self.started = self.folder / "data", False
        self.call(initdb, "-D", data, "-A", "trust", "-U", "oversold", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off -c work_mem=256MB -c jit=off"
        self.call(control, "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")
        self.started = True
        self.connection = self.psycopg.connect(host=str(self.folder), user="oversold", dbname="postgres", autocommit=True)
        self.version = str(self.connection.info.server_version // 10000)

    @staticmethod
    def find(program):
        places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
        found = next((str(place / program) for place in places if (place / program).exists()), shutil.which(program))
        if found is None:
            raise Missing(f"there is no {program}: install the package postgresql")
        return found

    def call(self, *command):
        command = [str(part) for part in command]
        if self.user:
            command = ["runuser", "-u", self.user, "--", *command]
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=self.folder)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr}")

    def run(self, statement):
        self.connection.execute(statement)

    def fill(self, table, files):
        rows = parquet.read_table(files)
        with self.connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
            for batch in rows.to_batches(50_000):
                for row in zip(*(column.to_pylist() for column in batch.columns)):
                    copy.write_row(row)
        self.run(f"analyze {table}")

    def table(self, name):
        cursor = self.connection.execute(f"select * from {name}")
        kinds = {20: pa.int64(), 23: pa.int32(), 16: pa.bool_(), 701: pa.float64(), 1700: pa.decimal128(38, 4)}
        fields = [pa.field(column.name, kinds.get(column.type_code, pa.string())) for column in cursor.description]
        rows = cursor.fetchall()
        columns = list(zip(*rows)) or [()] * len(fields)
        return pa.Table.from_arrays([pa.array(column, field.type) for column, field in zip(columns, fields)],
                                    schema=pa.schema(fields))

    def plan(self, statement):
        return "\n".join(row[0] for row in self.connection.execute(f"explain (costs off) {statement}"))

    def close(self):
        self.connection.close()
        if self.started:
            self.call(self.programs[1], "-D", self.folder / "data", "-m", "fast", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


ENGINES = {engine.name: engine for engine in (DuckDb, DataFusion, PostgreSql, Spark)}
