//! Logs of training programs: the words beside each figure, and what it means. Each row names the
//! file of the program that prints these lines.

/// The words beside a figure, and its unit in seconds, FLOP/s, tokens, or as a share. The figure
/// follows the words, or precedes them if they begin with `<`.
pub(super) type Labels = &'static [(&'static str, f64)];

/// The format in which a program logs its steps.
pub(super) struct Format {
    /// The program.
    pub(super) tool: &'static str,
    /// Words in a line of every log of the program.
    pub(super) is: &'static str,
    /// Words in the lines that figures are read from.
    pub(super) marks: &'static [&'static str],
    /// Words before the number of a step, which is often followed by the number of all steps.
    pub(super) step: &'static [&'static str],
    /// Whether the first step has the number 0.
    pub(super) from_zero: bool,
    /// Whether figures are shortened to three digits and a letter: `1.05M`.
    pub(super) is_shortened: bool,
    /// Seconds of a step.
    pub(super) seconds: Labels,
    /// Seconds since the beginning, without evaluation.
    pub(super) elapsed: Labels,
    /// FLOP/s of one chip.
    pub(super) speed: Labels,
    /// Share of the chip's peak.
    pub(super) share: Labels,
    /// Tokens per second and chip.
    pub(super) tokens_each: Labels,
    /// Tokens per second of all chips.
    pub(super) tokens_all: Labels,
    /// Tokens since the beginning.
    pub(super) tokens: Labels,
    /// Tokens of a step.
    pub(super) batch: Labels,
    /// Sequences of a step, where it may change.
    pub(super) size: Labels,
    /// Sequences since the beginning.
    pub(super) samples: Labels,
    /// The peak of the share, if the program assumes the same for every chip.
    pub(super) peak: Option<f64>,
    /// Whether the share is of the peak in BF16 of the chip that the log names.
    pub(super) is_of_own_peak: bool,
    /// Whether recomputed operations may be in its FLOP/s.
    pub(super) is_hardware: bool,
    /// A sentence on its figures.
    pub(super) aside: &'static str,
}

const NONE: Format = Format {
    tool: "",
    is: "",
    marks: &[],
    step: &[],
    from_zero: false,
    is_shortened: false,
    seconds: &[],
    elapsed: &[],
    speed: &[],
    share: &[],
    tokens_each: &[],
    tokens_all: &[],
    tokens: &[],
    batch: &[],
    size: &[],
    samples: &[],
    peak: None,
    is_of_own_peak: false,
    is_hardware: false,
    aside: "",
};

/// The known formats. The first one that fits a log is taken.
pub(super) const FORMATS: [Format; 15] = [
    // megatron/training.py and `throughput_calculator` of megatron/utils.py, deepspeedai.
    Format {
        tool: "Megatron-DeepSpeed",
        is: "TFLOPs:",
        marks: &["elapsed time per iteration"],
        step: &["iteration "],
        seconds: &[
            ("elapsed time per iteration (ms):", 1e-3),
            ("elapsed time per iteration (s):", 1.0),
        ],
        speed: &[("TFLOPs:", 1e12)],
        tokens_each: &[("tokens per gpu per second (tgs):", 1.0)],
        tokens: &[("consumed tokens:", 1.0)],
        size: &[("global batch size:", 1.0)],
        samples: &[("consumed samples:", 1.0)],
        is_hardware: true,
        ..NONE
    },
    // megatron/logging.py of gpt-neox: `get_flops` counts what is recomputed.
    Format {
        tool: "GPT-NeoX",
        is: "approx flops per GPU:",
        marks: &["approx flops per GPU:"],
        step: &["iteration "],
        seconds: &[("elapsed time per iteration (ms):", 1e-3)],
        speed: &[("<TFLOPS |", 1e12), ("<PFLOPS |", 1e15)],
        is_hardware: true,
        ..NONE
    },
    // `training_log` and `num_floating_point_operations` of megatron/training/training.py;
    // Megatron-Bridge, training/utils/train_utils.py.
    Format {
        tool: "Megatron-LM",
        is: "elapsed time per iteration",
        marks: &["elapsed time per iteration", "MODEL_TFLOP/s/GPU"],
        step: &["iteration "],
        seconds: &[
            ("elapsed time per iteration (ms):", 1e-3),
            ("elapsed time per iteration (s):", 1.0),
        ],
        speed: &[
            ("throughput per GPU (TFLOP/s/GPU):", 1e12),
            ("GPU utilization:", 1e12),
        ],
        size: &[("global batch size:", 1.0)],
        samples: &[("consumed samples:", 1.0)],
        aside: " Attention is over the full square in versions before March 2025, over half of it since; those before March 2024 leave out gates and all experts but one.",
        ..NONE
    },
    // Megatron-Bridge without Megatron's own line, the same file.
    Format {
        tool: "Megatron-Bridge",
        is: "MODEL_TFLOP/s/GPU",
        marks: &["MODEL_TFLOP/s/GPU"],
        seconds: &[("Step Time :", 1.0)],
        speed: &[("GPU utilization:", 1e12)],
        ..NONE
    },
    // nemo/lightning/pytorch/callbacks/progress_printer.py, flops_callback.py.
    Format {
        tool: "NeMo",
        is: "train_step_timing in s:",
        marks: &["train_step_timing in s:"],
        step: &["iteration "],
        from_zero: true,
        seconds: &[("train_step_timing in s:", 1.0)],
        speed: &[("TFLOPS_per_GPU:", 1e12), ("tflops_per_sec_per_gpu:", 1e12)],
        tokens_each: &[("tokens_per_sec_per_gpu:", 1.0)],
        size: &[("global_batch_size:", 1.0)],
        samples: &[("consumed_samples:", 1.0)],
        ..NONE
    },
    // The progress bar of NeMo 1, nemo/utils/exp_manager.py.
    Format {
        tool: "NeMo",
        is: "train_step_timing in s=",
        marks: &["train_step_timing in s="],
        step: &["global_step="],
        from_zero: true,
        seconds: &[("train_step_timing in s=", 1.0)],
        samples: &[("consumed_samples=", 1.0)],
        ..NONE
    },
    // `train_step_logs` of src/nanotron/trainer.py, `get_flops` of src/nanotron/models/llama.py.
    Format {
        tool: "nanotron",
        is: "tokens_per_sec_per_gpu:",
        marks: &["tokens_per_sec_per_gpu:"],
        step: &["iteration:"],
        is_shortened: true,
        seconds: &[("time_per_iteration_ms:", 1e-3)],
        speed: &[("model_tflops_per_gpu:", 1e12)],
        tokens_each: &[("tokens_per_sec_per_gpu:", 1.0)],
        tokens_all: &[("tokens_per_sec:", 1.0)],
        tokens: &[("consumed_tokens:", 1.0)],
        size: &[("global_batch_size:", 1.0)],
        ..NONE
    },
    // `log` of torchtitan/components/metrics.py.
    Format {
        tool: "torchtitan",
        is: " mfu:",
        marks: &[" tps: ", " wps: "],
        step: &["step:"],
        speed: &[(" tflops:", 1e12)],
        share: &[(" mfu:", 0.01)],
        tokens_each: &[(" tps: ", 1.0), (" wps: ", 1.0)],
        aside: " mfu is their share of the peak in BF16.",
        ..NONE
    },
    // `_log_training_metrics` of src/maxtext/common/metric_logger.py.
    Format {
        tool: "MaxText",
        is: "completed step:",
        marks: &["completed step:"],
        step: &["completed step:"],
        from_zero: true,
        seconds: &[("seconds:", 1.0)],
        speed: &[("TFLOP/s/device:", 1e12), ("TFLOP/s:", 1e12)],
        tokens_each: &[("Tokens/s/device:", 1.0)],
        batch: &[("total_weights:", 1.0)],
        ..NONE
    },
    // scripts/base_train.py of nanochat.
    Format {
        tool: "nanochat",
        is: "bf16_mfu:",
        marks: &["| tok/sec:"],
        step: &["step "],
        from_zero: true,
        seconds: &[("| dt:", 1e-3)],
        share: &[("bf16_mfu:", 0.01)],
        tokens_all: &[("| tok/sec:", 1.0)],
        ..NONE
    },
    // An older version, which assumes one chip.
    Format {
        tool: "nanochat",
        is: "| tok/sec:",
        marks: &["| tok/sec:"],
        step: &["step "],
        from_zero: true,
        seconds: &[("| dt:", 1e-3)],
        share: &[("| mfu:", 0.01)],
        tokens_all: &[("| tok/sec:", 1.0)],
        peak: Some(989e12),
        ..NONE
    },
    // train.py and `estimate_mfu` of model.py, nanoGPT.
    Format {
        tool: "nanoGPT",
        is: ", mfu ",
        marks: &[", mfu "],
        step: &["iter "],
        from_zero: true,
        seconds: &[(", time ", 1e-3)],
        share: &[(", mfu ", 0.01)],
        peak: Some(312e12),
        ..NONE
    },
    // train_gpt2.cu and mfu.h of llm.c.
    Format {
        tool: "llm.c",
        is: "bf16 MFU |",
        marks: &["bf16 MFU |"],
        step: &["step "],
        seconds: &[("< ms |", 1e-3)],
        share: &[("<% bf16 MFU", 0.01)],
        tokens_all: &[("< tok/s", 1.0)],
        is_of_own_peak: true,
        ..NONE
    },
    // composer/callbacks/speed_monitor.py and loggers/console_logger.py.
    Format {
        tool: "Composer",
        is: "Train throughput/",
        marks: &[
            "[batch=",
            "Train throughput/",
            "Train time/",
            "Train wall_clock/",
        ],
        step: &["[batch="],
        elapsed: &[
            ("Train time/train:", 3600.0),
            ("Train wall_clock/train:", 1.0),
        ],
        speed: &[("throughput/device/flops_per_sec:", 1.0)],
        share: &[("throughput/device/mfu:", 1.0)],
        tokens_each: &[("throughput/device/tokens_per_sec:", 1.0)],
        tokens_all: &[("throughput/tokens_per_sec:", 1.0)],
        tokens: &[("Train time/token:", 1.0)],
        aside: " Its time/train is in hours, unless it was told otherwise.",
        ..NONE
    },
    Format {
        tool: "a training program",
        is: "TFLOP",
        marks: &["TFLOP"],
        step: &["step", "iteration"],
        speed: &[
            ("TFLOP/s/GPU:", 1e12),
            ("TFLOP/s/GPU):", 1e12),
            ("TFLOPs/GPU:", 1e12),
            ("TFLOPS/GPU:", 1e12),
            ("TFLOPs/s/GPU:", 1e12),
            ("TFLOPS_per_GPU:", 1e12),
            ("TFLOPs per GPU:", 1e12),
            ("TFLOP/s per GPU:", 1e12),
            ("TFLOPs/device:", 1e12),
        ],
        is_hardware: true,
        ..NONE
    },
];
