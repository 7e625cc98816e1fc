"""What is read of PyTorch, with stand-ins that have its attributes."""

import sys
from collections import UserDict
from types import SimpleNamespace

import pytest
from fakes import Parameter, Tensor, gpus
from petaday import _torch, callbacks


@pytest.fixture
def no_pytorch(monkeypatch):
    monkeypatch.delitem(sys.modules, "torch", raising=False)


def split_by_deepspeed():
    """Has no elements here, and 5,000 on all chips."""
    parameter = Parameter(0)
    parameter.ds_numel = 5_000
    return parameter


def packed_by_bitsandbytes():
    """Two numbers of 4 bits in each byte."""
    parameter = Parameter(64 * 32 // 2, 1, dtype="torch.uint8")
    parameter.quant_state = SimpleNamespace(shape=(64, 32))
    return parameter


@pytest.mark.parametrize(
    ("parameter", "size"),
    [(Parameter(3, 4), 12), (Parameter(), 1), (split_by_deepspeed(), 5_000), (packed_by_bitsandbytes(), 64 * 32)],
)
def test_a_parameter_counts_as_a_whole(parameter, size):
    assert _torch.size(parameter) == size
    run = callbacks.Run()
    run.look_at(SimpleNamespace(parameters=lambda: [parameter, Parameter(7, trains=False)]))
    assert (run.parameters, run.trainable) == (size + 7, size)


IDS = Tensor(4, 512)
IMAGES = Tensor(4, 3, 8, 8, dtype="torch.float32")


@pytest.mark.parametrize(
    ("batch", "ids"),
    [
        ({"input_ids": IDS, "attention_mask": Tensor(4, 512)}, IDS),
        # That of a tokenizer of Hugging Face is no dictionary.
        (UserDict({"attention_mask": Tensor(4, 512), "input_ids": IDS}), IDS),
        ({"labels": Tensor(4, 512)}, None),
        ({"pixel_values": IMAGES}, None),
        (IDS, IDS),
        ([IDS, Tensor(4)], IDS),
        ((IDS,), IDS),
        (([None, IDS], Tensor(4)), IDS),
        ([IMAGES, Tensor(4)], None),
        # Numbers of classes, embeddings and images of whole numbers.
        (Tensor(4), None),
        (Tensor(4, 512, dtype="torch.float32"), None),
        (Tensor(4, 3, 8, 8, dtype="torch.uint8"), None),
        ([], None),
        ("text", None),
        (None, None),
    ],
)
def test_token_ids_are_found_in_a_batch(batch, ids):
    assert _torch.ids(batch) is ids


def test_the_first_tensor_of_a_batch_is_found():
    assert _torch.first({"names": ["a", "b"], "pixel_values": IMAGES}) is IMAGES
    assert _torch.first([[], {"a": {}}, (None, IMAGES), IDS]) is IMAGES
    assert _torch.first({"names": "a"}) is None


def test_a_batch_counts_its_tokens_or_else_its_examples():
    run = callbacks.Run()
    run.processes = 3
    run.add_batch({"input_ids": IDS})
    run.add_batch([IMAGES, Tensor(4)])
    run.add_batch(Tensor())
    run.add_batch({})
    assert (run.tokens, run.examples) == (4 * 512 * 3, 4 * 3)


class OfProducts:
    """The settings of products of matrices on CUDA. A name that is not there raises what PyTorch 1 raises."""

    def __init__(self, **settings):
        self.__dict__.update(settings)

    def __getattr__(self, name):
        raise AssertionError(f"Unknown attribute {name}")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"allow_tf32": True}, "tf32"),
        ({"allow_tf32": False}, "fp32"),
        ({"allow_tf32": True, "fp32_precision": "none"}, "tf32"),
        # Asking for the old name would be an error here.
        ({"fp32_precision": "tf32"}, "tf32"),
        ({"fp32_precision": "ieee"}, "fp32"),
        ({}, "fp32"),
    ],
)
def test_tf32_is_what_pytorch_was_set_to(gpus, settings, expected):
    gpus.backends.cuda.matmul = OfProducts(**settings)
    model = SimpleNamespace(parameters=lambda: [Parameter(3, dtype="torch.float32")])
    assert _torch.format_of(model) == expected


@pytest.mark.parametrize(
    ("dtypes", "expected"),
    [
        (["bfloat16"], "bf16"),
        (["float16"], "fp16"),
        (["float64"], "fp64"),
        (["float32"], "fp32"),
        (["int8"], None),
        ([], None),
    ],
)
def test_the_format_is_that_of_the_first_parameter_that_trains(no_pytorch, dtypes, expected):
    # The frozen ones may be packed.
    frozen = Parameter(3, trains=False, dtype="torch.uint8")
    model = SimpleNamespace(parameters=lambda: [frozen, *(Parameter(3, dtype=f"torch.{dtype}") for dtype in dtypes)])
    assert _torch.format_of(model) == expected


def on(kind):
    return SimpleNamespace(device=SimpleNamespace(type=kind))


@pytest.mark.parametrize(
    ("place", "is_on_gpu"),
    [
        (None, True),
        (on("cuda"), True),
        (on("cpu"), False),
        (SimpleNamespace(root_device=SimpleNamespace(type="cpu")), False),
        (SimpleNamespace(root_device=SimpleNamespace(type="cuda")), True),
    ],
)
def test_the_accelerator_is_where_the_training_is(gpus, place, is_on_gpu):
    assert _torch.accelerator(place) == ("NVIDIA H100 80GB HBM3" if is_on_gpu else None)
    run = callbacks.Run()
    run.look_at_chips(8, place)
    assert run.chips == (8 if is_on_gpu else None)
    gpus.cuda.is_available = lambda: False
    assert _torch.accelerator(place) is None


def test_without_pytorch_nothing_is_found_and_nothing_fails(no_pytorch):
    assert _torch.accelerator(on("cuda")) is None
    assert _torch.keeps_gradients()
    assert _torch.not_compiled(len) is len


def test_what_counts_is_not_compiled(gpus):
    gpus.compiler.disable = lambda function: ("disabled", function)
    assert _torch.not_compiled(len) == ("disabled", len)
    del gpus.compiler
    assert _torch.not_compiled(len) is len


def test_the_place_of_a_process_is_that_of_its_group_or_of_the_launcher(gpus, monkeypatch):
    monkeypatch.delenv("RANK", raising=False)
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    assert _torch.place_of_process() == (0, 1)
    monkeypatch.setenv("RANK", "3")
    monkeypatch.setenv("WORLD_SIZE", "8")
    assert _torch.place_of_process() == (3, 8)
    gpus.distributed = SimpleNamespace(
        is_available=lambda: True, is_initialized=lambda: False, get_rank=lambda: 5, get_world_size=lambda: 16
    )
    assert _torch.place_of_process() == (3, 8)
    gpus.distributed.is_initialized = lambda: True
    assert _torch.place_of_process() == (5, 16)
    gpus.distributed.is_available = lambda: False
    assert _torch.place_of_process() == (3, 8)
