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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from . import _torch, estimate, link

__all__ = ["Run", "for_lightning", "for_trainer", "measure"]

FILE = "petaday.txt"
"""The name of the file that has the link."""


class Run:
    """What is known of a training run.

    The attributes may be set: None is left out of the link. ``tokens`` are those that this run has trained on, on all
    chips: what one process adds is taken times ``processes``, the number of those that train on batches of their own.
    """

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        self.parameters: int | None = None
        self.trainable: int | None = None
        self.tokens = 0
        self.examples = 0
        self.processes = 1
        self.seconds: float | None = None
        self.chips: int | None = None
        self.hardware: str | None = None
        self.format: str | None = None
        self._since: float | None = None
        self._latest: float | None = None
        self._told: set[str] = set()

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self._since is not None

    def start(self) -> None:
        """Start the clock. A part that an error broke off has lasted until its last batch."""
        self.stop(self._latest)
        self._since = self._latest = time.monotonic()

    def stop(self, at: float | None = None) -> None:
        """Stop the clock, now if not ``at`` a time. Time of several parts is added."""
        if self._since is not None:
            self.seconds = (self.seconds or 0.0) + (time.monotonic() if at is None else at) - self._since
            self._since = None

    def look_at(self, model: Any) -> None:
        """Count the parameters of a model of PyTorch, and those that train."""
        sizes = [(_torch.size(parameter), parameter.requires_grad) for parameter in model.parameters()]
        self.parameters = sum(size for size, _ in sizes)
        self.trainable = sum(size for size, trains in sizes if trains)

    def look_at_chips(self, number: int, place: Any = None) -> None:
        """Find the name of the accelerator that ``place`` is on. Without one, as on a CPU, chips stay empty."""
        self.hardware = _torch.accelerator(place)
        self.chips = number if self.hardware else None

    def add_tokens(self, number: int) -> None:
        """Count tokens that this process has trained on. The others are taken to have as many."""
        self.tokens += int(number) * self.processes
        self._latest = time.monotonic()

    def add_batch(self, batch: Any) -> None:
        """Count a batch of this process: its tokens if it has token ids, else its examples."""
        ids = _torch.ids(batch)
        first = _torch.first(batch)
        if ids is not None:
            self.add_tokens(ids.numel())
        elif first is not None and len(first.shape) > 0:
            self.examples += int(first.shape[0]) * self.processes
            self._latest = time.monotonic()

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
        """Print the figure and the link, and save the link in a folder."""
        self.stop()
        with self.harmless("the link of this run was not saved"):
            print(self.text(), flush=True)
            if folder is not None:
                path = Path(folder)
                path.mkdir(parents=True, exist_ok=True)
                (path / FILE).write_text(self.link() + "\n", encoding="utf-8")

    @contextmanager
    def harmless(self, fault: str = "this run is not measured in full") -> Iterator[None]:
        """Print an error, once, instead of ending the training with it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001
            self.tell(f"{fault}. {error}")

    def tell(self, fault: str) -> None:
        """Print what is amiss, once."""
        if fault not in self._told:
            self._told.add(fault)
            print(f"petaday: {fault}", file=sys.stderr, flush=True)


@contextmanager
def measure(model: Any = None, *, folder: str | os.PathLike[str] | None = ".", **fields: object) -> Iterator[Run]:
    """Measure a training loop: print the link when the block ends, also by an error, and save it in ``folder``."""
    run = Run(**fields)
    begun = _torch.place_of_process()
    run.processes = begun[1]
    with run.harmless():
        if model is not None:
            run.look_at(model)
            run.format = _torch.format_of(model)
    run.start()
    try:
        yield run
    finally:
        run.stop()
        # The loop may have set up or closed the group of processes, and moved the model.
        rank, processes = max(begun, _torch.place_of_process(), key=lambda place: place[1])
        with run.harmless():
            run.look_at_chips(processes, None if model is None else next(iter(model.parameters()), None))
        if rank == 0:
            run.finish(folder)


def for_trainer(**fields: object) -> Any:
    """Return a callback for the Trainer of Hugging Face. The link is saved in the output folder."""
    from transformers import TrainerCallback

    class PetadayCallback(TrainerCallback):
        def __init__(self) -> None:
            self.run = Run(**fields)
            self._hook: Any = None
            self._before = self._seen = 0
            self._has_ids = True

        def on_train_begin(self, args: Any, state: Any, control: Any, model: Any, **_: Any) -> None:
            run = self.run
            self._unhook()
            self._before, self._seen = run.tokens, _seen(state)
            self._has_ids = getattr(model, "main_input_name", "input_ids") == "input_ids"
            with run.harmless():
                # Processes that share the tensors of a model train on the same batch.
                run.processes = max(1, args.world_size // int(getattr(model, "tp_size", None) or 1))
            with run.harmless(), suppress(TypeError):
                # The count of the Trainer itself is optional. PyTorch 1 has no other: its hooks see no named arguments.
                self._hook = model.register_forward_pre_hook(_torch.not_compiled(self._count), with_kwargs=True)
            with run.harmless():
                run.look_at(model)
            with run.harmless():
                run.look_at_chips(args.world_size * max(1, args.n_gpu), args)
                run.format = "bf16" if args.bf16 else "fp16" if args.fp16 else _torch.format_of(model)
            run.start()

        def _count(self, model: Any, positional: Any, named: Any) -> None:
            with self.run.harmless():
                # Evaluations, generated texts and the answers of a reference model are passes without gradients.
                if model.training and _torch.keeps_gradients():
                    self.run.add_batch(named or positional)

        def _unhook(self) -> None:
            # A training that an error broke off has left its hook.
            if self._hook is not None:
                self._hook.remove()
                self._hook = None

        def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            self._unhook()
            # The Trainer counts pixels as well.
            if self._has_ids and self.run.tokens == self._before:
                self.run.tokens += _seen(state) - self._seen
            self.run.stop()
            if state.is_world_process_zero:
                if not (self.run.tokens or self.run.examples):
                    self.run.tell("no batch was seen. PyTorch 1 needs TrainingArguments(include_num_input_tokens_seen=True).")
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
            run, strategy = self.run, getattr(trainer, "strategy", None)
            with run.harmless():
                # Processes that share the tensors of a model train on the same batch.
                shares = getattr(strategy, "distributed_sampler_kwargs", None) or {}
                run.processes = int(shares.get("num_replicas", trainer.world_size))
            with run.harmless():
                run.look_at(pl_module)
            with run.harmless():
                run.look_at_chips(int(trainer.world_size), strategy)
                precision = str(trainer.precision)
                found = [name for start, name in _PRECISIONS if precision.startswith(start)]
                run.format = found[0] if found else _torch.format_of(pl_module)

        def on_train_start(self, trainer: Any, pl_module: Any) -> None:
            self.run.start()

        def on_train_batch_end(self, trainer: Any, pl_module: Any, outputs: Any, batch: Any, batch_idx: int) -> None:
            with self.run.harmless():
                self.run.add_batch(batch)

        def on_train_end(self, trainer: Any, pl_module: Any) -> None:
            self.run.stop()
            if trainer.is_global_zero:
                self.run.finish(trainer.default_root_dir)

        def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
            if self.run.is_running:
                self.on_train_end(trainer, pl_module)

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


def _seen(state: Any) -> int:
    """Return the tokens that the Trainer of Hugging Face has counted itself, if it was asked to."""
    return int(getattr(state, "num_input_tokens_seen", 0) or 0)
