"""The examples of docs/python.md for DuckDB, Polars and Spark, run as they stand there."""

import ast
import os
import shutil
import sys
from pathlib import Path

import petaday
import pytest

PAGE = Path(__file__).parents[2] / "docs/python.md"
MORE = 2_500
# Numbers as people write them, a slip, and a row without a size. Then more rows than one piece of DuckDB has.
ROWS = [("a", "7B", "1e12"), ("b", "70e9", "2T"), ("c", "1e", "3e12"), ("d", "", "1e12")]
ROWS += [(f"e{at:04}", str(1_000_000 + at), "1e9") for at in range(MORE)]
FLOP = [4.2e22, 8.4e23, None, None, *(6 * (1_000_000 + at) * 1e9 for at in range(MORE))]
EXPECTED = list(zip([title for title, _, _ in ROWS], FLOP, strict=True))


def run(heading):
    """Runs an example of the page. Returns the value of its last line, and its names."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n### {heading}\n")[1]
    example = ast.parse(section.split("```python\n")[1].split("```")[0])
    last = example.body.pop()
    names = {}
    exec(compile(example, heading, "exec"), names)  # noqa: S102
    return eval(compile(ast.Expression(last.value), heading, "eval"), names), names  # noqa: S307


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch):
    lines = [",".join(row) for row in [("title", "parameters", "tokens"), *ROWS]]
    (tmp_path / "runs.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_duckdb_has_a_function():
    pytest.importorskip("duckdb", reason="DuckDB is not here: pip install duckdb")
    pytest.importorskip("pyarrow", reason="pyarrow is not here: pip install pyarrow")
    found, names = run("DuckDB")
    assert found == EXPECTED
    # Numbers as numbers, and no row at all.
    query = f"SELECT {names['flop']} FROM (VALUES (7e9, 1e12), (NULL, 1e12)) AS runs(parameters, tokens) WHERE "
    assert names["connection"].sql(query + "true").fetchall() == [(4.2e22,), (None,)]
    assert names["connection"].sql(query + "false").fetchall() == []


def test_polars_has_an_expression():
    polars = pytest.importorskip("polars", reason="Polars is not here: pip install polars")
    found, names = run("Polars")
    assert found.rows() == EXPECTED
    frame = polars.DataFrame({"parameters": [7e9, None], "tokens": [1e12, 1e12]})
    assert frame.select(names["flop"].alias("flop"))["flop"].to_list() == [4.2e22, None]
    assert frame.clear().select(names["flop"].alias("flop"))["flop"].to_list() == []


def test_spark_maps_batches(monkeypatch):
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not here: make test-spark")
    pytest.importorskip("pyarrow", reason="pyarrow is not here: make test-spark")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("there is no Java: make test-spark")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    # Two cores of this machine, and no port that another could reach.
    settings = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    builder = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.sql.execution.arrow.maxRecordsPerBatch", 1000)
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        found, names = run("Spark")
        assert [(row["title"], row["flop"]) for row in found] == EXPECTED
        assert petaday.estimate(found[0]["link"])["flop"]["median"] == 4.2e22
        assert names["runs"].limit(0).mapInArrow(names["figures"], "title string, flop double, link string").collect() == []
    finally:
        spark.stop()
