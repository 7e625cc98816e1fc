"""The command and the Python package give the same figures to the last bit, for the 500 links of tests/fixtures/drafts.txt."""

import csv
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import petaday

ROOT = Path(__file__).parents[2]
COMMAND = os.environ["PETADAY_COMMAND"]
DRAFTS = (ROOT / "tests/fixtures/drafts.txt").read_text(encoding="utf-8").split("\n")[:-1]


def run(*arguments):
    ran = subprocess.run([COMMAND, *arguments], capture_output=True, check=False)
    assert ran.returncode in (0, 2), ran.stderr.decode()
    # As bytes: ends of lines stay as they are.
    return ran.stdout.decode()


def test_500_drafts_have_the_same_figures_problems_and_links():
    assert len(DRAFTS) == 500
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        expected = list(threads.map(lambda draft: json.loads(run("estimate", draft)), DRAFTS))
    for draft, figures in zip(DRAFTS, expected):
        assert petaday.estimate(draft) == figures, draft
    assert sum(figures["flop"] is not None for figures in expected) > 250


def test_the_rows_of_a_table_are_those_of_batch(tmp_path):
    table = tmp_path / "drafts.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["link"], *([draft] for draft in DRAFTS)])
    expected = [json.loads(line) for line in run("batch", "--json", str(table)).splitlines()]
    found = petaday.rows(DRAFTS)
    names = {"petaday_link": "link"}
    for name, column in found.items():
        if name != "problems":
            assert column == [row[names.get(name, name)] for row in expected], name
    printed = list(csv.DictReader(run("batch", str(table)).splitlines()))
    assert found["problems"] == [row["problems"] for row in printed]


def test_reports_counts_and_passages_are_the_same():
    link = next(draft for draft in DRAFTS if "title=AlexNet" in draft)
    for name in ["sentence", "latex", "json", "csv"]:
        assert petaday.report(name, link) == run("report", name, link)
    config = str(ROOT / "tests/fixtures/configs/mixtral-8x7b.json")
    assert petaday.count(config, sequence=4096) == json.loads(run("count", config, "--sequence", "4096"))
    notes = ROOT / "tests/fixtures/compute_notes.txt"
    assert petaday.read(notes.read_text(encoding="utf-8")) == json.loads(run("read", str(notes)))
