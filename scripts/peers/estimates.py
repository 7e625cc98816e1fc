"""One estimate with ranges, beside random draws with numpy; and tables, beside pandas."""

import json
import math
import statistics
import subprocess
import sys
import tempfile

import numpy as np
import pandas as pd
from turns import exponent_text, head, in_turns, processes_in_turns, ratio_text, row, time_text, timed

import petaday

# The factor from the median to an end of a 90% interval, in standard deviations.
Z = 1.6448536269514722
STAGES = (((6e10, 8e10), (1.8e12, 2.2e12)), ((6e9, 8e9), (1e12, 1e13)), ((1e9, 3e9), (1e13, 2e13)))
SIZES = (1_000, 10_000, 100_000, 1_000_000)

# The lines that people write with pandas, for 6 × parameters × tokens.
WITH_PANDAS = """
import sys, pandas as pd
table = pd.read_csv(sys.argv[1])
table["flop"] = 6 * table["parameters"] * table["tokens"]
table["pfs_days"] = table["flop"] / 8.64e19
table.to_csv(sys.argv[2], index=False)
"""


def link_of(stages):
    """Spells the link of stages with ranges."""
    keys = {}
    for at, ranges in enumerate(stages, 1):
        for key, (low, high) in zip(("parameters", "tokens"), ranges, strict=True):
            keys[key if at == 1 else f"{at}.{key}"] = f"{low:g}..{high:g}"
    return petaday.link(keys)


def drawn(stages, count, numbers):
    """Draws the sum of stages. Returns its 5th, 50th and 95th percentile."""
    total = np.zeros(count)
    for ranges in stages:
        product = np.full(count, 6.0)
        for low, high in ranges:
            product *= numbers.lognormal(math.log(low * high) / 2, math.log(high / low) / 2 / Z, count)
        total += product
    return np.percentile(total, (5, 50, 95))


def off(figures, exact):
    """Writes how far percentiles are from those of very many draws."""
    return ", ".join(f"{a / b - 1:+.2%}" for a, b in zip(figures, exact, strict=True))


def single(squiggle):
    """Compares one product and one sum of three. `squiggle` is the command for those of Squiggle, or None."""
    head("An estimate with ranges", "estimate", "Petaday", "the other", "the other over Petaday", "5th, 50th, 95th percentile against 10⁷ draws: Petaday; the other")
    for name, stages in (("product of two", STAGES[:1]), ("sum of three products", STAGES)):
        exact = drawn(stages, 10_000_000, np.random.default_rng(1))
        link = link_of(stages)
        flop = petaday.estimate(link)["flop"]
        ours = [flop[key] for key in ("low", "median", "high")]
        for count in (10_000, 100_000, 1_000_000):
            numbers = np.random.default_rng(2)
            times = in_turns(lambda link=link: petaday.estimate(link), lambda stages=stages, count=count, numbers=numbers: drawn(stages, count, numbers), 7)
            theirs = drawn(stages, count, np.random.default_rng(3))
            timed(f"{name}, numpy {count:,} draws", times, f"{off(ours, exact)}; {off(theirs, exact)}")
        if squiggle:
            asked = json.dumps({"link": link, "stages": stages, "ours": ours})
            answer = json.loads(subprocess.run([*squiggle, asked], check=True, capture_output=True, text=True).stdout)
            for samples, found in answer.items():
                timed(f"{name}, Squiggle {int(samples):,} samples, in Node", (found["ours"], found["theirs"]), f"{off(ours, exact)}; {off(found['percentiles'], exact)}")


def table_of(rows, path):
    """Writes a table of parameters and tokens. As whole numbers their product would be too large for pandas."""
    numbers = np.random.default_rng(rows)
    parameters = 10 ** numbers.uniform(7, 12, rows)
    tokens = 10 ** numbers.uniform(9, 13.5, rows)
    names = [f"run {at}" for at in range(rows)]
    pd.DataFrame({"title": names, "parameters": parameters, "tokens": tokens}).to_csv(path, index=False, float_format="%.5e")


def tables(command):
    """Compares tables: the command beside a script with pandas, and `rows` beside columns of pandas."""
    head("Tables, whole processes", "rows", "petaday batch", "pandas", "pandas over Petaday", "memory, Petaday; pandas", "largest difference of the figures")
    kept = ([], [])
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            path, out, theirs_out = (f"{folder}/{name}-{rows}.csv" for name in ("in", "ours", "theirs"))
            table_of(rows, path)
            ours = ["sh", "-c", f'exec "$0" batch "{path}" > "{out}" 2> "{out}.said"', command]
            theirs = [sys.executable, "-c", WITH_PANDAS, path, theirs_out]
            times, memory = processes_in_turns(ours, theirs, 7 if rows < 1_000_000 else 3)
            figures = [pd.read_csv(each, usecols=["flop"])["flop"] for each in (out, theirs_out)]
            difference = (figures[0] / figures[1] - 1).abs().max()
            medians = [time_text(statistics.median(each)) for each in times]
            sizes = "; ".join(f"{each / 1e6:.0f} MB" for each in memory)
            row(f"{rows:,}", *medians, ratio_text(*times), sizes, f"{difference:.1e}")
            for each, of in zip(kept, times, strict=True):
                each.append(of)
    row("growth, exponent", *(exponent_text(SIZES, each) for each in kept), "", "", "")

    head("Tables, in Python", "rows", "petaday.rows()", "pandas, columns", "pandas over Petaday", "largest difference of the figures")
    for rows in SIZES[:3]:
        numbers = np.random.default_rng(rows)
        table = pd.DataFrame({"parameters": 10 ** numbers.uniform(7, 12, rows), "tokens": 10 ** numbers.uniform(9, 13.5, rows)})

        def theirs(table=table):
            return 6 * table["parameters"] * table["tokens"]

        def ours(table=table):
            return petaday.rows(table)

        difference = np.abs(np.asarray(ours()["flop"], dtype=float) / theirs().to_numpy() - 1).max()
        timed(f"{rows:,}", in_turns(ours, theirs, 7), f"{difference:.1e}")
