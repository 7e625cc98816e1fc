//! Inference in phrases: its task, the hardware, the product that gives the FLOP, what is counted, what is missing.

use crate::answer::inference::{Attention, Inference};
use crate::quantity::write;
use crate::words::text::clean;

/// Writes `generating 128,000 tokens as 1,000 sequences of 128, each with a prompt of 1,024 tokens`.
pub(super) fn task(inference: &Inference) -> String {
    let times = inference.times;
    let each = if times == 1.0 { "" } else { " each" };
    let mut text = match inference.request {
        None => format!(
            "making {} in {}{each}",
            counted(times, "image", "images"),
            counted(inference.steps, "forward pass", "forward passes")
        ),
        Some(request) if request.generated < 1.0 => format!(
            "reading {} of {}",
            counted(times, "text", "texts"),
            counted(request.prompt, "token", "tokens")
        ),
        Some(request) => {
            let all = counted(request.generated * times, "token", "tokens");
            let sequences = match times == 1.0 {
                true => String::new(),
                false => format!(
                    " as {} of {}",
                    counted(times, "sequence", "sequences"),
                    write::typed(request.generated)
                ),
            };
            let prompt = counted(request.prompt, "token", "tokens");
            let prompt = match request.prompt >= 1.0 {
                true => format!(",{each} with a prompt of {prompt}"),
                false => String::new(),
            };
            format!("generating {all}{sequences}{prompt}")
        }
    };
    if !inference.task.is_empty() {
        text.push_str(&format!(" ({})", clean(&inference.task)));
    }
    text
}

/// Writes a number with its noun: `1 image`, `50 images`.
fn counted(number: f64, one: &str, many: &str) -> String {
    let noun = if number == 1.0 { one } else { many };
    format!("{} {noun}", write::typed(number))
}

/// Writes `1 × NVIDIA A100 SXM 80 GB, BF16`, if the chip and its number are known.
pub(super) fn hardware(inference: &Inference) -> Option<String> {
    let format = inference.format;
    let format = format.map_or(String::new(), |format| format!(", {}", format.name()));
    let (chip, chips) = (inference.chip?, inference.chips?);
    Some(format!("{} × {}{format}", write::typed(chips), chip.name))
}

/// Says how to fill in the hardware. A name that is typed and is not that of one chip comes first.
pub(super) fn how_hardware(inference: &Inference, how: &str) -> String {
    match &inference.unclear_chip {
        Some(unclear) => format!("{}.", clean(&unclear.describe_missing())),
        None => how.into(),
    }
}

/// Says how to count attention over the context, if it is not counted.
pub(super) fn how_attention(inference: &Inference) -> Option<&'static str> {
    let is_unknown = inference.request.is_some() && inference.attention == Attention::Unknown;
    is_unknown.then_some(
        "to count attention over the context, type layers and width in the report “Inference”, or give the network.",
    )
}

/// Writes the product that gives the FLOP.
pub(super) fn product(inference: &Inference) -> String {
    let times = |one, many| counted(inference.times, one, many);
    let forward = write::people(inference.forward);
    match inference.request {
        None => format!(
            "{} × {} × {forward} FLOP",
            times("image", "images"),
            counted(inference.steps, "pass", "passes")
        ),
        Some(request) => {
            let passes = match (
                request.is_cached || request.generated < 1.0,
                inference.attention,
            ) {
                (false, _) => "a pass over all tokens so far for each new token".into(),
                (true, _) => format!("{} passed once", counted(request.last(), "token", "tokens")),
            };
            format!(
                "{} × {} FLOP, {passes} at {forward} FLOP a token{}",
                times("request", "requests"),
                write::people(inference.flop_each),
                match inference.attention {
                    Attention::Counted => " and attention over the growing context",
                    _ => "",
                }
            )
        }
    }
}

/// Says which share of the peak the measured time takes. Of several chips that an unclear name may be, it is held
/// against the fastest.
pub(super) fn of_peak(inference: &Inference) -> Option<String> {
    inference.seconds?;
    let (share, on) = match inference.least {
        Some((chip, share)) => {
            let chip = chip.short_name();
            (
                share,
                format!(" of the {chip}, the fastest chip of that name"),
            )
        }
        None => (inference.utilization?, String::new()),
    };
    let end = match (inference.impossible_share(), inference.least) {
        (Some(_), _) => ", which is impossible: check the time, the chips and the tokens",
        (None, Some(_)) => ", and more of any other",
        (None, None) => "",
    };
    Some(format!(
        "That is {} the peak{on}{end}.",
        write::of_peak(share)
    ))
}

/// Says what the count includes and what it does not.
pub(super) fn remarks(inference: &Inference) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.extend(of_peak(inference));
    let unclear = inference.unclear_chip.as_ref();
    all.extend(unclear.map(|unclear| {
        format!(
            "The hardware is not known: {}.",
            clean(&unclear.describe_missing())
        )
    }));
    if let Some(request) = inference.request {
        all.push(
            match inference.attention {
                Attention::Counted => {
                    "Attention over the growing context is counted position by position."
                }
                Attention::Unknown => "Attention over the context is not counted.",
                Attention::AsInTraining => {
                    "Attention is counted as in the training, at its length of a sequence."
                }
            }
            .into(),
        );
        if request.generated >= 1.0 {
            all.push(
                match request.is_cached {
                    true => "Keys and values are kept, so that every token is passed once; the last is not passed.",
                    false => "Keys and values are not kept: each new token takes a pass over all before it.",
                }
                .into(),
            );
            all.push("Batching does not change the FLOP. Speculative decoding adds the tokens of the draft model, and the drafted tokens that are checked and rejected.".into());
        }
    } else {
        all.push("Guidance without a classifier takes two passes a step.".into());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::tests::says;
    use crate::report::Format;

    #[test]
    fn one_of_something_is_written_in_the_singular() {
        let task =
            |inference: &str, words: &str| says(Format::Inference, inference, "Task", &[words]);
        task(
            "prompt:1024;generated:128",
            "Generating 128 tokens, with a prompt of 1,024 tokens.",
        );
        task(
            "generated:1;requests:5",
            "Generating 5 tokens as 5 sequences of 1.",
        );
        task(
            "prompt:1;generated:1",
            "Generating 1 token, with a prompt of 1 token.",
        );
        task("prompt:7;requests:2", "Reading 2 texts of 7 tokens.");
        task("images:1;steps:1", "Making 1 image in 1 forward pass.");
        task(
            "images:9;steps:50",
            "Making 9 images in 50 forward passes each.",
        );
        says(
            Format::Inference,
            "prompt:1;generated:1",
            "Compute",
            &["1 request × ", "1 token passed once"],
        );
    }

    #[test]
    fn a_name_of_several_chips_is_asked_about() {
        let of =
            |name: &str| format!("generated:128;chips:1;seconds:2;hardware:{name};format:bf16");
        for (name, asked) in [
            ("H100", "say which H100: H100 SXM"),
            ("H100 SXN", "choose a chip, as none is called “H100 SXN”"),
        ] {
            for field in ["Compute", "Time", "Energy"] {
                says(Format::Inference, &of(name), field, &[asked]);
            }
            says(Format::Fmti, &of(name), "Benchmarked inference", &[asked]);
        }
    }

    #[test]
    fn a_name_of_several_chips_is_held_against_the_fastest() {
        let of = |seconds: &str| {
            format!(
                "prompt:1024;generated:128;requests:1000;chips:1;seconds:{seconds};hardware:H100;format:bf16"
            )
        };
        let fastest = "of the peak of the H100 SXM, the fastest chip of that name";
        for field in ["Compute", "Time"] {
            says(
                Format::Inference,
                &of("60"),
                field,
                &[fastest, "and more of any other", "say which H100"],
            );
            let impossible = [fastest, "which is impossible", "say which H100"];
            says(Format::Inference, &of("2"), field, &impossible);
        }
        says(
            Format::Inference,
            &of("2"),
            "Energy",
            &["the time is impossible"],
        );
    }
}
