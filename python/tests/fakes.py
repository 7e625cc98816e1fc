"""Stand-ins that have the attributes of PyTorch, transformers and Lightning, and a clock."""

import sys
from types import ModuleType, SimpleNamespace

import petaday
import pytest
from petaday import callbacks

HOUR = 3600


class Tensor:
    def __init__(self, *shape, dtype="torch.int64"):
        self.shape = shape
        self.dtype = dtype

    def numel(self):
        size = 1
        for length in self.shape:
            size *= length
        return size

    def is_floating_point(self):
        return "float" in self.dtype


class Parameter(Tensor):
    def __init__(self, *shape, trains=True, dtype="torch.bfloat16"):
        super().__init__(*shape, dtype=dtype)
        self.requires_grad = trains


class Model:
    """Has 1,000,000 parameters, of which 10,000 train. Called as PyTorch calls a module."""

    def __init__(self):
        self.training = True
        self.hooks = []

    def parameters(self):
        return [Parameter(990, 1000, trains=False), Parameter(10, 1000)]

    def register_forward_pre_hook(self, hook, with_kwargs):
        assert with_kwargs
        self.hooks.append(hook)
        return SimpleNamespace(remove=lambda: self.hooks.remove(hook))

    def __call__(self, *positional, **named):
        for hook in self.hooks:
            hook(self, positional, named)


@pytest.fixture
def gpus(monkeypatch):
    """PyTorch, with eight H100."""
    torch = ModuleType("torch")
    torch.is_grad_enabled = lambda: True
    torch.cuda = SimpleNamespace(is_available=lambda: True, get_device_name=lambda: "NVIDIA H100 80GB HBM3")
    torch.compiler = SimpleNamespace(disable=lambda function: lambda *given: function(*given))
    torch.backends = SimpleNamespace(cuda=SimpleNamespace(matmul=SimpleNamespace(allow_tf32=True)))
    monkeypatch.setitem(sys.modules, "torch", torch)
    return torch


@pytest.fixture
def transformers(monkeypatch):
    module = ModuleType("transformers")
    module.TrainerCallback = type("TrainerCallback", (), {})
    monkeypatch.setitem(sys.modules, "transformers", module)


@pytest.fixture
def lightning(monkeypatch):
    module = ModuleType("lightning.pytorch")
    module.Callback = type("Callback", (), {})
    monkeypatch.setitem(sys.modules, "lightning", ModuleType("lightning"))
    monkeypatch.setitem(sys.modules, "lightning.pytorch", module)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """A clock that an hour passes on between two looks."""
    hours = iter(range(0, HOUR * 100, HOUR))
    monkeypatch.setattr(callbacks.time, "monotonic", lambda: next(hours))


def fields(fragment):
    return dict(pair.split("=") for pair in fragment.split("&"))


def saved(folder):
    """Returns the fields of the link that a run saved."""
    return fields((folder / callbacks.FILE).read_text(encoding="utf-8").strip())


def number(found, key):
    """Reads a number of a link as the calculator does."""
    return petaday.estimate(f"v=1&parameters=1&tokens={found[key]}")["flop"]["median"] / 6
