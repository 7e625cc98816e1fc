"""Tables: every kind of column gives the same figures."""

import petaday
import pytest

LINKS = ["v=1&parameters=7B&tokens=1T", None, "v=1&parameters=70e9&tokens=2e12", "nonsense"]
FLOP = [4.2e22, None, 8.4e23, None]


def test_a_column_of_links_has_its_figures():
    found = petaday.rows(LINKS)
    assert found["flop"] == FLOP
    assert found["problems"][0] == ""
    assert found["problems"][1].startswith("row: No column that is known is filled in")
    assert found["problems"][3].startswith("nonsense: ")
    # A link names the tables that it was computed with.
    assert petaday.estimate(found["petaday_link"][2])["flop"]["median"] == 8.4e23
    assert petaday.rows(iter(LINKS)) == found
    assert petaday.rows(link for link in LINKS) == found


def test_columns_are_named_by_keys():
    found = petaday.rows({"who": ["a", "b"], "parameters": [7e9, "70B"], "tokens": ["1T", 2e12], "2.tokens": [None, ""]})
    assert found["flop"] == [4.2e22, 8.4e23]
    assert found["operations_flop"] == [4.2e22, 8.4e23]
    assert found["gpu_time_flop"] == [None, None]


def test_an_empty_table_has_empty_columns():
    assert petaday.rows([])["flop"] == []
    assert petaday.rows({"tokens": []})["problems"] == []


def test_many_rows_are_those_of_one():
    found = petaday.rows({"parameters": range(1, 2001), "tokens": [1e9] * 2000})
    assert found["flop"] == [6 * size * 1e9 for size in range(1, 2001)]


def test_pandas_columns_and_frames():
    pandas = pytest.importorskip("pandas")
    for kind in ["object", "string"]:
        assert petaday.rows(pandas.Series(LINKS, dtype=kind))["flop"] == FLOP
    frame = pandas.DataFrame({"parameters": [7e9, float("nan"), 70e9], "tokens": pandas.array([10**12, None, 2 * 10**12], "Int64")})
    frame.index = [5, 6, 7]
    assert petaday.rows(frame)["flop"] == [4.2e22, None, 8.4e23]
    joined = frame.join(pandas.DataFrame(petaday.rows(frame), index=frame.index))
    assert joined["flop"][7] == 8.4e23


def test_polars_columns_and_frames():
    polars = pytest.importorskip("polars")
    assert petaday.rows(polars.Series(LINKS))["flop"] == FLOP
    frame = polars.DataFrame({"parameters": [7e9, None, 70e9], "tokens": ["1T", None, "2T"]})
    assert petaday.rows(frame)["flop"] == [4.2e22, None, 8.4e23]
    assert frame.hstack(polars.DataFrame(petaday.rows(frame)))["flop"].to_list() == [4.2e22, None, 8.4e23]


def test_arrow_columns_and_tables():
    arrow = pytest.importorskip("pyarrow")
    assert petaday.rows(arrow.array(LINKS))["flop"] == FLOP
    assert petaday.rows(arrow.chunked_array([LINKS[:1], LINKS[1:]]))["flop"] == FLOP
    table = arrow.table({"parameters": [7e9, 70e9], "tokens": ["1T", "2T"]})
    assert petaday.rows(table)["flop"] == [4.2e22, 8.4e23]
    assert petaday.rows(table.to_batches()[0])["flop"] == [4.2e22, 8.4e23]
    assert arrow.table(petaday.rows(table)).num_rows == 2


def test_numpy_columns():
    numpy = pytest.importorskip("numpy")
    table = {"parameters": numpy.array([7e9, numpy.nan]), "tokens": numpy.array([10**12, 1])}
    assert petaday.rows(table)["flop"] == [4.2e22, None]


@pytest.mark.parametrize(
    ("table", "error", "told"),
    [
        ("v=1&tokens=3", TypeError, "call estimate()"),
        ({"size": [1]}, ValueError, "No column of the first line is known (size)"),
        ({"tokens": [1], "parameters": [1, 2]}, ValueError, "The column parameters has 2 rows and the first 1"),
        ({"tokens": [True]}, ValueError, "tokens: True is neither text nor a number"),
        ({"tokens": 3}, TypeError, "not iterable"),
    ],
)
def test_a_table_that_cannot_be_right_says_why(table, error, told):
    with pytest.raises(error) as raised:
        petaday.rows(table)
    assert told in str(raised.value)
