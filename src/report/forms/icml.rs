//! Compute for the appendix of an ICML paper.
//!
//! ICML has no checklist in 2026 (<https://icml.cc/Conferences/2026/AuthorInstructions>). Its paper guidelines of 2023,
//! <https://icml.cc/Conferences/2023/PaperGuidelines>, follow the NeurIPS checklist of 2022, whose question 3(d) asks for
//! the total amount of compute and the type of resources: the GPUs, and an internal cluster or a cloud.

use super::super::escape::latex::{is_lossy, text};
use super::super::latex::{LOSSY, credit};
use super::super::phrases;
use super::super::record::Known;
use super::facts::{Facts, HOURS};
use super::figures::in_full;
use crate::words::text::capitalized;

/// Writes the paragraph, with what is missing in comments.
pub(super) fn paragraph(facts: &Facts) -> String {
    let record = facts.record;
    let mut out = String::from(
        "% For the appendix of an ICML paper: total compute and type of resources.\n% For a document with \\usepackage{hyperref}.\n% Not in the estimate, to be added: internal cluster or cloud provider.\n",
    );
    let hardware = facts.hardware();
    if let Some(of) = missing(hardware.as_ref()) {
        out.push_str(&format!(
            "% Missing: the type of GPUs{of}. Choose the hardware.\n"
        ));
    }
    let hours = facts.all_hours();
    if let Some(of) = missing(hours.as_ref()) {
        out.push_str(&format!(
            "% Missing: the total amount of GPU time{of}. Type training time and chips.\n"
        ));
    }
    for plan in record.plans() {
        out.push_str(&format!("% Planned and not measured: {}\n", text(&plan)));
    }
    let names = record.stages.iter().map(|stage| &stage.name);
    if names.chain([&record.title]).any(|name| is_lossy(name)) {
        out.push_str(LOSSY);
    }
    let mut plain = vec![phrases::opening(record)];
    let hours = hours.map(|hours| hours.map(|hours| format!("{} GPU hours", in_full(hours))));
    plain.extend(resources(hours, hardware));
    plain.push(facts.method());
    plain.extend(phrases::base(record));
    let mut sentences: Vec<String> = plain.iter().map(|sentence| text(sentence)).collect();
    sentences.push(credit(record, ""));
    out + "\\emph{Compute.}\n" + &sentences.join("\n") + "\n"
}

/// Names the stages that lack a fact; the text is empty if all of them do. Returns `None` if none does.
fn missing<T>(known: Option<&Known<T>>) -> Option<String> {
    match known {
        None => Some(String::new()),
        Some(known) if known.gap.is_none() => None,
        Some(known) => Some(text(&format!(" of {}", known.gap.lacking()))),
    }
}

/// Writes hours and hardware in a sentence, or in two if they are of other stages.
fn resources(hours: Option<Known<String>>, hardware: Option<Known<String>>) -> Vec<String> {
    let sentence = |text: String| format!("{}.", capitalized(&text));
    match (hours, hardware) {
        (Some(hours), Some(hardware)) if hours.gap == hardware.gap => {
            let both = hours.map(|hours| format!("{hours} on {}", hardware.value));
            vec![sentence(both.words("time and hardware"))]
        }
        (hours, hardware) => {
            let hours = hours.map(|hours| sentence(hours.words(HOURS)));
            let hardware = hardware.map(|hardware| sentence(hardware.words("hardware")));
            hours.into_iter().chain(hardware).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::form;
    use crate::report::Format;

    #[test]
    fn compute_and_resources_are_given_or_asked_for() {
        let full = form(
            Format::Icml,
            "title=A_%26_B&parameters=7e9&tokens=1e11&time=10d&chips=64&hardware=nvidia-a100-sxm-80gb&format=bf16",
        );
        for words in [
            "\\emph{Compute.}",
            "$4.2\\times10^{21}$ FLOP",
            "15,360 GPU hours on 64 $\\times$ NVIDIA A100",
            "A \\& B",
            "internal cluster or cloud provider",
        ] {
            assert!(full.contains(words), "{words} is not in {full}");
        }
        assert!(!full.contains("% Missing"), "{full}");
        let bare = form(Format::Icml, "parameters=7e9&tokens=1e11");
        for words in [
            "% Missing: the type of GPUs",
            "% Missing: the total amount of GPU time",
        ] {
            assert!(bare.contains(words), "{words} is not in {bare}");
        }
    }
}
