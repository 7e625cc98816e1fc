//! Reports and logs with any figures in them.

use super::paste;
use petaday::answer::answer;
use petaday::draft::{Draft, Field};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any figures at all, in the places of theirs.
    #[test]
    fn no_figure_does_harm(
        figures in proptest::collection::vec("-?[0-9]{0,25}[.,]?[0-9]{0,25}(e[+-]?[0-9]{1,4}|[KMGBT%])?|nan|inf", 12),
    ) {
        let [a, b, c, d, e, f, g, h, i, j, k, l] = &figures[..] else {
            return Ok(());
        };
        for text in [
            format!("world_size .... {a}\nseq_length ..... {b}\n iteration {c}/ {d} | consumed samples: {e} | elapsed time per iteration (ms): {f} | throughput per GPU (TFLOP/s/GPU): {g} |\n"),
            format!("-D device mesh with ['a'], [{a}, {b}]\nglobal batch size {c}, sequence length {d},\nstep: {e}  tps: {f}  tflops: {g}  mfu: {h}%\nstep: {i}  tps: {j}  tflops: {k}  mfu: {l}%\n"),
            format!("iteration: {a} / {b} | consumed_tokens: {c} | time_per_iteration_ms: {d} | tokens_per_sec: {e} | tokens_per_sec_per_gpu: {f} | model_tflops_per_gpu: {g}\n"),
            format!("[batch={a}/{b}]:\n Train throughput/tokens_per_sec: {c}\n Train throughput/device/tokens_per_sec: {d}\n Train throughput/device/flops_per_sec: {e}\n Train throughput/device/mfu: {f}\n Train time/token: {g}\n Train time/train: {h}\n"),
            format!("Layer (type:depth-idx)  Input Shape  Output Shape  Param #  Mult-Adds\nLinear  [{a}, {b}]  [{c}, {d}, {e}]  {f}  {g}\nConv1D  [1, {b}]  [{c}, {d}]  {f}  {g}\nTotal params: {h}\nTotal mult-adds (M): {i}\n"),
            format!("Name  Type  Forward_FLOPs  FPercent  Params  InShape\nc  Conv  {a}  1%  {b}  {c}x{d}\nTotal  _  {e}  100%  {f}  _\n"),
            format!("Layer (type)  Output Shape  Param #\nd (Dense)  (None, {a})  {b}\n│ b (BatchNormalization) │ ({c}) │ {d} │\nTotal params: {e}\nTrainable params: {f}\nNon-trainable params: {g}\n"),
            format!("| Name | Type | Params | FLOPs | In sizes\n0 | a | B | {a} | {b} | [{c}]\n{d} Total params\n{e} Total Flops\n"),
            format!("{{\"Flops_architecture\": \"{a}\", \"N_total\": \"{b}\", \"N_trainable\": \"{c}\", \"tokens_processed\": \"{d}\", \"Flops_original\": \"{e}\", \"training_duration_seconds\": \"{f}\", \"gpu_size\": \"{g}\"}}"),
            format!("{{\"total_flos\": \"{a}\", \"train/num_input_tokens_seen\": \"{b}\", \"train_runtime\": \"{c}\"}}"),
            format!("Input shape: ({a}, {b})\nFlops: {c}\nParams: {d}\n"),
            format!("_TFProfRoot (--/{a}b flops)\n"),
            format!("| module | #parameters | #flops |\n| model | {a} | {b} |\n| attn | {c} | {d} |\n| mlp | {e} | {f} |\n| attn.qkv | {g} | {h} |\n"),
        ] {
            if let Ok(import) = paste(&text) {
                let mut draft = Draft::default();
                for (key, text) in import.fields() {
                    draft.set(Field::new(1, key), text);
                }
                let _ = answer(&draft);
            }
        }
    }
}
