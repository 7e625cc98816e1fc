"""The callback for Hugging Face's Trainer, in real runs on the CPU. `make test-training` installs what they need."""

import time

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not here: make test-training")
transformers = pytest.importorskip("transformers", reason="transformers is not here: make test-training")

from petaday import callbacks
from tiny import BIGRAM, BLOCK, EXAMPLES, GPT, IS_PYTORCH_1, LAYERS, PLACES, SEQUENCE, WIDTH, WORDS, Bigram
from tiny import is_measured, padded_texts, saved, texts

needs_hooks = pytest.mark.skipif(IS_PYTORCH_1, reason="PyTorch 1 shows hooks no named arguments")


class CountingTrainer(transformers.Trainer):
    """Counts by hand what it trains on, and how long its steps last."""

    tokens = batches = 0
    lasted = 0.0

    def training_step(self, model, inputs, *further, **named):
        self.batches += 1
        self.tokens += inputs["input_ids"].numel()
        begin = time.monotonic()
        loss = super().training_step(model, inputs, *further, **named)
        self.lasted += time.monotonic() - begin
        return loss


def gpt():
    config = transformers.GPT2Config(vocab_size=WORDS, n_positions=PLACES, n_embd=WIDTH, n_layer=LAYERS, n_head=2)
    return transformers.GPT2LMHeadModel(config)


def trainer(model, folder, *added, data=None, kind=CountingTrainer, **further):
    """Returns a Trainer with 5 batches an epoch, of which each makes a step."""
    settings = {
        "per_device_train_batch_size": 4,
        "num_train_epochs": 3,
        "save_strategy": "no",
        "report_to": [],
        "disable_tqdm": True,
        "use_cpu": True,
        **({"include_num_input_tokens_seen": True} if IS_PYTORCH_1 else {}),
        **further,
    }
    args = transformers.TrainingArguments(output_dir=str(folder), **settings)
    data = data or [{"input_ids": ids, "labels": ids} for ids in texts()]
    return kind(model=model, args=args, train_dataset=data, eval_dataset=data, callbacks=list(added))


@pytest.mark.parametrize("accumulated", [1, 2, 3])
@pytest.mark.parametrize("epochs", [1, 3])
def test_every_batch_counts_also_the_last_and_parts_of_a_step(tmp_path, accumulated, epochs):
    # Six batches of 3 and one of 2.
    further = {"per_device_train_batch_size": 3, "gradient_accumulation_steps": accumulated, "num_train_epochs": epochs}
    run = trainer(gpt(), tmp_path, callbacks.for_trainer(title="Mine"), **further)
    begin = time.monotonic()
    run.train()
    found = is_measured(tmp_path, GPT, run.tokens, lasted=(run.lasted, time.monotonic() - begin))
    assert found["title"] == "Mine"
    if run.batches == 7 * epochs:
        assert run.tokens == epochs * EXAMPLES * SEQUENCE
    else:
        # Old versions of the Trainer end before the last batches, if these make no whole step.
        assert accumulated > 1


def test_batches_that_the_trainer_leaves_off_do_not_count(tmp_path):
    # Five batches an epoch make two steps and a half. New versions plan three steps an epoch, 9 in all. Old ones plan
    # two and end after the sixth (huggingface/transformers, issue 36297): 4.46 after 12 batches, as the half goes on in
    # the next epoch, and 4.48 after 10, as it is a step of its own.
    run = trainer(gpt(), tmp_path, callbacks.for_trainer(), gradient_accumulation_steps=2)
    run.train()
    assert (run.state.global_step, run.batches) in [(9, 15), (6, 12), (6, 10)]
    is_measured(tmp_path, GPT, run.batches * 4 * SEQUENCE)


@pytest.mark.parametrize(("further", "batches"), [({"dataloader_drop_last": True}, 3 * 6), ({"max_steps": 2}, 2)])
def test_only_what_is_trained_on_counts(tmp_path, further, batches):
    trainer(gpt(), tmp_path, callbacks.for_trainer(), per_device_train_batch_size=3, **further).train()
    is_measured(tmp_path, GPT, batches * 3 * SEQUENCE)


def test_evaluations_do_not_count(tmp_path):
    known = transformers.TrainingArguments.__dataclass_fields__
    name = "eval_strategy" if "eval_strategy" in known else "evaluation_strategy"
    run = trainer(gpt(), tmp_path, callbacks.for_trainer(), **{name: "steps", "eval_steps": 2})
    run.evaluate()
    run.train()
    run.evaluate()
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE)


def test_padding_counts(tmp_path):
    trainer(gpt(), tmp_path, callbacks.for_trainer(), data=padded_texts()).train()
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE)


@needs_hooks
def test_the_count_of_the_trainer_itself_is_not_added(tmp_path):
    further = {"include_num_input_tokens_seen": True}
    run = trainer(gpt(), tmp_path, callbacks.for_trainer(), data=padded_texts(), **further)
    run.train()
    assert run.state.num_input_tokens_seen > 0
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE)


@needs_hooks
def test_texts_that_the_model_generates_do_not_count(tmp_path):
    class Generating(CountingTrainer):
        def compute_loss(self, model, inputs, *further, **named):
            # As reinforcement learning does, and DPO with its reference model.
            with torch.no_grad():
                model(input_ids=inputs["input_ids"])
            return super().compute_loss(model, inputs, *further, **named)

    trainer(gpt(), tmp_path, callbacks.for_trainer(), kind=Generating).train()
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE)


def test_frozen_parameters_are_told(tmp_path):
    model = gpt()
    model.requires_grad_(False)
    model.transformer.h[1].requires_grad_(True)
    trainer(model, tmp_path, callbacks.for_trainer()).train()
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE, trainable=BLOCK)


def test_adapters_of_peft_are_told(tmp_path):
    peft = pytest.importorskip("peft", reason="peft is not here: make test-training")
    config = peft.LoraConfig(r=4, target_modules=["c_attn"], fan_in_fan_out=True, task_type="CAUSAL_LM")
    trainer(peft.get_peft_model(gpt(), config), tmp_path, callbacks.for_trainer()).train()
    # In each layer a matrix from the width to 4, and one from 4 to queries, keys and values.
    adapters = LAYERS * 4 * (WIDTH + 3 * WIDTH)
    is_measured(tmp_path, GPT + adapters, 3 * EXAMPLES * SEQUENCE, trainable=adapters)


def test_recomputed_activations_do_not_count_twice(tmp_path):
    trainer(gpt(), tmp_path, callbacks.for_trainer(), gradient_checkpointing=True).train()
    is_measured(tmp_path, GPT, 3 * EXAMPLES * SEQUENCE)


@needs_hooks
def test_a_compiled_model_is_counted(tmp_path):
    class Named(Bigram):
        def forward(self, input_ids, labels):
            return {"loss": super().forward(input_ids)}

    trainer(Named(), tmp_path, callbacks.for_trainer(), torch_compile=True, torch_compile_backend="eager").train()
    is_measured(tmp_path, BIGRAM, 3 * EXAMPLES * SEQUENCE)


def test_an_encoder_and_a_decoder_count_what_the_encoder_reads(tmp_path):
    config = transformers.T5Config(
        vocab_size=WORDS, d_model=WIDTH, d_kv=8, d_ff=64, num_layers=1, num_heads=2, decoder_start_token_id=0
    )
    model = transformers.T5ForConditionalGeneration(config)
    data = [{"input_ids": ids, "labels": ids[:5]} for ids in texts()]
    trainer(model, tmp_path, callbacks.for_trainer(), data=data).train()
    is_measured(tmp_path, sum(each.numel() for each in model.parameters()), 3 * EXAMPLES * SEQUENCE)


@pytest.mark.parametrize(("setting", "format"), [({}, "fp32"), ({"bf16": True}, "bf16")])
def test_the_format_is_that_of_the_run_where_the_chip_is_given(tmp_path, setting, format):
    trainer(gpt(), tmp_path, callbacks.for_trainer(hardware="A100", chips=1), **setting).train()
    found = saved(tmp_path)
    assert (found["format"], found["chips"], found["hardware"]) == (format, "1", "A100")


@needs_hooks
def test_a_training_that_was_interrupted_counts_once(tmp_path):
    class Interruption(transformers.TrainerCallback):
        at = 2

        def on_step_end(self, args, state, control, **_):
            if state.global_step == self.at:
                self.at = None
                raise KeyboardInterrupt

    run = trainer(gpt(), tmp_path, callbacks.for_trainer(), Interruption())
    with pytest.raises(KeyboardInterrupt):
        run.train()
    assert not (tmp_path / "petaday.txt").exists()
    run.train()
    # Two batches of 4 before the interruption, all of them after it.
    is_measured(tmp_path, GPT, (2 * 4 + 3 * EXAMPLES) * SEQUENCE)


def test_a_training_from_a_checkpoint_counts_its_own_tokens(tmp_path):
    trainer(gpt(), tmp_path, num_train_epochs=1, save_strategy="epoch").train()
    run = trainer(gpt(), tmp_path, callbacks.for_trainer(), save_strategy="epoch")
    begin = time.monotonic()
    run.train(resume_from_checkpoint=True)
    is_measured(tmp_path, GPT, 2 * EXAMPLES * SEQUENCE, lasted=(run.lasted, time.monotonic() - begin))


def test_a_training_from_the_middle_of_an_epoch_counts_no_skipped_batch(tmp_path):
    trainer(gpt(), tmp_path, max_steps=7, save_strategy="steps", save_steps=7).train()
    trainer(gpt(), tmp_path, callbacks.for_trainer(), save_strategy="no").train(resume_from_checkpoint=True)
    is_measured(tmp_path, GPT, (15 - 7) * 4 * SEQUENCE)


def test_images_are_examples(tmp_path):
    class Images(torch.nn.Module):
        main_input_name = "pixel_values"

        def __init__(self):
            super().__init__()
            self.head = torch.nn.Linear(3 * 4 * 4, 2)

        def forward(self, pixel_values, labels):
            return {"loss": torch.nn.functional.cross_entropy(self.head(pixel_values.flatten(1)), labels)}

    data = [{"pixel_values": torch.zeros(3, 4, 4), "labels": torch.tensor(1)} for _ in range(EXAMPLES)]
    callback = callbacks.for_trainer(multiply_adds=96)
    trainer(Images(), tmp_path, callback, data=data, kind=transformers.Trainer, include_num_input_tokens_seen=True).train()
    found = saved(tmp_path)
    # Without hooks nothing is known of them. Pixels are no tokens.
    assert found.get("examples") == (None if IS_PYTORCH_1 else str(3 * EXAMPLES))
    assert {"parameters", "tokens"}.isdisjoint(found)
