"""The examples of the documentation, run as they stand there."""

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import petaday
import pytest
from petaday import callbacks

ROOT = Path(__file__).parents[2]


def test_the_examples_of_the_page_print_what_it_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    ran = doctest.testfile(str(ROOT / "docs/python.md"), module_relative=False)
    assert (ran.failed, ran.attempted) == (0, 9)
    assert doctest.testmod(petaday).failed == 0


@pytest.mark.parametrize("name", ["README.md", "python/README.md"])
def test_the_example_of_the_readme_runs_and_gives_what_it_says(name, monkeypatch):
    text = (ROOT / name).read_text(encoding="utf-8")
    example = text.split("```python\n")[1].split("```")[0].replace("config.json", "tests/fixtures/configs/mixtral-8x7b.json")
    monkeypatch.chdir(ROOT)
    names = {"petaday": petaday, "frame": {"parameters": ["7B"], "tokens": ["1T"]}}
    exec(example, names)  # noqa: S102
    promised = [line.split("  # ") for line in example.splitlines() if "  # " in line]
    for call, value in promised:
        if value[0].isdigit() or value[0] == "[":
            assert repr(eval(call, names)) == value  # noqa: S307


def test_every_function_has_its_row():
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for name in petaday.__all__:
        if name != "__version__":
            assert f"\n| `{name}(" in text
    for name in callbacks.__all__:
        if name != "Run":
            assert f"callbacks.{name}(" in text


def test_the_callbacks_are_short_and_need_nothing():
    for module in [callbacks, callbacks._torch]:
        assert len(inspect.getsource(module).splitlines()) < 300
    # What a training needs is there already. A script that only measures a loop waits for nothing.
    heavy = "{'torch', 'transformers', 'lightning', 'pytorch_lightning', 'numpy', 'pandas'}"
    script = f"import sys, petaday.callbacks; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
