//! Logs of training runs: what of them goes into the form, held against what the runs were.

use super::{estimate, field, notes, paste, pasted, says, warnings};
use petaday::answer::answer;
use petaday::draft::{Draft, Field, Key};
use petaday::import::Import;

#[track_caller]
fn fields(import: &Import, expected: &[(Key, &str)]) {
    let found: Vec<(Key, &str)> = import
        .further
        .iter()
        .map(|(k, t)| (*k, t.as_str()))
        .collect();
    assert_eq!(found, expected, "{}", notes(import));
}

/// The FLOP of method 2 alone.
#[track_caller]
fn gpu_time(import: &Import) -> f64 {
    let mut draft = Draft::default();
    for (key, text) in &import.further {
        if *key >= Key::Time {
            draft.set(Field::new(1, *key), text.clone());
        }
    }
    let answer = answer(&draft);
    let (flop, _) = answer.outcome.total.headline.unwrap_or_else(|| {
        panic!(
            "{:?} gave no estimate: {:?}",
            import.further, answer.problems
        )
    });
    flop.median()
}

#[track_caller]
fn near(found: f64, known: f64, share: f64) {
    assert!(
        (found / known - 1.0).abs() < share,
        "{found:e}, not {known:e}"
    );
}

/// From NVIDIA/Megatron-LM#756: Mixtral 8x7B on 16 H100.
const MEGATRON: &str = " [2024-04-06 02:59:36] iteration       43/     100 | consumed samples:         5504 | elapsed time per iteration (ms): 5444.9 | throughput per GPU (TFLOP/s/GPU): 239.8 | learning rate: 8.600000E-06 | global batch size:   128 | lm loss: 1.825991E+00 | loss scale: 1.0 | grad norm: 1.426 |
 [2024-04-06 02:59:41] iteration       44/     100 | consumed samples:         5632 | elapsed time per iteration (ms): 5533.8 | throughput per GPU (TFLOP/s/GPU): 236.0 | learning rate: 8.800000E-06 | global batch size:   128 | lm loss: 1.875063E+00 | loss scale: 1.0 | grad norm: 1.327 |
";

#[test]
fn a_log_of_megatron_gives_the_time_and_the_speed_and_says_what_is_open() {
    let import = pasted(MEGATRON);
    // 44 × (5.4449 + 5.5338) ÷ 2 = 241.53 s; no chip and no number of them are in it.
    fields(
        &import,
        &[
            (Key::Time, "4.026 min"),
            (Key::Utilization, "237.9 TFLOP/s"),
        ],
    );
    assert_eq!(import.forward, None);
    for words in [
        "not a profiler’s report",
        "the forward and the backward pass, without recomputed operations",
        "The last step in the log is 44 of 100",
        "5.489 s for a step",
        "how many chips there were; which chip, and in which number format",
        "It counts 5,632 sequences",
    ] {
        says(&import, words);
    }
    // With the chip of the title the field says which share it is.
    let mut draft = Draft::default();
    for (key, text) in import.fields() {
        draft.set(Field::new(1, key), text);
    }
    for (key, text) in [
        (Key::Chips, "16"),
        (Key::Hardware, "nvidia-h100-sxm"),
        (Key::Format, "bf16"),
    ] {
        draft.set(Field::new(1, key), text);
    }
    let problems = answer(&draft).problems;
    // 237.9 ÷ 989.4
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains("type 24%")),
        "{problems:?}"
    );
}

#[test]
fn what_megatron_prints_before_its_steps_fills_in_the_rest() {
    let head = "using world size: 16, data-parallel size: 4, tensor-model-parallel size: 1\n\
        ------------------------ arguments ------------------------\n\
        \x20 bf16 ............................................ True\n\
        \x20 data_parallel_size .............................. 4\n\
        \x20 fp8 ............................................. None\n\
        \x20 seq_length ...................................... 4096\n\
        \x20 world_size ...................................... 16\n\
        GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-1)\n";
    let import = pasted(&format!("{head}{MEGATRON}"));
    fields(
        &import,
        &[
            // 5,632 sequences of 4,096.
            (Key::Tokens, "23068672"),
            (Key::Time, "4.026 min"),
            (Key::Chips, "16"),
            (Key::Hardware, "nvidia-h100-sxm"),
            (Key::Utilization, "237.9 TFLOP/s"),
        ],
    );
    says(
        &import,
        "24.04% of the chip’s peak of 989.4 TFLOP/s in BF16",
    );
    says(&import, "so their agreement is no check");
    // 16 chips for 241.53 s at 237.9 TFLOP/s.
    near(estimate(&import), 16.0 * 241.53 * 237.9e12, 1e-3);
}

/// Llama 3 8B at 8,192 tokens takes 6 × (8.03e9 − 0.525e9) + 12 × 32 × 4,096 × 8,192 = 5.79e10 FLOP
/// for a token, as torchtitan counts; 5,762 tokens per second and H100 are in its benchmarks.
const TORCHTITAN: &str = "\
[rank0]:[titan] 2025-02-10 12:00:01,101 - root - INFO - CUDA capacity: NVIDIA H100 80GB HBM3 with 79.10GiB memory
[rank0]:[titan] 2025-02-10 12:00:01,151 - root - INFO - Building 1-D device mesh with ['dp_shard'], [8]
[rank0]:[titan] 2025-02-10 12:00:02,000 - root - INFO - Model llama3 8B size: 8,030,261,248 total parameters
[rank0]:[titan] 2025-02-10 12:00:02,100 - root - INFO - Peak FLOPS used for computing MFU: 9.890e+14
[rank0]:[titan] 2025-02-10 12:00:03,000 - root - INFO - Training starts at step 1, with local batch size 1, global batch size 8, sequence length 8192, total steps 1000 (warmup 200)
[rank0]:\u{1b}[31mstep:  1  \u{1b}[32mloss: 12.2535  \u{1b}[33mmemory: 27.02GiB(34.16%)  \u{1b}[34mtps: 1,020  \u{1b}[36mtflops: 59.07  \u{1b}[35mmfu: 5.97%\u{1b}[39m
[rank0]:[titan] step: 10  loss: 10.9981  memory: 33.22GiB(42.00%)  tps: 5,762  tflops: 333.71  mfu: 33.74%
[rank0]:[titan] validate step: 10  loss: 10.9  memory: 33.22GiB(42.00%)  tps: 19,000
[rank0]:[titan] step: 20  loss:  9.9981  memory: 33.22GiB(42.00%)  tps: 5,762  tflops: 333.71  mfu: 33.74%
";

#[test]
fn a_log_of_torchtitan_fills_in_both_methods() {
    let import = pasted(TORCHTITAN);
    fields(
        &import,
        &[
            // 20 steps of 8 × 8,192.
            (Key::Tokens, "1310720"),
            // 65,536 ÷ (8 × 5,762) = 1.4217 s each.
            (Key::Time, "28.43 s"),
            (Key::Chips, "8"),
            (Key::Hardware, "nvidia-h100-sxm"),
            (Key::Format, "bf16"),
            (Key::Utilization, "33.74%"),
        ],
    );
    let forward = import.forward.expect("a forward pass").each();
    near(6.0 * forward, 5.79e10, 2e-3);
    near(estimate(&import), 1_310_720.0 * 5.79e10, 2e-3);
    near(gpu_time(&import), 1_310_720.0 * 5.79e10, 2e-3);
    says(&import, "of 3 lines, of which the first 1 are left out");

    // Its later words for the same.
    let later = TORCHTITAN
        .replace("Building 1-D device mesh with ['dp_shard'], [8]", "Building device mesh with parallelism: pp=1, dp_replicate=2, dp_shard=2, cp=1, tp=2, ep=2")
        .replace("Training starts at step 1, with local batch size 1, global batch size 8, sequence length 8192, total steps 1000 (warmup 200)", "Trainer is initialized with 16384 tokens per DP rank, 65536 tokens per train step, gradient accumulation steps 1, maximum context length 8192, total steps 1000 (warmup 200)");
    assert_eq!(pasted(&later).further, import.further);
}

#[test]
fn an_excerpt_of_torchtitan_gives_the_peak_that_its_share_is_of() {
    let lines: String = TORCHTITAN
        .lines()
        .skip(6)
        .map(|line| format!("{line}\n"))
        .collect();
    let import = pasted(&lines);
    fields(
        &import,
        &[(Key::Peak, "989 TFLOP/s"), (Key::Utilization, "33.74%")],
    );
    near(
        import.forward.expect("a forward pass").each() * 6.0,
        5.79e10,
        2e-3,
    );
    says(&import, "how many tokens it saw");
    // For an unknown chip it takes the peak of another.
    let unknown = format!("WARNING - Peak flops undefined for: MI350X, fallback to A100\n{lines}");
    let import = pasted(&unknown.replace("33.74%", "106.96%"));
    fields(&import, &[(Key::Utilization, "333.7 TFLOP/s")]);
    assert!(warnings(&import)[0].contains("a share of 312 TFLOP/s, whatever the chip, so"));
}

#[test]
fn a_log_of_nanotron_is_read_with_its_three_digits() {
    // huggingface/nanotron#390.
    let line = |step: u32| {
        format!(
            "10/17/2025 16:31:56 [INFO|DP=0|PP=0|TP=0]: iteration: {step} / 378950 | consumed_tokens: 85.8G | elapsed_time_per_iteration_ms: 11.5K | tokens_per_sec: 22.8K | tokens_per_sec_per_gpu: 11.4K | global_batch_size: 64 | lm_loss: 2.38 | lr: 1e-05 | model_tflops_per_gpu: 38.3 | hardware_tflops_per_gpu: 38.3 | grad_norm: 1.25\n"
        )
    };
    let import = pasted(&format!("{}{}", line(327_281), line(327_282)));
    fields(
        &import,
        &[
            // 327,282 steps of 262,144 are 8.5795e10.
            (Key::Tokens, "85800000000"),
            (Key::Time, "43.56 d"),
            (Key::Chips, "2"),
            (Key::Utilization, "38.3 TFLOP/s"),
        ],
    );
    // 38.3e12 ÷ 11,400 ÷ 6
    near(import.forward.expect("a forward pass").each(), 5.6e8, 1e-3);
    // The newer name of the time; more chips than three digits can tell.
    let many = line(10)
        .replace("elapsed_time", "time")
        .replace("22.8K", "5.83M")
        .replace("/ 378950", "/ 10");
    let import = pasted(&many);
    assert_eq!(field(&import, Key::Chips), None, "{}", notes(&import));
    assert_eq!(field(&import, Key::Time).as_deref(), Some("1.917 min"));
}

#[test]
fn logs_of_other_programs_are_read_by_their_own_words() {
    for (text, expected, multiply_adds, words) in [
        (
            // MaxText's documentation: 764.67 TFLOP per device and step, four devices.
            "completed step: 8, seconds: 5.669, TFLOP/s/device: 134.876, Tokens/s/device: 8669.698, total_weights: 196608, loss: 10.474\ncompleted step: 9, seconds: 5.667, TFLOP/s/device: 134.924, Tokens/s/device: 8672.758, total_weights: 196608, loss: 10.374\n",
            vec![
                (Key::Tokens, "1966080"),
                (Key::Time, "56.68 s"),
                (Key::Chips, "4"),
                (Key::Utilization, "134.9 TFLOP/s"),
            ],
            Some(764.67e12 / (196_608.0 / 4.0) / 6.0),
            "written by MaxText",
        ),
        (
            // NeMo counts steps from 0: 47 × 128 samples.
            "Training epoch 0, iteration 45/99 | lr: 6.897e-06 | global_batch_size: 128 | global_step: 45 | reduced_train_loss: 11.96 | train_step_timing in s: 6.06 | TFLOPS_per_GPU: 1.252e+03 | consumed_samples: 5888\nTraining epoch 0, iteration 46/99 | lr: 7.046e-06 | global_batch_size: 128 | global_step: 46 | reduced_train_loss: 11.96 | train_step_timing in s: 6.06 | TFLOPS_per_GPU: 1.252e+03 | consumed_samples: 6016\n",
            vec![(Key::Time, "4.747 min"), (Key::Utilization, "1252 TFLOP/s")],
            None,
            "The last step in the log is 47 of 100",
        ),
        (
            // Megatron-Bridge prints a line of its own, and Megatron's without a speed.
            "Step Time : 5.36s GPU utilization: 243.6MODEL_TFLOP/s/GPU\n [2026-01-06 03:02:12] iteration       71/     100 | consumed samples:         9088 | elapsed time per iteration (ms): 5361.6 | learning rate: 1.420000E-05 | global batch size:   128 |\n",
            vec![
                (Key::Time, "6.345 min"),
                (Key::Utilization, "243.6 TFLOP/s"),
            ],
            None,
            "written by Megatron-LM",
        ),
        (
            // mosaicml/composer#1884: a model of 30 billion on 16 A100.
            "[batch=1/3]:\n\t Train trainer/device_train_microbatch_size: 1\n\t Train loss/train/total: 12.0570\n\t Train throughput/batches_per_sec: 0.0503\n\t Train throughput/tokens_per_sec: 6598.0451\n\t Train throughput/device/tokens_per_sec: 412.3778\n\t Train throughput/flops_per_sec: 1242426587592322.2500\n\t Train throughput/device/flops_per_sec: 77651661724520.1406\n\t Train throughput/device/mfu: 0.2489\n\t Train time/token: 131072\n\t Train wall_clock/train: 19.8653\n",
            vec![
                (Key::Tokens, "131072"),
                (Key::Time, "19.87 s"),
                (Key::Chips, "16"),
                (Key::Peak, "312 TFLOP/s"),
                (Key::Utilization, "24.89%"),
            ],
            Some(31.4e9),
            "written by Composer",
        ),
        (
            // GPT-2 in nanoGPT: 8.548e8 FLOP for a token, 61,440 tokens on each GPU.
            "number of parameters: 123.59M\ntokens per iteration will be: 491,520\niter 0: loss 10.9, time 9042.11ms, mfu -100.00%\niter 10: loss 9.1, time 420.00ms, mfu 40.08%\niter 20: loss 8.1, time 420.00ms, mfu 40.08%\n",
            vec![
                (Key::Parameters, "123590000"),
                (Key::Tokens, "10321920"),
                (Key::Time, "8.82 s"),
                // 8.548e8 × 61,440 ÷ 0.42 s
                (Key::Utilization, "125 TFLOP/s"),
            ],
            None,
            "a share of 312 TFLOP/s, whatever the chip, so",
        ),
        (
            "step 19558/19560 | loss 3.3 (+nanz)| norm 0.27 (+3.74z)| lr 1.79e-11 | 4300.00 ms | 31.1% bf16 MFU | 124285 tok/s\nstep 19559/19560 | loss 3.3 (+0.19z)| norm 0.27 (+3.74z)| lr 1.79e-11 | 4300.00 ms | 31.1% bf16 MFU | 124285 tok/s\n",
            vec![(Key::Time, "23.36 h"), (Key::Utilization, "31.1%")],
            None,
            "written by llm.c",
        ),
        (
            // 8 × 989 TFLOP/s × 48.2% over 1,060,000 tokens per second are 3.6e9 FLOP for a token.
            "GPU: NVIDIA H100 80GB HBM3 | Peak FLOPS (BF16): 9.89e+14\nTotal batch size 524,288 => gradient accumulation steps: 1\nworld_size: 8\nstep 00010/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: 494.00ms | tok/sec: 1,060,000 | bf16_mfu: 48.20 | epoch: 1 | total time: 0.02m\nstep 00011/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: 494.00ms | tok/sec: 1,060,000 | bf16_mfu: 48.20 | epoch: 1 | total time: 0.02m\n",
            vec![
                (Key::Tokens, "6291456"),
                (Key::Time, "5.928 s"),
                (Key::Chips, "8"),
                (Key::Hardware, "nvidia-h100-sxm"),
                (Key::Format, "bf16"),
                (Key::Utilization, "48.2%"),
            ],
            Some(3.6e9 / 6.0),
            "written by nanochat",
        ),
        (
            // This run recomputes: 524,288 tokens a step on 64 GPUs.
            "iteration       10/  500000 | consumed samples:         2560 | consumed tokens:      5242880 | elapsed time per iteration (ms): 3000.0 | learning rate: 1.000E-05 | global batch size:   256 | actual seqlen:  2048 | number of nan iterations:   0 | samples per second: 85.333 | tokens per gpu per second (tgs): 2730.667 | TFLOPs: 140.00 |\n",
            vec![
                (Key::Tokens, "5242880"),
                (Key::Time, "30 s"),
                (Key::Chips, "64"),
                (Key::Utilization, "140 TFLOP/s"),
            ],
            None,
            "HFU",
        ),
    ] {
        let import = pasted(text);
        fields(&import, &expected);
        says(&import, words);
        match (import.forward, multiply_adds) {
            (Some(found), Some(known)) => near(found.each(), known, 5e-3),
            (None, None) => {}
            other => panic!("{words}: {other:?}"),
        }
    }
}

/// A batch that grows from 32 to 96, at 15 ms for a sequence: 100 × 0.48 + 200 × 0.96 + 100 × 1.44 s.
#[test]
fn a_growing_batch_is_timed_size_by_size() {
    let line = |step: u32, samples: u32, size: u32, speed: f64| {
        let ms = 15 * size;
        format!(
            " iteration {step:8}/    1000 | consumed samples: {samples:12} | elapsed time per iteration (ms): {ms}.0 | throughput per GPU (TFLOP/s/GPU): {speed} | global batch size: {size:5} | lm loss: 3.0E+00 |\n"
        )
    };
    let log = line(50, 1_600, 32, 150.0)
        + &line(100, 3_200, 32, 150.0)
        + &line(200, 9_600, 64, 160.0)
        + &line(300, 16_000, 64, 160.0)
        + &line(400, 25_600, 96, 170.0);
    let head = " seq_length ...................... 2048\nworld_size ...................... 8\n";
    let import = pasted(&format!("{head}{log}"));
    assert_eq!(field(&import, Key::Time).as_deref(), Some("6.4 min"));
    // 25,600 sequences of 2,048.
    assert_eq!(field(&import, Key::Tokens).as_deref(), Some("52428800"));
    // (48 × 150 + 192 × 160 + 144 × 170) ÷ 384.
    assert_eq!(
        field(&import, Key::Utilization).as_deref(),
        Some("162.5 TFLOP/s")
    );
    says(&import, "The batch changes from 32 to 96 sequences");
    // 600 further steps of 1.44 s.
    says(&import, "All planned steps would take 20.8 min");
}

#[test]
fn of_several_runs_the_longest_is_read_and_all_are_named() {
    let run = |last: u32, ms: u32| -> String {
        let line = |step: u32| {
            format!(
                " iteration {step:8}/    1000 | elapsed time per iteration (ms): {ms}.0 | throughput per GPU (TFLOP/s/GPU): 100.0 | global batch size: 8 |\n"
            )
        };
        (1..=last / 10).map(|at| line(10 * at)).collect()
    };
    for (log, time) in [
        (run(30, 9_000) + &run(600, 1_000), "10 min"),
        (run(600, 1_000) + &run(30, 9_000), "10 min"),
        // The last of equally long ones.
        (run(60, 9_000) + &run(60, 10_000), "10 min"),
    ] {
        let import = pasted(&log);
        assert_eq!(
            field(&import, Key::Time).as_deref(),
            Some(time),
            "{}",
            notes(&import)
        );
        assert!(
            warnings(&import)[0].contains("The log is of 2 runs"),
            "{}",
            notes(&import)
        );
    }
    // A trainer’s last lines of two runs.
    let runs = "{'train_runtime': 100.0, 'train_loss': 1.9, 'total_flos': 1e15}\n{'train_runtime': 200.0, 'train_loss': 1.9, 'total_flos': 3e15}\n";
    let import = pasted(runs);
    assert_eq!(field(&import, Key::Time).as_deref(), Some("3.333 min"));
    assert_eq!(
        import.forward.expect("a pass").multiply_adds,
        500_000_000_000_000
    );
    assert!(warnings(&import)[0].contains("The text is of 2 runs"));
    // One run, whose figures are printed twice.
    let twice = "{'train_runtime': 730.6712, 'train_loss': 1.9}\n***** train metrics *****\n  total_flos  =  6691434GF\n  train_runtime  =  0:12:10.67\n";
    assert_eq!(warnings(&pasted(twice)), [""; 0]);
}

#[test]
fn what_is_said_of_speed_is_what_the_log_has() {
    // llm.c names the chips in its table, and takes its share of the chip’s own peak.
    let text = "| device                | NVIDIA A100-SXM4-80GB                              |\n| num_processes         | 8                                                  |\nbatch_size B=64 * seq_len T=1024 * num_processes=8 and total_batch_size=524288\nstep    1/18865 | loss 11.0 (+nanz)| norm 15.3 (+nanz)| lr 8.57e-07 | 3056.36 ms | 42.6% bf16 MFU | 171545 tok/s\nstep    2/18865 | loss 10.9 (+nanz)| norm 15.3 (+nanz)| lr 1.71e-06 | 2747.43 ms | 47.4% bf16 MFU | 190834 tok/s\n";
    let import = pasted(text);
    for (key, value) in [
        (Key::Chips, "8"),
        (Key::Hardware, "nvidia-a100-sxm-80gb"),
        (Key::Format, "bf16"),
        (Key::Tokens, "1048576"),
        (Key::Utilization, "45%"),
    ] {
        assert_eq!(
            field(&import, key).as_deref(),
            Some(value),
            "{}",
            notes(&import)
        );
    }
    let neox = " samples/sec: 51.2 | iteration      100/  143000 | elapsed time per iteration (ms): 20000.0 | learning rate: 1E-04 | approx flops per GPU: 112.5TFLOPS | lm_loss: 3.2E+00 |\n";
    let import = pasted(neox);
    assert_eq!(
        field(&import, Key::Utilization).as_deref(),
        Some("112.5 TFLOP/s")
    );
    says(&import, "written by GPT-NeoX");
    says(&import, "HFU");
    // The progress bar of NeMo 1, which has no speed.
    let nemo = "Epoch 0: :   1%|  | 100/10000 [10:00<16:00:00, v_num=0, reduced_train_loss=3.2, global_step=99.00, consumed_samples=12800.0, train_step_timing in s=6.0]\n";
    let import = pasted(nemo);
    assert_eq!(field(&import, Key::Time).as_deref(), Some("10 min"));
    says(&import, "It gives no FLOP/s");
    for import in [pasted(text), pasted(neox)] {
        assert!(
            !notes(&import).contains("gives no FLOP/s"),
            "{}",
            notes(&import)
        );
    }
    assert!(
        !notes(&import).contains("Its FLOP/s are"),
        "{}",
        notes(&import)
    );
}

#[test]
fn what_disturbs_a_log_does_not_change_its_steady_state() {
    let step = |number: u32, ms: f64, speed: f64| {
        format!(
            " [2024-04-06 03:00:00] iteration {number:8}/    1000 | consumed samples: {:12} | elapsed time per iteration (ms): {ms:.1} | throughput per GPU (TFLOP/s/GPU): {speed:.1} | global batch size:   128 |\n",
            number * 128
        )
    };
    let mut log = String::new();
    for number in 1..=60 {
        // The first steps compile, and every twentieth writes a checkpoint.
        let slow = number <= 4 || number % 20 == 0;
        let (ms, speed) = if slow {
            (50_000.0, 24.0)
        } else {
            (5_000.0, 240.0)
        };
        for rank in 0..2 {
            log += &format!("{rank}: {}", step(number, ms, speed));
        }
        log += "\r  3%|▎         | 30/1000 [02:30<1:20:50,  5.00s/it]\n";
        log += "WARNING: gradient norm is nan\n";
    }
    let import = pasted(&log);
    fields(
        &import,
        &[(Key::Time, "5 min"), (Key::Utilization, "240 TFLOP/s")],
    );
    says(&import, "of which the first 5 are left out");
    // A run that was begun again from a checkpoint.
    let again = log.clone() + &step(41, 5_000.0, 240.0) + &step(42, 5_000.0, 240.0);
    let import = pasted(&again);
    assert!(
        warnings(&import)[0].contains("goes back to step 41"),
        "{}",
        notes(&import)
    );
}

#[test]
fn a_log_of_a_program_that_is_not_known_is_told_what_helps() {
    for text in [
        "Epoch 3: 45%|████▌     | 450/1000 [12:00<14:40, 1.60s/it, loss=2.31]\n",
        "{'loss': 2.1, 'grad_norm': 1.2, 'learning_rate': 2e-05, 'epoch': 0.1}\n{'loss': 2.0, 'epoch': 0.2}\n",
        "step 100 | loss 3.1 | 12345 tokens/s | mfu=0.41\n",
        "Epoch 1 | iter 64 step 16 | loss train: 10.5, val: n/a | iter time: 250.12 ms (step)\n",
        "Step 1 | loss:1.2 lr:1e-05 tokens_per_second_per_gpu:1234.5 peak_memory_alloc:30\n",
        "[INFO] throughput: 35.2 TFLOPs/s, batch 4\n",
    ] {
        let error = paste(text).expect_err(text).to_string();
        for words in [
            "log of a training run",
            "steps × seconds of a step",
            "as the utilization",
        ] {
            assert!(error.contains(words), "“{text}”: {error}");
        }
    }
    // A speed whose unit says that it is of one GPU is one, whoever wrote it.
    let import = pasted("step 100 | loss 3.1 | 187.5 s | 402.1 TFLOP/s/GPU: 402.1\n");
    assert_eq!(
        field(&import, Key::Utilization).as_deref(),
        Some("402.1 TFLOP/s")
    );
    says(&import, "If they include recomputed operations");
}
