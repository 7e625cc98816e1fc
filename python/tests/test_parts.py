"""Runs in several parts and on several processes, with stand-ins for PyTorch, transformers and Lightning."""

from types import SimpleNamespace

import pytest
from fakes import HOUR, Model, Tensor, clock, gpus, lightning, number, saved, transformers
from petaday import callbacks

BATCH = 4 * 512


def settings(folder, processes=1):
    return SimpleNamespace(world_size=processes, n_gpu=1, bf16=True, fp16=False, output_dir=str(folder))


def state(seen=0, is_first=True):
    return SimpleNamespace(num_input_tokens_seen=seen, is_world_process_zero=is_first)


class OldModel(Model):
    """A module of PyTorch 1, whose hooks see no named arguments."""

    def register_forward_pre_hook(self, hook):
        raise AssertionError("no hook of PyTorch 1 helps")


def step(model, batches=1):
    for _ in range(batches):
        model(input_ids=Tensor(4, 512))


def test_a_training_that_an_error_broke_off_counts_once(transformers, gpus, tmp_path):
    callback, model, args = callbacks.for_trainer(), Model(), settings(tmp_path, 8)
    callback.on_train_begin(args, state(), None, model=model)
    # An hour passes until each batch. After the second, an error ends the training, and the Trainer tells no callback.
    step(model, 2)
    callback.on_train_begin(args, state(), None, model=model)
    assert len(model.hooks) == 1
    step(model, 3)
    callback.on_train_end(args, state(), None, model=model)
    assert model.hooks == []
    found = saved(tmp_path)
    assert number(found, "tokens") == (2 + 3) * BATCH * 8
    assert number(found, "parameters") == 1_000_000
    # The first part lasted until its second batch, and the second until an hour after its third.
    assert callback.run.seconds == 2 * HOUR + 4 * HOUR


def test_two_trainings_of_one_callback_are_added(transformers, gpus, tmp_path):
    callback, args = callbacks.for_trainer(), settings(tmp_path)
    for batches in [2, 3]:
        model = Model()
        callback.on_train_begin(args, state(), None, model=model)
        step(model, batches)
        callback.on_train_end(args, state(), None, model=model)
    assert number(saved(tmp_path), "tokens") == 5 * BATCH
    assert callback.run.seconds == 3 * HOUR + 4 * HOUR


def test_passes_without_gradients_do_not_count(transformers, gpus, tmp_path):
    callback, model, args = callbacks.for_trainer(), Model(), settings(tmp_path)
    callback.on_train_begin(args, state(), None, model=model)
    step(model)
    gpus.is_grad_enabled = lambda: False
    step(model, 10)
    gpus.is_grad_enabled = lambda: True
    model.training = False
    step(model, 10)
    callback.on_train_end(args, state(), None, model=model)
    assert number(saved(tmp_path), "tokens") == BATCH


def test_chips_that_share_the_tensors_of_a_model_train_on_one_batch(transformers, gpus, tmp_path):
    callback, model, args = callbacks.for_trainer(), Model(), settings(tmp_path, 8)
    model.tp_size = 4
    callback.on_train_begin(args, state(), None, model=model)
    step(model)
    callback.on_train_end(args, state(), None, model=model)
    found = saved(tmp_path)
    assert (number(found, "tokens"), found["chips"]) == (2 * BATCH, "8")


def test_pytorch_1_has_the_count_of_the_trainer(transformers, gpus, tmp_path):
    callback, model, args = callbacks.for_trainer(), OldModel(), settings(tmp_path, 8)
    # It goes on from a checkpoint, and counts all processes.
    callback.on_train_begin(args, state(5000), None, model=model)
    step(model)
    callback.on_train_end(args, state(5000 + 8 * BATCH), None, model=model)
    assert number(saved(tmp_path), "tokens") == 8 * BATCH


def test_pixels_that_the_trainer_counts_are_no_tokens(transformers, gpus, tmp_path, capsys):
    callback, model, args = callbacks.for_trainer(), OldModel(), settings(tmp_path)
    model.main_input_name = "pixel_values"
    callback.on_train_begin(args, state(), None, model=model)
    callback.on_train_end(args, state(5000), None, model=model)
    assert "tokens" not in saved(tmp_path)
    assert "include_num_input_tokens_seen=True" in capsys.readouterr().err


def test_a_model_that_cannot_be_looked_at_is_counted_all_the_same(transformers, gpus, tmp_path, capsys):
    class Odd(Model):
        def parameters(self):
            raise ZeroDivisionError("no parameters today")

    callback, model, args = callbacks.for_trainer(), Odd(), settings(tmp_path)
    callback.on_train_begin(args, state(), None, model=model)
    step(model)
    callback.on_train_end(args, state(), None, model=model)
    assert callback.run.tokens == BATCH
    assert capsys.readouterr().err.count("no parameters today") == 1


def strategy(processes, **further):
    return SimpleNamespace(distributed_sampler_kwargs={"num_replicas": processes, "rank": 0}, **further)


def lightning_trainer(folder, is_first=True, **further):
    return SimpleNamespace(
        **{"world_size": 8, "precision": "bf16-mixed", "is_global_zero": is_first, "default_root_dir": str(folder), **further}
    )


@pytest.mark.parametrize(("further", "batches"), [({}, 8), ({"strategy": strategy(8)}, 8), ({"strategy": strategy(2)}, 2)])
def test_lightning_counts_the_processes_that_have_batches_of_their_own(lightning, gpus, tmp_path, further, batches):
    callback, trainer, model = callbacks.for_lightning(), lightning_trainer(tmp_path, **further), Model()
    callback.on_fit_start(trainer, model)
    callback.on_train_start(trainer, model)
    callback.on_train_batch_end(trainer, model, None, Tensor(4, 512), 0)
    callback.on_train_end(trainer, model)
    found = saved(tmp_path)
    assert (number(found, "tokens"), found["chips"], found["format"]) == (batches * BATCH, "8", "bf16")


def test_lightning_saves_a_training_that_fails_once(lightning, gpus, tmp_path, capsys):
    callback, trainer, model = callbacks.for_lightning(), lightning_trainer(tmp_path, world_size=1), Model()
    callback.on_fit_start(trainer, model)
    callback.on_train_start(trainer, model)
    callback.on_train_batch_end(trainer, model, None, Tensor(4, 512), 0)
    callback.on_exception(trainer, model, KeyboardInterrupt())
    assert number(saved(tmp_path), "tokens") == BATCH
    # An error before the first step, or after the end, has nothing to tell.
    callback.on_exception(trainer, model, KeyboardInterrupt())
    assert capsys.readouterr().out.count("Training compute:") == 1


@pytest.mark.parametrize(("rank", "prints"), [(0, 1), (1, 0)])
def test_a_loop_on_several_processes_counts_them_all_and_one_prints(gpus, monkeypatch, tmp_path, capsys, rank, prints):
    monkeypatch.setenv("RANK", str(rank))
    monkeypatch.setenv("WORLD_SIZE", "4")
    with callbacks.measure(Model(), folder=tmp_path) as run:
        run.add_tokens(BATCH)
    assert (run.tokens, run.chips) == (4 * BATCH, 4)
    assert capsys.readouterr().out.count("Training compute:") == prints
    assert (tmp_path / callbacks.FILE).exists() == (rank == 0)


def test_a_loop_may_close_its_group_of_processes(gpus, monkeypatch, tmp_path, capsys):
    # SLURM sets no variables of torchrun. Once the group is closed nothing tells that this was not the first process.
    monkeypatch.delenv("RANK", raising=False)
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    gpus.distributed = SimpleNamespace(
        is_available=lambda: True, is_initialized=lambda: True, get_rank=lambda: 1, get_world_size=lambda: 2
    )
    with callbacks.measure(Model(), folder=tmp_path) as run:
        run.add_tokens(BATCH)
        gpus.distributed.is_initialized = lambda: False
    assert (run.tokens, run.chips) == (2 * BATCH, 2)
    assert capsys.readouterr().out == ""
