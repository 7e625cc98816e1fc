//! Item C1 of the Responsible NLP checklist of ACL Rolling Review, a part of its submission form since February 2024:
//! <https://aclrollingreview.org/responsibleNLPresearch/>.
//!
//! It asks whether the paper reports the number of parameters of its models, the total computational budget, such as
//! GPU hours, and the computing infrastructure. An answer has the section of the paper, or a justification.

use super::super::record::{Gap, Known};
use super::facts::{Facts, HOURS};
use super::figures::in_full;
use super::sheet::{Filled, NOT_KNOWN, Sheet};
use crate::quantity::write;

const HOW: &str = "type training time and chips, or chip-hours.";

/// Writes the answer and its elaboration.
pub(super) fn item(facts: &Facts) -> String {
    let mut sheet = Sheet::of(
        "Responsible NLP checklist, item C1",
        NOT_KNOWN,
        facts.record,
    );
    let parameters = facts
        .parameters()
        .map(|(parameters, _)| format!("{} parameters", write::in_words(parameters)));
    let budget = budget(facts);
    let hardware = facts.hardware();
    let gaps = |known: &Option<Known<String>>| known.as_ref().map(|known| known.gap.clone());
    let missing: Vec<String> = [
        (
            "the number of parameters",
            parameters.as_ref().map(|_| Gap::default()),
        ),
        ("GPU hours", gaps(&budget)),
        ("the computing infrastructure", gaps(&hardware)),
    ]
    .into_iter()
    .filter_map(|(what, gap)| match gap {
        None => Some(what.into()),
        Some(gap) if gap.is_none() => None,
        Some(gap) => Some(format!("{what} of {}", gap.lacking())),
    })
    .collect();
    let answer = match missing.as_slice() {
        [] => "Yes. Name the section of the paper that has the elaboration.".into(),
        missing => format!("No, unless you add to the paper: {}.", missing.join("; ")),
    };
    sheet.given("C1. Answer", answer);
    sheet.field(
        "Number of parameters",
        &Filled::of(parameters, "type the parameters."),
    );
    sheet.field(
        "Total computational budget",
        &match budget {
            Some(budget) => Filled::Given(budget.value).of_part(&budget.gap, HOW),
            None => Filled::Missing(HOW.into()),
        },
    );
    sheet.field(
        "Computing infrastructure",
        &Filled::of_known(hardware, "hardware", "choose the hardware."),
    );
    sheet.note_of_plan(facts.record);
    sheet.end(facts.record)
}

/// Writes the hours and, because they may be of some stages alone, apart from them the FLOP of all.
fn budget(facts: &Facts) -> Option<Known<String>> {
    let hours = facts.hours()?;
    let each: Vec<String> = hours
        .value
        .iter()
        .map(|of| {
            format!("{} GPU hours {}", in_full(of.hours), of.chip)
                .trim_end()
                .to_owned()
        })
        .collect();
    let flop = facts.record.total.flop();
    let (each, gap) = (each.join(" and "), hours.gap);
    let value = match gap.is_none() {
        true => format!("{each} ({flop})"),
        false => format!("{each}{}. All stages: {flop}", gap.mark(HOURS)),
    };
    Some(Known { value, gap })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{field, form};
    use crate::report::Format;

    #[test]
    fn each_of_the_three_is_given_or_asked_for() {
        let of = |link: &str, name: &str| field(&form(Format::Acl, link), name);
        let full = "parameters=7e9&tokens=1e11&time=10d&chips=64&hardware=nvidia-a100-sxm-80gb&format=bf16";
        assert!(of(full, "C1. Answer").starts_with("Yes."));
        assert_eq!(of(full, "Number of parameters"), "7 billion parameters");
        assert_eq!(
            of(full, "Total computational budget"),
            "15,360 GPU hours NVIDIA A100 SXM 80 GB (4.2 × 10^21 FLOP)"
        );
        assert_eq!(
            of(full, "Computing infrastructure"),
            "64 × NVIDIA A100 SXM 80 GB"
        );
        let bare = "parameters=7e9&tokens=1e11";
        assert_eq!(
            of(bare, "C1. Answer"),
            "No, unless you add to the paper: GPU hours; the computing infrastructure."
        );
        assert!(
            of(bare, "Total computational budget")
                .starts_with("Not in the estimate. To fill this in: type")
        );
        assert!(of(bare, "Computing infrastructure").starts_with("Not in the estimate"));
        let time = "chip-hours=10&peak=1e15&utilization=0.4";
        assert!(of(time, "Number of parameters").starts_with("Not in the estimate"));
        assert_eq!(
            of(time, "Total computational budget"),
            "10 GPU hours (1.44 × 10^19 FLOP)"
        );
    }
}
