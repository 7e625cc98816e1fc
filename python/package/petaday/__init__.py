"""Training compute of machine-learning models, in FLOP and petaFLOP/s-days.

    >>> import petaday
    >>> petaday.estimate("v=1&parameters=70e9&tokens=2e12")["flop"]["median"]
    8.4e+23

The figures are those of the calculator and of the command, to the last bit.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from . import _petaday
from ._petaday import __version__

__all__ = ["__version__", "count", "estimate", "link", "read", "report", "rows"]


def estimate(fragment: str) -> dict[str, Any]:
    """Return the figures of a link, or of its fragment from ``v=1`` on.

    docs/estimate.schema.json describes the dictionary. Without a figure, ``problems`` says why.
    """
    return json.loads(_petaday.estimate(fragment))


def count(
    file: str | os.PathLike[str] | bytes | bytearray | memoryview,
    *,
    sequence: int | None = None,
    attention: str | None = None,
    input: Iterable[int] | str | None = None,  # noqa: A002, the name that the command has
    sizes: Mapping[str, int] | None = None,
    name: str | None = None,
) -> dict[str, Any]:
    """Count the parameters and multiply-adds of a model file, given by its path or as bytes.

    ``sequence`` is the tokens of a sequence, ``attention`` is "full" or "causal", ``input`` the sizes of the first
    input, batch first, and ``sizes`` those that an ONNX file leaves open. ``name`` is the file's, and decides only if
    the contents leave a doubt. Without a count, ``problems`` says why.
    """
    options = {
        "sequence": sequence,
        "attention": attention,
        "input": input if input is None or isinstance(input, str) else list(input),
        "sizes": None if sizes is None else dict(sizes),
        "name": name,
    }
    if isinstance(file, (bytes, bytearray, memoryview)):
        return json.loads(_petaday.count_bytes(bytes(file), json.dumps(options)))
    return json.loads(_petaday.count_file(os.fspath(file), json.dumps(options)))


def report(format: str, fragment: str, *, provenance: bool = False) -> str:  # noqa: A002
    """Return a link's report: "sentence", "latex", "markdown", "csv" …

    ``provenance`` adds where each input comes from. Raises ValueError if there is no such format, or no figure.
    """
    return _petaday.report(format, fragment, provenance)


def read(passage: str) -> dict[str, Any]:
    """Return the fields that a passage of a paper fills in, with their phrases."""
    return json.loads(_petaday.read(passage))


def link(fields: Mapping[str, object] | None = None, /, **further: object) -> str:
    """Spell the canonical link of fields: ``link(parameters=70e9, tokens="2T")``.

    Keys with a hyphen or a stage are given as a mapping, ``{"2.tokens": "40B"}``, or with an underscore for the hyphen,
    ``chip_hours=1000``. None is left out. Raises ValueError if a key is not known.
    """
    given = dict(fields or {})
    for name, value in further.items():
        key = name.replace("_", "-")
        if key in given:
            raise ValueError(f"{key}: this field is given twice.")
        given[key] = value
    return _petaday.link([(key, _text(key, value)) for key, value in given.items() if value is not None])


def rows(table: Any, /) -> dict[str, list[Any]]:
    """Return the figures of every row of a table, column by column, as ``petaday batch`` appends them.

    ``table`` is a column of links (of pandas, polars, pyarrow or numpy, or any iterable), or a table: a data frame, a
    table of pyarrow, or a dictionary of columns, whose columns are named by the keys of a link. The loop over the rows
    runs outside Python, on all cores. The result makes a data frame: ``pd.DataFrame(petaday.rows(df))``.
    """
    columns = _columns(table)
    return _petaday.rows([str(name) for name in columns], list(columns.values()))


def _columns(table: Any) -> dict[Any, Any]:
    if isinstance(table, (str, bytes)):
        raise TypeError("rows() takes a column of links or a table. For one link, call estimate().")
    if isinstance(table, Mapping):
        return dict(table)
    if hasattr(table, "schema") and hasattr(table, "column"):  # pyarrow
        return {name: table.column(at) for at, name in enumerate(table.schema.names)}
    if hasattr(table, "columns"):  # pandas, polars
        return {name: table[name] for name in table.columns}
    return {"link": table}


def _text(key: str, value: object) -> str:
    if not isinstance(value, (str, int, float)):
        # Most numbers of numpy are no numbers to Python.
        value = getattr(value, "item", lambda: None)() if not getattr(value, "shape", ()) else None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise TypeError(f"{key}: a field is text or a number")
    if isinstance(value, str):
        return value
    return repr(float(value) if isinstance(value, float) else int(value))
