"""Two processes that train one model on the CPU. `make test-training` installs what they need."""

import os
import socket
import subprocess
import sys

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not here: make test-training")

from tiny import BIGRAM, EXAMPLES, GPT, IS_PYTORCH_1, SEQUENCE, is_measured

LOOP = """
from petaday import callbacks
from tiny import Bigram, texts

torch.distributed.init_process_group("gloo")
model = torch.nn.parallel.DistributedDataParallel(Bigram())
with callbacks.measure(model, folder=folder) as run:
    for batch in texts()[torch.distributed.get_rank()::2].split(5):
        run.add_tokens(batch.numel())
        model(batch).backward()
"""
TRAINER = """
from petaday import callbacks
from test_trainer import gpt, trainer

# Debian builds PyTorch with MPI, which would be taken first.
settings = {"ddp_backend": "gloo", "ddp_find_unused_parameters": False}
run = trainer(gpt(), folder, callbacks.for_trainer(), num_train_epochs=1, per_device_train_batch_size=5, **settings)
run.train()
assert run.args.world_size == 2
"""
LIGHTNING = """
from petaday import callbacks
from test_lightning import fit

fit(folder, callbacks.for_lightning(), max_epochs=1, devices=2, strategy="ddp")
"""


@pytest.mark.parametrize(
    ("needed", "program", "parameters", "tokens"),
    [
        ("torch", LOOP, BIGRAM, EXAMPLES * SEQUENCE),
        ("transformers", TRAINER, GPT, EXAMPLES * SEQUENCE),
        # Each process has 10 texts: two batches of 4, and one of 2.
        ("lightning", LIGHTNING, BIGRAM, EXAMPLES * SEQUENCE),
    ],
)
def test_two_processes_count_as_one_run(needed, program, parameters, tokens, tmp_path):
    pytest.importorskip(needed, reason=f"{needed} is not here: make test-training")
    if needed == "transformers" and IS_PYTORCH_1:
        pytest.skip("accelerate shares no CPU among processes with PyTorch 1")
    file = tmp_path / "program.py"
    here = os.path.dirname(__file__)
    start = f"import sys\nimport torch\nfrom pathlib import Path\nsys.path.insert(0, {here!r})\nfolder = Path({str(tmp_path)!r})\n"
    file.write_text(start + program, encoding="utf-8")
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        meeting = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port.getsockname()[1])}
    # What torchrun sets, which does not run with PyTorch 1.13 under Python 3.11. Debian builds PyTorch without libuv.
    group = {**meeting, "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2", "OMP_NUM_THREADS": "1", "USE_LIBUV": "0"}
    processes = [
        subprocess.Popen(
            [sys.executable, str(file)],
            env={**os.environ, **group, "RANK": rank, "LOCAL_RANK": rank},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in ["0", "1"]
    ]
    try:
        ended = [process.communicate(timeout=300) for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert [process.returncode for process in processes] == [0, 0], ended[0][1][-3000:] + ended[1][1][-3000:]
    assert [printed.count("Training compute:") for printed, _ in ended] == [1, 0]
    is_measured(tmp_path, parameters, tokens)
