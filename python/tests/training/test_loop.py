"""A loop of one's own, in real runs on the CPU. `make test-training` installs what they need."""

import time

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not here: make test-training")

from petaday import callbacks
from tiny import BIGRAM, EXAMPLES, SEQUENCE, WIDTH, WORDS, Bigram
from tiny import is_measured, padded_texts, saved, texts


def train(model, run, epochs=3, size=3, accumulated=1, batches=None, evaluate=False):
    """Trains as a loop of one's own does. Returns the tokens counted by hand, and the seconds of the steps."""
    optimizer = torch.optim.SGD([each for each in model.parameters() if each.requires_grad], lr=0.1)
    tokens, lasted = 0, 0.0
    for _ in range(epochs):
        for at, batch in enumerate(batches or texts().split(size)):
            begin = time.monotonic()
            ids = batch["input_ids"] if isinstance(batch, dict) else batch
            run.add_batch(batch)
            model(ids).backward()
            if (at + 1) % accumulated == 0:
                optimizer.step()
                optimizer.zero_grad()
            tokens += ids.numel()
            lasted += time.monotonic() - begin
        if evaluate:
            with torch.no_grad():
                model(texts())
    return tokens, lasted


@pytest.mark.parametrize("accumulated", [1, 2, 3])
@pytest.mark.parametrize("epochs", [1, 3])
def test_every_batch_counts_also_the_last_and_parts_of_a_step(tmp_path, accumulated, epochs):
    model = Bigram()
    begin = time.monotonic()
    with callbacks.measure(model, folder=tmp_path, title="Mine") as run:
        tokens, lasted = train(model, run, epochs, accumulated=accumulated, evaluate=True)
    assert tokens == epochs * EXAMPLES * SEQUENCE
    found = is_measured(tmp_path, BIGRAM, tokens, lasted=(lasted, time.monotonic() - begin))
    assert found["title"] == "Mine"


def test_padding_counts_in_a_batch_but_not_where_tokens_are_given(tmp_path):
    padded = padded_texts()
    batches = [{key: torch.stack([each[key] for each in padded[at : at + 4]]) for key in padded[0]} for at in range(0, 20, 4)]
    model = Bigram()
    with callbacks.measure(model, folder=tmp_path) as run:
        train(model, run, batches=batches)
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE)
    with callbacks.measure(model, folder=tmp_path) as run:
        for batch in batches:
            run.add_tokens(batch["attention_mask"].sum())
    # Texts of 1 to 16 words, and of 1 to 4.
    is_measured(tmp_path, BIGRAM, 136 + 10)


def test_frozen_parameters_are_told(tmp_path):
    model = Bigram()
    model.words.requires_grad_(False)
    with callbacks.measure(model, folder=tmp_path) as run:
        train(model, run)
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE, trainable=WORDS * WIDTH + WORDS)


@pytest.mark.parametrize(("dtype", "format"), [("float32", "fp32"), ("bfloat16", "bf16"), ("float64", "fp64")])
def test_the_format_is_that_of_the_parameters_where_the_chip_is_given(tmp_path, dtype, format):
    model = Bigram().to(getattr(torch, dtype))
    with callbacks.measure(model, folder=tmp_path, hardware="A100", chips=1) as run:
        train(model, run)
    found = saved(tmp_path)
    assert (found["format"], found["chips"], found["hardware"]) == (format, "1", "A100")


def test_a_loop_that_fails_saves_what_it_has_trained_on(tmp_path):
    model = Bigram()
    with pytest.raises(ZeroDivisionError):
        with callbacks.measure(model, folder=tmp_path) as run:
            train(model, run, epochs=1)
            raise ZeroDivisionError
    is_measured(tmp_path, BIGRAM, EXAMPLES * SEQUENCE)
