"""Times two programs in turns, so that whatever else the machine does meets both."""

import math
import os
import statistics
import subprocess
import sys
import time

ROUNDS = int(os.environ.get("ROUNDS", "11"))
# Shorter runs are repeated until they take so long, in seconds.
SHORTEST = 0.005


def repeats(run):
    """Returns how often a run is repeated in a round, after one that warms it up."""
    run()
    start = time.process_time()
    run()
    return max(1, math.ceil(SHORTEST / max(time.process_time() - start, 1e-7)))


def in_turns(ours, theirs, rounds=ROUNDS):
    """Runs both in turns in this process. Returns the processor time of each run, a list for each."""
    runs = [(run, repeats(run)) for run in (ours, theirs)]
    times = ([], [])
    for turn in range(rounds):
        # Who comes second finds caches as the first has left them.
        for at in (0, 1) if turn % 2 == 0 else (1, 0):
            run, count = runs[at]
            start = time.process_time()
            for _ in range(count):
                run()
            times[at].append((time.process_time() - start) / count)
    return times


# Runs a command from a small process: one that a large process starts begins with the memory of that.
SMALL_PARENT = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
"""


def process(command):
    """Runs a command that prints nothing. Returns its processor time in seconds and its largest memory in bytes."""
    parent = [sys.executable, "-I", "-S", "-c", SMALL_PARENT, *command]
    said = subprocess.run(parent, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    if said[0] != "0":
        sys.exit(f"{command}: exit code {said[0]}")
    return float(said[1]), int(said[2])


def processes_in_turns(ours, theirs, rounds):
    """Runs two commands in turns. Returns the processor times and the largest memory of each."""
    times, memory = ([], []), [0, 0]
    for turn in range(rounds):
        for at in (0, 1) if turn % 2 == 0 else (1, 0):
            seconds, most = process((ours, theirs)[at])
            times[at].append(seconds)
            memory[at] = max(memory[at], most)
    return times, memory


def time_text(seconds):
    """Writes a time with two or three digits."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{seconds / size:.3g} {unit}"


def ratio_text(ours, theirs):
    """Writes theirs over ours: the median of the rounds, with the least and the most."""
    ratios = sorted(b / max(a, 1e-9) for a, b in zip(ours, theirs, strict=True))
    low, middle, high = (three_digits(each) for each in (ratios[0], statistics.median(ratios), ratios[-1]))
    return f"{middle} ({low}–{high})"


def three_digits(number):
    """Writes a number with three digits, and thousands in full."""
    return f"{float(f'{number:.3g}'):,.0f}" if number >= 100 else f"{number:.3g}"


def exponent_text(sizes, times):
    """Writes the exponents of the growth between neighbouring sizes: 1 is linear."""
    medians = [statistics.median(each) for each in times]
    steps = zip(sizes, sizes[1:], medians, medians[1:], strict=False)
    return ", ".join(f"{math.log(d / c) / math.log(b / a):.2f}" for a, b, c, d in steps)


def row(*cells):
    """Prints a row of a Markdown table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(title, *cells):
    """Prints a heading and the head of a table."""
    print(f"\n### {title}\n")
    row(*cells)
    row(*("---" for _ in cells))


def timed(name, times, agreement):
    """Prints a row: ours, theirs, their ratio, and how far the results agree."""
    ours, theirs = times
    row(name, *(time_text(statistics.median(each)) for each in times), ratio_text(ours, theirs), agreement)


def limit_threads():
    """Keeps the libraries to one thread, so that processor time is the time of the work."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")

