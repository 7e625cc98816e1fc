"""The link of a training run, printed and saved when the run ends.

    trainer = transformers.Trainer(…, callbacks=[petaday.callbacks.for_trainer()])
    trainer = lightning.Trainer(…, callbacks=[petaday.callbacks.for_lightning()])

    with petaday.callbacks.measure(model) as run:
        for batch in batches:
            run.add_tokens(batch["input_ids"].numel())
            …

Measured are the parameters, those that train, the tokens, the time, the chips and their name, and the number format. What
cannot be measured for certain is left out. Each of the three takes fields of a link that go before what is measured:
``for_trainer(parameters=13e9, title="Mine")``. Neither torch nor transformers nor lightning is imported before it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import estimate, link

__all__ = ["Run", "for_lightning", "for_trainer", "measure"]

FILE = "petaday.txt"
"""The name of the file that has the link."""

_FORMATS = {"bfloat16": "bf16", "float16": "fp16", "float64": "fp64"}


class Run:
    """What is known of a training run.

    The attributes may be set: None is left out of the link. ``tokens`` are those that this run has trained on, on all
    chips.
    """

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        self.parameters: int | None = None
        self.trainable: int | None = None
        self.tokens = 0
        self.examples = 0
        self.seconds: float | None = None
        self.chips: int | None = None
        self.hardware: str | None = None
        self.format: str | None = None
        self._since: float | None = None

    def start(self) -> None:
        """Start the clock."""
        self._since = time.monotonic()

    def stop(self) -> None:
        """Stop the clock. Time of several parts is added."""
        if self._since is not None:
            self.seconds = (self.seconds or 0.0) + time.monotonic() - self._since
            self._since = None

    def look_at(self, model: Any) -> None:
        """Count the parameters of a model of PyTorch, and those that train."""
        sizes = [(_size(parameter), parameter.requires_grad) for parameter in model.parameters()]
        self.parameters = sum(size for size, _ in sizes)
        self.trainable = sum(size for size, trains in sizes if trains)

    def add_tokens(self, number: int) -> None:
        """Count tokens that were trained on."""
        self.tokens += int(number)

    def add_batch(self, batch: Any, times: int = 1) -> None:
        """Count a batch: its tokens if it has token ids, else its examples."""
        ids = _ids(batch)
        if ids is not None:
            self.tokens += ids.numel() * times
            return
        first = _first(batch)
        if first is not None and len(first.shape) > 0:
            self.examples += int(first.shape[0]) * times

    def link(self) -> str:
        """Return the fragment of the link that opens the run in the calculator."""
        measured: dict[str, object] = {
            "time": None if self.seconds is None else f"{self.seconds:.6g} s",
            "chips": self.chips,
            "hardware": self.hardware,
        }
        # 2 FLOP for each parameter hold for a token, not for an image.
        if self.tokens and self.parameters:
            measured |= {"parameters": self.parameters, "tokens": self.tokens}
            if self.trainable is not None and 0 < self.trainable < self.parameters:
                measured["trainable"] = self.trainable / self.parameters
        elif self.tokens or self.examples:
            measured |= {"tokens": self.tokens or None, "examples": self.examples or None}
        given = {name.replace("_", "-"): value for name, value in self.fields.items() if value is not None}
        # A number format is of a chip.
        if self.hardware or "hardware" in given:
            measured["format"] = self.format
        for keys, instead in _INSTEAD:
            if not keys.isdisjoint(given):
                measured = {key: value for key, value in measured.items() if key not in instead}
        return link({**measured, **given})

    def text(self) -> str:
        """Return the figure and the link as they are printed."""
        fragment = self.link()
        figures = estimate(fragment)
        if figures["flop"] is None:
            missing = [problem["message"] for problem in figures["problems"] if problem["severity"] != "note"]
            figure = f"no figure yet. {' '.join(missing[:1])}".strip()
        else:
            figure = f"{figures['flop']['median']:.3g} FLOP, {figures['pfs_days']['median']:.3g} petaFLOP/s-days"
        return f"Training compute: {figure}\n{fragment}"

    def finish(self, folder: str | os.PathLike[str] | None) -> None:
        """Print the figure and the link, and save the link in a folder. A fault here ends no training."""
        self.stop()
        try:
            print(self.text(), flush=True)
            if folder is not None:
                path = Path(folder)
                path.mkdir(parents=True, exist_ok=True)
                (path / FILE).write_text(self.link() + "\n", encoding="utf-8")
        except (OSError, TypeError, ValueError) as error:
            print(f"petaday: the link of this run was not saved. {error}", file=sys.stderr, flush=True)


@contextmanager
def measure(model: Any = None, *, folder: str | os.PathLike[str] | None = ".", **fields: object) -> Iterator[Run]:
    """Measure a training loop: print the link when the block ends, also by an error, and save it in ``folder``."""
    run = Run(**fields)
    if model is not None:
        run.look_at(model)
        run.format = _format_of(model)
    _look_at_chips(run, int(os.environ.get("WORLD_SIZE", "1")))
    run.start()
    try:
        yield run
    finally:
        run.stop()
        if os.environ.get("RANK", "0") == "0":
            run.finish(folder)


def for_trainer(**fields: object) -> Any:
    """Return a callback for the Trainer of Hugging Face. The link is saved in the output folder."""
    from transformers import TrainerCallback

    class PetadayCallback(TrainerCallback):
        def __init__(self) -> None:
            self.run = Run(**fields)
            self._hook: Any = None
            self._seen = 0
            self._world = 1

        def on_train_begin(self, args: Any, state: Any, control: Any, model: Any = None, **_: Any) -> None:
            run = self.run
            self._world = int(getattr(args, "world_size", 1))
            _look_at_chips(run, self._world * max(1, int(getattr(args, "n_gpu", 1))))
            run.format = "bf16" if args.bf16 else "fp16" if args.fp16 else None
            if model is not None:
                run.look_at(model)
                run.format = run.format or _format_of(model)
                # The count of the Trainer itself is optional, and goes on from a checkpoint.
                self._hook = model.register_forward_pre_hook(_not_compiled(self._count), with_kwargs=True)
            self._seen = getattr(state, "num_input_tokens_seen", 0) or 0
            run.start()

        def _count(self, model: Any, positional: Any, named: Any) -> None:
            if model.training:
                self.run.add_batch(named or positional, self._world)

        def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            if self._hook is not None:
                self._hook.remove()
                self._hook = None
            if not self.run.tokens:
                self.run.tokens = (getattr(state, "num_input_tokens_seen", 0) or 0) - self._seen
            if state.is_world_process_zero:
                self.run.finish(args.output_dir)

    return PetadayCallback()


def for_lightning(**fields: object) -> Any:
    """Return a callback for the Trainer of Lightning. The link is saved in its root folder."""
    try:
        from lightning.pytorch import Callback
    except ImportError:
        from pytorch_lightning import Callback

    class PetadayCallback(Callback):
        def __init__(self) -> None:
            super().__init__()
            self.run = Run(**fields)

        def on_fit_start(self, trainer: Any, pl_module: Any) -> None:
            self.run.look_at(pl_module)
            _look_at_chips(self.run, int(trainer.world_size))
            precision = str(trainer.precision)
            found = [name for start, name in _PRECISIONS if precision.startswith(start)]
            self.run.format = found[0] if found else _format_of(pl_module)

        def on_train_start(self, trainer: Any, pl_module: Any) -> None:
            self.run.start()

        def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
            self.run.add_batch(batch, int(trainer.world_size))

        def on_train_end(self, trainer: Any, pl_module: Any) -> None:
            self.run.stop()
            if trainer.is_global_zero:
                self.run.finish(trainer.default_root_dir)

    return PetadayCallback()


_PRECISIONS = [("bf16", "bf16"), ("16", "fp16"), ("64", "fp64"), ("transformer-engine", "fp8")]

# Fields that are given, and what is then not taken from the measurement: both say the same.
_FORWARD = {"connections", "forward", "multiply-adds", "parameters", "model"}
_DATA = {"examples", "tokens", "steps"}
_BACKWARD = {"backward", "trainable", "frozen"}
_INSTEAD = [
    (_FORWARD, _FORWARD),
    (_DATA, _DATA),
    (_BACKWARD, _BACKWARD),
    ({"chip-hours", "fleet"}, {"time", "chips"}),
    ({"peak", "fleet"}, {"hardware", "format"}),
]


def _not_compiled(function: Any) -> Any:
    """Keep a function out of what torch.compile compiles, which would compile anew whenever the count changes."""
    compiler = getattr(sys.modules.get("torch"), "compiler", None)
    return function if compiler is None else compiler.disable(function)


def _size(parameter: Any) -> int:
    """Return the size of a parameter as a whole, also where DeepSpeed has put it on several chips."""
    return int(getattr(parameter, "ds_numel", None) or parameter.numel())


def _ids(batch: Any) -> Any:
    """Return the token ids of a batch: integers of two dimensions, called input_ids or standing alone or first."""
    if hasattr(batch, "get") and hasattr(batch, "keys"):
        return batch.get("input_ids")
    first = _first(batch)
    if first is None or len(first.shape) != 2 or first.is_floating_point():
        return None
    return first


def _first(batch: Any) -> Any:
    """Return the first tensor of a batch."""
    if hasattr(batch, "values") and hasattr(batch, "keys"):
        batch = list(batch.values())
    if isinstance(batch, (list, tuple)):
        return next((found for found in map(_first, batch) if found is not None), None)
    return batch if hasattr(batch, "numel") and hasattr(batch, "is_floating_point") else None


def _format_of(model: Any) -> str | None:
    """Return the number format of the first parameter that trains."""
    kinds = (str(parameter.dtype) for parameter in model.parameters() if parameter.requires_grad)
    kind = next(kinds, "").removeprefix("torch.")
    if kind == "float32":
        torch = sys.modules.get("torch")
        matmul = torch.backends.cuda.matmul if torch is not None else None
        return "tf32" if getattr(matmul, "allow_tf32", False) else "fp32"
    return _FORMATS.get(kind)


def _look_at_chips(run: Run, processes: int) -> None:
    """Find the name of the accelerator. Without one, as on a CPU, chips and hardware stay empty."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        run.chips = processes
        run.hardware = torch.cuda.get_device_name()
