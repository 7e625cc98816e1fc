"""Tiny models that train on the CPU, and what the link of such a run must have."""

import petaday
import pytest
import torch

IS_PYTORCH_1 = int(torch.__version__.split(".")[0]) < 2
EXAMPLES, SEQUENCE = 20, 16
WORDS, PLACES, WIDTH, LAYERS = 101, 64, 32, 2

# Attention has 4 matrices and the feed-forward network 8, with 4 + 5 biases and two norms of 2.
BLOCK = 12 * WIDTH**2 + 13 * WIDTH
# The head is the embedding once more. The last norm has a weight and a bias.
GPT = WORDS * WIDTH + PLACES * WIDTH + LAYERS * BLOCK + 2 * WIDTH
BIGRAM = 2 * WORDS * WIDTH + WORDS


class Bigram(torch.nn.Module):
    """Guesses a word from the one before it."""

    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(WORDS, WIDTH)
        self.head = torch.nn.Linear(WIDTH, WORDS)

    def forward(self, ids):
        guesses = self.head(self.words(ids))[:, :-1]
        return torch.nn.functional.cross_entropy(guesses.flatten(0, 1), ids[:, 1:].flatten())


def texts():
    """Returns 20 texts of 16 words each."""
    return torch.arange(EXAMPLES * SEQUENCE).reshape(EXAMPLES, SEQUENCE) % WORDS


def padded_texts():
    """Returns 20 texts of 1 to 16 words, each padded to 16, with a mask and labels that leave the padding out."""
    found = []
    for at, ids in enumerate(texts()):
        mask = (torch.arange(SEQUENCE) <= at % SEQUENCE).long()
        found.append({"input_ids": ids * mask, "attention_mask": mask, "labels": ids.masked_fill(mask == 0, -100)})
    assert sum(int(each["attention_mask"].sum()) for each in found) < EXAMPLES * SEQUENCE
    return found


def saved(folder):
    """Returns the fields of the link that a run saved."""
    pairs = (folder / "petaday.txt").read_text(encoding="utf-8").strip().split("&")
    return dict(pair.split("=") for pair in pairs)


def number(found, key):
    """Reads a number of a link as the calculator does."""
    return petaday.estimate(f"v=1&parameters=1&tokens={found[key]}")["flop"]["median"] / 6


def seconds(found):
    """Reads the time of a link."""
    return float(found["time"].removesuffix("_s"))


def is_measured(folder, parameters, tokens, trainable=None, lasted=(0, 600)):
    """Holds the link of a run on the CPU against what was counted by hand, and has nothing that a CPU lacks."""
    found = saved(folder)
    assert number(found, "parameters") == parameters
    assert number(found, "tokens") == tokens
    assert {"chips", "hardware", "format", "examples"}.isdisjoint(found)
    share = 1 if trainable is None else trainable / parameters
    assert float(found.get("trainable", 1)) == pytest.approx(share, rel=1e-9)
    assert ("trainable" in found) == (trainable is not None)
    # A time has six digits.
    assert lasted[0] * (1 - 1e-5) <= seconds(found) <= lasted[1] * (1 + 1e-5)
    link = "&".join(f"{key}={value}" for key, value in found.items())
    assert petaday.estimate(link)["flop"]["median"] == pytest.approx((4 + 2 * share) * parameters * tokens, rel=1e-9)
    return found
