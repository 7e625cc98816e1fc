"""The functions of the package, as a script calls them."""

import json
from pathlib import Path

import petaday
import pytest

ROOT = Path(__file__).parents[2]
LLAMA = "v=1&data=2026-11&title=Llama_2_70B&parameters=70e9&tokens=2e12"
GPT2 = ROOT / "tests/fixtures/configs/gpt2.json"


def test_an_estimate_has_the_figures_of_its_link_or_of_a_whole_address():
    found = petaday.estimate(LLAMA)
    assert found["flop"] == {"low": 8.4e23, "median": 8.4e23, "high": 8.4e23}
    assert found["link"] == LLAMA
    assert petaday.estimate(f"https://example.org/a/#{LLAMA}") == found


def test_the_version_is_that_of_the_engine():
    assert petaday.__version__ == petaday.estimate(LLAMA)["version"]


def test_an_estimate_without_a_figure_says_why():
    found = petaday.estimate("v=1&parameters=7B&tokens=1e")
    assert found["flop"] is None
    assert found["problems"][0]["key"] == "tokens"


@pytest.mark.parametrize("text", ["", "#", "%", "v=1&model=conv(", "v=1&tokens=1e99999", "&" * 99_999, "\0"])
def test_any_text_gives_an_answer(text):
    assert petaday.estimate(text)["problems"]
    assert petaday.read(text)["fields"] == []


def test_a_model_file_is_counted_from_its_path_or_its_bytes():
    found = petaday.count(GPT2, sequence=1024, attention="causal")
    assert found["parameters"] == 124_439_808
    assert found["sequence"] == 1024
    for file in [str(GPT2), GPT2.read_bytes(), bytearray(GPT2.read_bytes()), memoryview(GPT2.read_bytes())]:
        assert petaday.count(file, sequence=1024, attention="causal") == found
    assert petaday.count(GPT2, sequence=512)["forward_flop"] != found["forward_flop"]


def test_an_index_finds_its_shards_in_its_folder(tmp_path):
    header = json.dumps({"a.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}).encode()
    (tmp_path / "model-00001-of-00001.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + bytes(24))
    index = tmp_path / "model.safetensors.index.json"
    index.write_text(json.dumps({"metadata": {}, "weight_map": {"a.weight": "model-00001-of-00001.safetensors"}}))
    assert petaday.count(index)["parameters"] == 6


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    assert petaday.count(b"nothing of a model")["problems"][0]["severity"] == "error"
    with pytest.raises(FileNotFoundError, match="nowhere.json"):
        petaday.count(tmp_path / "nowhere.json")
    with pytest.raises(IsADirectoryError):
        petaday.count(tmp_path)


def test_a_report_is_a_text():
    assert "8.4 × 10²³ FLOP" in petaday.report("sentence", LLAMA)
    assert json.loads(petaday.report("json", LLAMA))["flop"]["median"] == 8.4e23
    assert len(petaday.report("csv", LLAMA, provenance=True)) >= len(petaday.report("csv", LLAMA))


def test_a_passage_gives_fields_with_their_phrases():
    passage = "𝕏: we train a 7B model on 2T tokens."
    read = petaday.read(passage)
    assert "parameters=7B&tokens=2T" in read["link"]
    tokens = next(field for field in read["fields"] if field["key"] == "tokens")
    assert tokens["value"] == 2e12
    assert passage[tokens["start"] : tokens["end"]] == tokens["phrase"]


def test_a_link_is_spelled_as_the_page_spells_it():
    assert petaday.link({"data": "2026-11", "title": "Llama 2 70B"}, parameters="70e9", tokens="2e12") == LLAMA
    spelled = petaday.link({"2.tokens": "40 B", "2.parameters": 7e9}, parameters=70_000_000_000, tokens=2e12, time=None)
    assert petaday.estimate(spelled)["flop"]["median"] == 6 * 70e9 * 2e12 + 6 * 7e9 * 40e9
    assert petaday.estimate(spelled)["link"] == spelled
    hours = petaday.link(chip_hours=1e-7, peak=1e21, utilization=0.5)
    assert petaday.estimate(hours)["flop"]["median"] == 1e-7 * 3600 * 1e21 * 0.5


def test_numbers_of_numpy_are_numbers():
    numpy = pytest.importorskip("numpy")
    assert petaday.link(parameters=numpy.float64(7e9), tokens=numpy.int64(3)) == petaday.link(parameters=7e9, tokens=3)
    with pytest.raises(TypeError):
        petaday.link(tokens=numpy.array([1]))


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: petaday.estimate(3), TypeError, "str"),
        (lambda: petaday.report("pdf", LLAMA), ValueError, "There is no format “pdf”. The formats are sentence,"),
        (lambda: petaday.report("sentence", "v=1&parameters=7B&tokns=3"), ValueError, "did the link mean “tokens”"),
        (lambda: petaday.count(b"", sequence=0), ValueError, "sequence: 0 is not a whole number from 1"),
        (lambda: petaday.count(b"", attention="half"), ValueError, "“full” or “causal”"),
        (lambda: petaday.count(3), TypeError, "os.PathLike"),
        (lambda: petaday.link(tokns=3), ValueError, "tokns: No field has this name: did the link mean “tokens”"),
        (lambda: petaday.link(), ValueError, "A link needs a field"),
        (lambda: petaday.link(tokens=True), TypeError, "tokens: a field is text or a number"),
        (lambda: petaday.link(tokens=[1]), TypeError, "a field is text or a number"),
        (lambda: petaday.link({"chip-hours": 1}, chip_hours=2), ValueError, "given twice"),
    ],
)
def test_a_call_that_cannot_be_right_says_what_to_give(call, error, told):
    with pytest.raises(error) as raised:
        call()
    assert told in str(raised.value)
