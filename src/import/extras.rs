//! Tensors beside a model’s own weights, by their names: adapters, averaged copies, states of an
//! optimizer, schedules of noise.
//!
//! The names are those of PEFT (`lora_A`, `lora_B`), kohya-ss/sd-scripts (`lora_down`, `lora_up`),
//! diffusers (`lora.down`), LyCORIS (`hada_w1_a`, `lokr_w1`, `oft_blocks`, `diff`), the checkpoints of
//! CompVis/stable-diffusion (`model_ema`, `alphas_cumprod`) and PyTorch’s optimizers (`exp_avg`).

/// Returns whether a tensor is of an adapter: a small addition to a model.
pub(super) fn is_adapter(name: &str) -> bool {
    const STARTS: [&str; 7] = [
        "lora_",
        "hada_",
        "lokr_",
        "oft_",
        "boft_",
        "vera_lambda",
        "ia3_l",
    ];
    const WORDS: [&str; 6] = [
        "diff",
        "diff_b",
        "dora_scale",
        "lora_linear_layer",
        "lora_conv_layer",
        "prompt_embeddings",
    ];
    let words: Vec<String> = name.split('.').map(str::to_ascii_lowercase).collect();
    let named = words.iter().any(|word| {
        WORDS.contains(&word.as_str()) || STARTS.iter().any(|start| word.starts_with(start))
    });
    // `to_q.lora.down.weight`, and before it `to_q_lora.down.weight`.
    let in_two = words.windows(2).any(|pair| {
        let is_lora = pair[0] == "lora" || pair[0].ends_with("_lora");
        is_lora && matches!(pair[1].as_str(), "down" | "up" | "mid")
    });
    named || in_two
}

/// Returns what a tensor is that repeats weights or belongs to the run and not to the model.
pub(super) fn copy(name: &str) -> Option<&'static str> {
    const AVERAGES: [&str; 6] = [
        "model_ema",
        "ema",
        "ema_model",
        "ema_params",
        "module_ema",
        "shadow_params",
    ];
    const OPTIMIZERS: [&str; 5] = [
        "optimizer",
        "optimizers",
        "optimizer_state",
        "opt_state",
        "optim",
    ];
    const STATES: [&str; 4] = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq", "momentum_buffer"];
    let mut words = name.split('.');
    let first_two = [words.next(), words.next()];
    let starts = |list: &[&str]| first_two.iter().flatten().any(|word| list.contains(word));
    if starts(&OPTIMIZERS) || name.split('.').any(|word| STATES.contains(&word)) {
        return Some(OPTIMIZER);
    }
    starts(&AVERAGES).then_some(AVERAGE)
}

/// The names of running averages of the weights.
pub(super) const AVERAGE: &str = "averaged copies of weights (EMA)";
const OPTIMIZER: &str = "states of the optimizer";

/// Returns whether a tensor is a schedule of noise, which diffusion models keep outside of their
/// layers.
pub(super) fn is_schedule(name: &str) -> bool {
    const NAMES: [&str; 4] = ["betas", "logvar", "sigmas", "log_sigmas"];
    const PARTS: [&str; 3] = [
        "alphas_cumprod",
        "posterior_variance",
        "posterior_mean_coef",
    ];
    let is_part = PARTS.iter().any(|part| name.contains(part));
    let is_whole = NAMES.contains(&name) || name == "posterior_log_variance_clipped";
    is_whole || is_part && !name.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adapters_are_told_by_any_of_their_names() {
        for name in [
            "base_model.model.q_proj.lora_A.default.weight",
            "base_model.model.embed.lora_embedding_B",
            "blk.0.attn_q.weight.lora_a",
            "lora_unet_mid_block_0.alpha",
            "lycoris_text_encoder.hada_w1_a",
            "lycoris_unet.lokr_w2",
            "unet.mid.to_q.lora.down.weight",
            "mid.processor.to_q_lora.up.weight",
            "unet.in.diff",
        ] {
            assert!(is_adapter(name), "{name} is of an adapter");
        }
        for name in [
            "model.layers.0.self_attn.q_a_proj.weight",
            "model.layers.0.attn.w_lora.lora.0.weight",
            "down.0.weight",
            "difference.weight",
        ] {
            assert!(!is_adapter(name), "{name} is of a model");
        }
    }

    #[test]
    fn copies_are_told_by_where_they_begin() {
        for name in ["model_ema.x", "ema.x", "module.ema.x", "ema_model.x"] {
            assert_eq!(copy(name), Some(AVERAGE), "{name}");
        }
        for name in ["optimizer.state.0.x", "state.0.exp_avg", "optim.x"] {
            assert_eq!(copy(name), Some(OPTIMIZER), "{name}");
        }
        for name in ["model.schema.ema_rate", "emanation.weight", "model.x"] {
            assert_eq!(copy(name), None, "{name}");
        }
    }
}
