"""What is read of the models, batches and accelerators of PyTorch, which is never imported here."""

from __future__ import annotations

import math
import os
import sys
from contextlib import suppress
from typing import Any

_FORMATS = {"bfloat16": "bf16", "float16": "fp16", "float64": "fp64"}


def not_compiled(function: Any) -> Any:
    """Keep a function out of what torch.compile compiles, which would compile anew whenever the count changes."""
    compiler = getattr(sys.modules.get("torch"), "compiler", None)
    return function if compiler is None else compiler.disable(function)


def keeps_gradients() -> bool:
    """Whether what is computed now is kept for a backward pass."""
    torch = sys.modules.get("torch")
    return torch is None or torch.is_grad_enabled()


def place_of_process() -> tuple[int, int]:
    """Return the rank of this process and the number of processes, as PyTorch or else the launcher has them."""
    distributed = getattr(sys.modules.get("torch"), "distributed", None)
    if distributed is not None and distributed.is_available() and distributed.is_initialized():
        return distributed.get_rank(), distributed.get_world_size()
    return int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))


def size(parameter: Any) -> int:
    """Return the size of a parameter as a whole, also where DeepSpeed has split it or bitsandbytes put two into a byte."""
    packed = getattr(getattr(parameter, "quant_state", None), "shape", None)
    return math.prod(packed) if packed else int(getattr(parameter, "ds_numel", None) or parameter.numel())


def ids(batch: Any) -> Any:
    """Return the token ids of a batch: integers of two dimensions, called input_ids or standing alone or first."""
    if hasattr(batch, "get") and hasattr(batch, "keys"):
        return batch.get("input_ids")
    found = first(batch)
    if found is None or len(found.shape) != 2 or found.is_floating_point():
        return None
    return found


def first(batch: Any) -> Any:
    """Return the first tensor of a batch."""
    if hasattr(batch, "values") and hasattr(batch, "keys"):
        batch = list(batch.values())
    if isinstance(batch, (list, tuple)):
        return next((found for found in map(first, batch) if found is not None), None)
    return batch if hasattr(batch, "numel") and hasattr(batch, "is_floating_point") else None


def format_of(model: Any) -> str | None:
    """Return the number format of the first parameter that trains."""
    kinds = (str(parameter.dtype) for parameter in model.parameters() if parameter.requires_grad)
    kind = next(kinds, "").removeprefix("torch.")
    if kind == "float32":
        # PyTorch 2.9 has another name for it, and then forbids the old one.
        set_to = _of_products("fp32_precision") or "none"
        is_tf32 = set_to == "tf32" if set_to != "none" else _of_products("allow_tf32")
        return "tf32" if is_tf32 else "fp32"
    return _FORMATS.get(kind)


def _of_products(name: str) -> Any:
    """Return a setting of CUDA's products of matrices, or None. PyTorch 1 raises AssertionError for a name it lacks."""
    torch = sys.modules.get("torch")
    with suppress(AttributeError, AssertionError):
        return getattr(torch.backends.cuda.matmul, name)
    return None


def accelerator(place: Any = None) -> str | None:
    """Return the name of the accelerator. There is none on a CPU, nor where what is trained is on none."""
    torch = sys.modules.get("torch")
    device = getattr(place, "root_device", None) or getattr(place, "device", None)
    if torch is None or not torch.cuda.is_available() or getattr(device, "type", "cuda") != "cuda":
        return None
    return torch.cuda.get_device_name()
