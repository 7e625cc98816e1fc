//! The benchmark of inference that the transparency index and the EU’s form ask for.

use super::phrases::{hardware, how_attention, how_hardware, product, remarks, task};
use crate::quantity::write;
use crate::report::forms::facts::Facts;
use crate::report::forms::figures::{one_figure, two_figures};
use crate::report::forms::sheet::Filled;

/// How to fill in what an estimate without inference does not say.
const HOW: &str = "open the report “Inference” and type the tokens of a request, how many requests, the hardware and the seconds they took.";

/// Writes the benchmark of the transparency index: seconds and FLOP/s of a task on some hardware, each in one figure.
pub(in crate::report::forms) fn benchmark(facts: &Facts) -> Filled {
    let Some(inference) = &facts.inference else {
        return Filled::Missing(HOW.into());
    };
    let (Some(seconds), Some(speed)) = (inference.seconds, inference.flop_per_second()) else {
        return Filled::Missing(format!(
            "type the seconds that it took. In all it is {} FLOP for {}.",
            write::people(inference.flop()),
            task(inference)
        ));
    };
    let Some(hardware) = hardware(inference) else {
        return Filled::Missing(how_hardware(
            inference,
            "choose the hardware of the inference, and type its chips.",
        ));
    };
    Filled::Given(format!(
        "It takes {} seconds and {} FLOP/s ({} FLOP in all) for {}, on {hardware}. {}",
        one_figure(seconds),
        one_figure(speed),
        write::people(inference.flop()),
        task(inference),
        remarks(inference).join(" ")
    ))
    .with_note(how_attention(inference))
}

/// Writes the benchmark of the EU’s form: FLOP in two figures.
pub(in crate::report::forms) fn computation(facts: &Facts) -> Filled {
    let text = facts.inference.as_ref();
    let text = text.map(|of| format!("{} FLOP", two_figures(of.flop())));
    Filled::of(text, HOW)
}

/// Writes the task and the hardware of that benchmark.
pub(in crate::report::forms) fn computation_method(facts: &Facts) -> Filled {
    let text = facts.inference.as_ref().map(|inference| {
        let on = hardware(inference);
        let on = on.map_or(String::new(), |hardware| format!(" Hardware: {hardware}."));
        let remarks = remarks(inference).join(" ");
        format!(
            "Task: {}.{on} Estimated as {}. {remarks}",
            task(inference),
            product(inference)
        )
    });
    let how = facts.inference.as_ref().and_then(how_attention);
    Filled::of(text, HOW).with_note(how)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{MODEL, says};
    use crate::report::Format;
    use crate::report::forms::tests::{field, form};

    /// A text that is copied has no instruction in it.
    #[test]
    fn how_to_count_attention_stands_beside_the_answer() {
        let inference =
            "prompt:9;generated:9;seconds:1;chips:1;hardware:nvidia-h100-sxm;format:bf16";
        for (format, name) in [
            (Format::Inference, "Compute"),
            (Format::Fmti, "Benchmarked inference"),
            (
                Format::EuForm,
                "Measurement methodology of that computation",
            ),
        ] {
            let text = form(format, &format!("{MODEL}&inference={inference}"));
            assert!(
                field(&text, name).contains("Attention over the context is not counted."),
                "{text}"
            );
            assert!(!field(&text, name).contains("type layers"), "{text}");
            assert!(
                text.contains("(Note for you: to count attention over the context, type layers"),
                "{text}"
            );
        }
    }

    /// IBM's answer to the index, from its own inputs. 1.9e15 FLOP are the tokens that come out.
    #[test]
    fn ibms_disclosure_is_impossible_with_whole_prompts() {
        let hardware = "requests:1000;generated:128;hardware:nvidia-a100-sxm-80gb;format:bf16;chips:1;seconds:25.6;task:ShareGPT";
        says(
            Format::Fmti,
            hardware,
            "Benchmarked inference",
            &[
                "It takes 30 seconds and 8 × 10^13 FLOP/s (2.09 × 10^15 FLOP in all)",
                "1 × NVIDIA A100 SXM 80 GB, BF16",
                "(ShareGPT)",
                "of the peak.",
            ],
        );
        let whole = format!("prompt:1024;{hardware}");
        says(
            Format::Fmti,
            &whole,
            "Benchmarked inference",
            &[
                "1.88 × 10^16 FLOP in all",
                "each with a prompt of 1,024 tokens",
                "which is impossible",
            ],
        );
    }

    #[test]
    fn the_eu_form_has_the_task_and_the_hardware() {
        let (figure, method) = (
            "Benchmarked amount of computation used for inference",
            "Measurement methodology of that computation",
        );
        let of = "generated:100000;hardware:nvidia-a100-sxm-80gb;chips:64;format:bf16";
        says(Format::EuForm, of, figure, &["1.6 × 10^15 FLOP"]);
        says(
            Format::EuForm,
            of,
            method,
            &["generating 100,000 tokens", "64 × NVIDIA A100 SXM 80 GB"],
        );
    }
}
