"""The callback for Lightning, in real runs on the CPU. `make test-training` installs what they need."""

import time

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not here: make test-training")
lightning = pytest.importorskip("lightning.pytorch", reason="Lightning is not here: make test-training")

from petaday import callbacks
from tiny import BIGRAM, EXAMPLES, IS_PYTORCH_1, SEQUENCE, WIDTH, WORDS, Bigram
from tiny import is_measured, padded_texts, saved, texts

HEAD = WORDS * WIDTH + WORDS
pytestmark = pytest.mark.filterwarnings("ignore")


class Module(lightning.LightningModule):
    """Counts by hand what it trains on, and how long its steps last."""

    def __init__(self):
        super().__init__()
        self.net = Bigram()
        self.tokens = self.steps = 0
        self.lasted = 0.0

    if IS_PYTORCH_1:
        # It imports what PyTorch 1.13 cannot load under Python 3.11, for tensors that are not used here.
        def _register_sharded_tensor_state_dict_hooks_if_available(self):
            pass

    def training_step(self, batch, at):
        begin = time.monotonic()
        ids = batch["input_ids"] if isinstance(batch, dict) else batch[0]
        self.tokens += ids.numel()
        self.steps += 1
        loss = self.net(ids)
        self.lasted += time.monotonic() - begin
        return loss

    def validation_step(self, batch, at):
        return self.net(batch["input_ids"] if isinstance(batch, dict) else batch[0])

    def configure_optimizers(self):
        return torch.optim.SGD([each for each in self.parameters() if each.requires_grad], lr=0.1)


def batches(size=4):
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(texts()), batch_size=size)


def fit(folder, callback, module=None, data=None, checkpoint=None, **further):
    """Trains with Lightning: 5 batches an epoch of which each makes a step, and a validation after each epoch."""
    settings = {
        "max_epochs": 3,
        "accelerator": "cpu",
        "devices": 1,
        "logger": False,
        "enable_checkpointing": False,
        "enable_progress_bar": False,
        "enable_model_summary": False,
        **further,
    }
    run = lightning.Trainer(default_root_dir=str(folder), callbacks=[each for each in [callback] if each], **settings)
    run.fit(module or Module(), data or batches(), batches(), ckpt_path=checkpoint)
    return run


@pytest.mark.parametrize("accumulated", [1, 2, 3])
@pytest.mark.parametrize("epochs", [1, 3])
def test_every_batch_counts_also_the_last_and_parts_of_a_step(tmp_path, accumulated, epochs):
    # Six batches of 3 and one of 2.
    module = Module()
    begin = time.monotonic()
    callback = callbacks.for_lightning(title="Mine")
    fit(tmp_path, callback, module, batches(3), accumulate_grad_batches=accumulated, max_epochs=epochs)
    assert (module.tokens, module.steps) == (epochs * EXAMPLES * SEQUENCE, epochs * 7)
    found = is_measured(tmp_path, BIGRAM, module.tokens, lasted=(module.lasted, time.monotonic() - begin))
    assert found["title"] == "Mine"


@pytest.mark.parametrize(("further", "trained"), [({"limit_train_batches": 2}, 3 * 2), ({"max_steps": 7}, 7)])
def test_only_what_is_trained_on_counts(tmp_path, further, trained):
    fit(tmp_path, callbacks.for_lightning(), **further)
    is_measured(tmp_path, BIGRAM, trained * 4 * SEQUENCE)


def test_evaluations_do_not_count(tmp_path):
    callback = callbacks.for_lightning()
    run = fit(tmp_path, callback, val_check_interval=2, num_sanity_val_steps=2)
    run.validate(run.lightning_module, batches(), verbose=False)
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE)
    assert callback.run.tokens == 3 * EXAMPLES * SEQUENCE


def test_padding_counts(tmp_path):
    data = torch.utils.data.DataLoader(padded_texts(), batch_size=3)
    fit(tmp_path, callbacks.for_lightning(), data=data)
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE)


def test_frozen_parameters_are_told(tmp_path):
    module = Module()
    module.net.words.requires_grad_(False)
    fit(tmp_path, callbacks.for_lightning(), module)
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE, trainable=HEAD)


def test_adapters_are_told(tmp_path):
    class Adapter(torch.nn.Module):
        """Adds a product of two small matrices to a frozen one, as LoRA does."""

        def __init__(self, base, rank=4):
            super().__init__()
            self.base = base.requires_grad_(False)
            self.down = torch.nn.Linear(base.in_features, rank, bias=False)
            self.up = torch.nn.Linear(rank, base.out_features, bias=False)

        def forward(self, found):
            return self.base(found) + self.up(self.down(found))

    module = Module()
    module.net.words.requires_grad_(False)
    module.net.head = Adapter(module.net.head)
    fit(tmp_path, callbacks.for_lightning(), module)
    adapters = 4 * (WIDTH + WORDS)
    is_measured(tmp_path, BIGRAM + adapters, 3 * EXAMPLES * SEQUENCE, trainable=adapters)


@pytest.mark.parametrize(("precision", "format"), [("32-true", "fp32"), ("bf16-mixed", "bf16"), ("64-true", "fp64")])
def test_the_format_is_that_of_the_run_where_the_chip_is_given(tmp_path, precision, format):
    fit(tmp_path, callbacks.for_lightning(hardware="A100", chips=1), precision=precision)
    found = saved(tmp_path)
    assert (found["format"], found["chips"], found["hardware"]) == (format, "1", "A100")


def test_a_training_from_a_checkpoint_counts_its_own_tokens(tmp_path):
    fit(tmp_path, None, max_epochs=1).save_checkpoint(tmp_path / "first.ckpt")
    module = Module()
    fit(tmp_path, callbacks.for_lightning(), module, checkpoint=str(tmp_path / "first.ckpt"))
    is_measured(tmp_path, BIGRAM, 2 * EXAMPLES * SEQUENCE)
    assert module.tokens == 2 * EXAMPLES * SEQUENCE


def test_a_training_that_fails_saves_its_link(tmp_path):
    class Failing(Module):
        def training_step(self, batch, at):
            if at == 2:
                raise ZeroDivisionError
            return super().training_step(batch, at)

    with pytest.raises(ZeroDivisionError):
        fit(tmp_path, callbacks.for_lightning(), Failing())
    is_measured(tmp_path, BIGRAM, 2 * 4 * SEQUENCE)


def test_images_are_examples(tmp_path):
    class Images(Module):
        def __init__(self):
            super().__init__()
            self.net = torch.nn.Linear(3 * 4 * 4, 2)

        def training_step(self, batch, at):
            return torch.nn.functional.cross_entropy(self.net(batch[0].flatten(1)), batch[1])

        def validation_step(self, batch, at):
            pass

    data = torch.utils.data.TensorDataset(torch.zeros(EXAMPLES, 3, 4, 4), torch.ones(EXAMPLES, dtype=torch.long))
    loader = torch.utils.data.DataLoader(data, batch_size=3)
    fit(tmp_path, callbacks.for_lightning(multiply_adds=96), Images(), loader)
    found = saved(tmp_path)
    assert found["examples"] == str(3 * EXAMPLES)
    assert {"parameters", "tokens"}.isdisjoint(found)
