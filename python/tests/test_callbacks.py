"""Callbacks, with stand-ins that have the attributes of PyTorch, transformers and Lightning."""

from types import SimpleNamespace

import petaday
import pytest
from fakes import Model, Parameter, Tensor, clock, fields, gpus, lightning, transformers
from petaday import callbacks


def train(callback, folder, **further):
    """Runs a callback as the Trainer of Hugging Face does: two steps on 4 × 512 tokens and an evaluation."""
    model = Model()
    args = SimpleNamespace(world_size=8, n_gpu=1, bf16=True, fp16=False, output_dir=str(folder))
    state = SimpleNamespace(num_input_tokens_seen=0, is_world_process_zero=True, **further)
    callback.on_train_begin(args, state, None, model=model, train_dataloader=None)
    model(input_ids=Tensor(4, 512), labels=Tensor(4, 512))
    model.training = False
    model(input_ids=Tensor(64, 512))
    model.training = True
    model(input_ids=Tensor(4, 512), labels=Tensor(4, 512))
    callback.on_train_end(args, state, None, model=model)
    assert model.hooks == []
    return model


def test_the_trainer_prints_and_saves_a_link(transformers, gpus, tmp_path, capsys):
    train(callbacks.for_trainer(title="Mine"), tmp_path / "out")
    saved = (tmp_path / "out" / "petaday.txt").read_text(encoding="utf-8").strip()
    printed = capsys.readouterr().out
    assert saved in printed
    assert "FLOP" in printed
    found = fields(saved)
    assert found["title"] == "Mine"
    assert found["hardware"] == "nvidia-h100-sxm"
    assert (found["format"], found["chips"]) == ("bf16", "8")
    estimate = petaday.estimate(saved)
    tokens = 2 * 4 * 512 * 8
    # Forward 2, backward 2 for the activations and 2 for the weights that train.
    assert estimate["operations"]["flop"]["median"] == pytest.approx((2 + 2 + 2 * 0.01) * 1e6 * tokens, rel=1e-12)
    # The tiny model hardly used them.
    assert estimate["agreement"]["implied_utilization"] > 0
    assert {problem["key"] for problem in estimate["problems"] if problem["severity"] == "error"} == {"utilization"}


def test_only_the_first_process_saves(transformers, gpus, tmp_path, capsys):
    model = Model()
    callback = callbacks.for_trainer()
    args = SimpleNamespace(world_size=2, n_gpu=1, bf16=False, fp16=True, output_dir=str(tmp_path))
    state = SimpleNamespace(is_world_process_zero=False)
    callback.on_train_begin(args, state, None, model=model)
    callback.on_train_end(args, state, None)
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_lightning_prints_and_saves_a_link(lightning, gpus, tmp_path, capsys):
    trainer = SimpleNamespace(world_size=2, precision="16-mixed", is_global_zero=True, default_root_dir=str(tmp_path))
    callback = callbacks.for_lightning()
    model = Model()
    callback.on_fit_start(trainer, model)
    callback.on_train_start(trainer, model)
    for at in range(3):
        callback.on_train_batch_end(trainer, model, None, (Tensor(8, 128), Tensor(8)), at)
    callback.on_train_end(trainer, model)
    found = fields((tmp_path / "petaday.txt").read_text().strip())
    assert petaday.estimate(f"v=1&tokens={found['tokens']}&parameters=1")["flop"]["median"] == 6 * 3 * 8 * 128 * 2
    assert found["format"] == "fp16"
    assert "petaFLOP/s-days" in capsys.readouterr().out


def test_a_loop_of_ones_own_is_measured(tmp_path, capsys):
    with callbacks.measure(Model(), folder=tmp_path, title="A loop") as run:
        for _ in range(3):
            run.add_tokens(1000)
    saved = (tmp_path / "petaday.txt").read_text().strip()
    found = fields(saved)
    # Without an accelerator there is no hardware, nor what is of it.
    assert found.keys() == {"v", "data", "title", "parameters", "tokens", "trainable", "time"}
    assert petaday.estimate(saved)["flop"]["median"] == pytest.approx((4 + 0.02) * 1e6 * 3000, rel=1e-12)
    assert capsys.readouterr().out.endswith(f"{saved}\n")


def test_an_error_in_the_loop_goes_on_and_the_link_is_saved(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        with callbacks.measure(Model(), folder=tmp_path) as run:
            run.add_tokens(5)
            raise KeyboardInterrupt
    assert (tmp_path / "petaday.txt").exists()


def test_images_are_examples_and_no_parameters_are_claimed(tmp_path, capsys):
    with callbacks.measure(Model(), folder=None) as run:
        run.add_batch({"pixel_values": Tensor(32, 3, 224, 224, dtype="torch.float32"), "labels": Tensor(32)})
        run.add_batch([Tensor(32, 3, 224, 224, dtype="torch.float32"), Tensor(32)])
    assert "parameters" not in run.link()
    assert fields(run.link())["examples"] == "64"
    assert "no figure yet" in capsys.readouterr().out
    run.fields = {"multiply_adds": "4.09e9"}
    assert petaday.estimate(run.link())["flop"]["median"] == 6 * 4.09e9 * 64


def test_what_is_given_goes_before_what_is_measured(gpus):
    def link(**given):
        run = callbacks.Run(**given)
        run.look_at(Model())
        run.add_tokens(100)
        run.seconds, run.chips, run.hardware, run.format = 60.0, 8, "NVIDIA A100-SXM4-80GB", "bf16"
        return fields(run.link())

    assert link()["hardware"] == "nvidia-a100-sxm-80gb"
    assert link(parameters=13e9)["parameters"] != link()["parameters"]
    assert "parameters" not in link(forward=1e9)
    assert "tokens" not in link(steps=3, batch=4)
    assert {"time", "chips"}.isdisjoint(link(chip_hours=10))
    assert {"hardware", "format"}.isdisjoint(link(peak=1e15))
    assert link(chips=4)["chips"] == "4" and "time" in link(chips=4)
    assert "trainable" not in link(backward=2)


def test_a_fault_of_the_callback_ends_no_training(tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("")
    with callbacks.measure(Model(), folder=file / "folder") as run:
        run.add_tokens(5)
    assert "was not saved" in capsys.readouterr().err
    with callbacks.measure(Model(), folder=tmp_path, tokns=3) as run:
        run.add_tokens(5)
    assert "did the link mean “tokens”" in capsys.readouterr().err
