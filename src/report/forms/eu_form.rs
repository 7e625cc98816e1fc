//! The fields on compute, time and energy of the Model Documentation Form of the EU’s Code of Practice for
//! general-purpose AI models, Transparency chapter, July 2025:
//! <https://digital-strategy.ec.europa.eu/en/policies/contents-code-gpai>.
//!
//! Some fields have one text for national competent authorities and another for the AI Office.

use super::super::record::Known;
use super::facts::{Facts, HOURS};
use super::figures::{one_figure, two_figures};
use super::inference::{computation, computation_method};
use super::sheet::{Filled, NOT_DISCLOSED, Sheet};
use crate::estimate::Role;
use crate::quantity::{KilowattHours, write};

/// Days of a month.
const MONTH: f64 = 30.437_5;

/// The form’s classes of models by their parameters, each up to an end.
const SIZES: [(f64, &str); 8] = [
    (500e6, "1 to 500 million"),
    (5e9, "500 million to 5 billion"),
    (15e9, "5 to 15 billion"),
    (50e9, "15 to 50 billion"),
    (100e9, "50 to 100 billion"),
    (500e9, "100 to 500 billion"),
    (1e12, "500 billion to 1 trillion"),
    (f64::INFINITY, "more than 1 trillion"),
];

const HOW: &str = "type training time and chips.";

/// Writes the form.
pub(super) fn form(facts: &Facts) -> String {
    let record = facts.record;
    let mut sheet = Sheet::of(
        "Model Documentation Form, Code of Practice (July 2025)",
        NOT_DISCLOSED,
        record,
    );
    sheet.line("All figures are estimated. This is not legal advice.");
    sheet.field("Model dependencies", &dependencies(facts));
    sheet.field("Total model size", &size(facts));
    if let Some(note) = of_experts(facts) {
        sheet.note(note);
    }
    let days = facts.days();
    let months = days.clone().map(|days| {
        let months = |days| range_of_months(days).to_owned();
        days.map(months)
    });
    sheet.field(
        "Training time, for national authorities",
        &Filled::of_known(months, "training time", HOW),
    );
    sheet.field("Training time, for the AI Office", &time(facts, days));
    sheet.given(
        "Amount of computation used for training, for national authorities",
        format!("In the order of {} FLOP", order(record.total.0.median())),
    );
    sheet.given(
        "Amount of computation used for training, for the AI Office",
        format!("{} FLOP", two_figures(record.total.0.median())),
    );
    sheet.given("Measurement methodology of that amount", methodology(facts));
    sheet.field("Amount of energy used for training", &energy(facts));
    sheet.field(
        "Measurement methodology of that energy",
        &energy_method(facts),
    );
    sheet.field(
        "Benchmarked amount of computation used for inference",
        &computation(facts),
    );
    sheet.field(
        "Measurement methodology of that computation",
        &computation_method(facts),
    );
    sheet.note_of_plan(record);
    sheet.end(record)
}

fn dependencies(facts: &Facts) -> Filled {
    let bases = facts.record.stages.iter();
    let bases = bases.filter(|stage| stage.role != Role::Training);
    let names: Vec<String> = bases.map(|stage| stage.title()).collect();
    match names.is_empty() {
        true => Filled::NotApplicable("no stage of the estimate is a base model."),
        false => Filled::Given(names.join(", ")),
    }
}

fn size(facts: &Facts) -> Filled {
    let how = "type the total number of parameters.";
    let text = facts.parameters().map(|(parameters, _)| {
        let class = SIZES.iter().find(|(end, _)| parameters <= *end);
        let class = class.map_or("", |(_, words)| words);
        format!("{} parameters; class: {class}.", two_figures(parameters))
    });
    Filled::of(text, how)
}

/// Says what to write for a model with experts: a typed number may be of the active parameters alone.
fn of_experts(facts: &Facts) -> Option<&'static str> {
    let (_, is_counted) = facts.parameters()?;
    (!is_counted)
        .then_some("if it is a mixture of experts, write all parameters, not only the active ones.")
}

/// Returns the form’s range of training time, in months of 30.4375 days.
fn range_of_months(days: f64) -> &'static str {
    match days / MONTH {
        months if months < 1.0 => "Less than 1 month",
        months if months <= 3.0 => "1 to 3 months",
        months if months <= 6.0 => "3 to 6 months",
        _ => "More than 6 months",
    }
}

/// Returns the order of magnitude, as the exponent in scientific notation has it: 8.4e23 is in that of 10²³.
fn order(value: f64) -> String {
    let exponent = write::rounded(value, 2);
    let exponent = exponent
        .split_once('e')
        .map_or("", |(_, exponent)| exponent);
    match exponent {
        "" => write::digits(value, 1),
        exponent => format!("10^{exponent}"),
    }
}

fn time(facts: &Facts, days: Option<Known<f64>>) -> Filled {
    let wall = days.map(|days| days.map(|days| format!("{} wall-clock days", at_least_one(days))));
    let hardware = facts.hours().map(|hours| {
        hours.map(|hours| {
            let each: Vec<String> = hours
                .iter()
                .map(|of| {
                    format!("{} {}", at_least_one(of.hours / 24.0), of.chip)
                        .trim_end()
                        .to_owned()
                })
                .collect();
            format!("{} hardware days", each.join(" + "))
        })
    });
    match (wall, hardware) {
        (None, None) => Filled::Missing(HOW.into()),
        (Some(wall), Some(hardware)) => both_times(&wall, &hardware),
        (Some(wall), None) => Filled::Given(format!(
            "{}; hardware days are not known",
            wall.words("training time")
        ))
        .of_part(&wall.gap, HOW)
        .with_note(Some("for hardware days, type the chips.")),
        (None, Some(hardware)) => Filled::Given(format!(
            "{}; wall-clock days are not known",
            hardware.words(HOURS)
        ))
        .of_part(&hardware.gap, HOW)
        .with_note(Some(
            "for wall-clock days, type training time and chips in place of chip-hours.",
        )),
    }
}

fn both_times(wall: &Known<String>, hardware: &Known<String>) -> Filled {
    let both = [wall, hardware].map(|known| format!("{}{}", known.value, known.gap.of()));
    let lacks = Facts::lacks(&wall.gap, &hardware.gap);
    let texts: Vec<String> = both.into_iter().chain(lacks).collect();
    Filled::Given(texts.join("; ")).of_part(hardware.gap.or(&wall.gap), HOW)
}

/// Writes days with at least one significant figure: in two, or whole below a hundred.
fn at_least_one(days: f64) -> String {
    match days < 100.0 {
        true => write::digits(days, 2),
        false if days < 1e6 => write::typed(days.round()),
        false => one_figure(days),
    }
}

fn methodology(facts: &Facts) -> String {
    let mut text = facts.method();
    if facts.record.outcome().lacks_base() {
        text.push_str(" The base model, whose compute is not known, is not in it.");
    }
    text
}

fn energy(facts: &Facts) -> Filled {
    let how = "type the power of a chip or choose the hardware, with time and chips. Write “N/A” if a provider of compute or hardware withholds what you need for it.";
    let text = |kwh: KilowattHours| {
        let range = match kwh.0.is_range() {
            true => format!(" (90% range {})", write::people_range(kwh.0.scaled(1e-3))),
            false => String::new(),
        };
        format!("{} MWh{range}", two_figures(kwh.median() / 1e3))
    };
    let known = facts.electricity().map(|known| known.map(text));
    Filled::of_known(known, "energy", how)
}

fn energy_method(facts: &Facts) -> Filled {
    let text = facts.electricity().map(|_| facts.electricity_method());
    Filled::of(text, "see the energy above.")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, field, form};
    use super::{order, range_of_months};
    use crate::report::Format;

    const BARE: &str = "parameters=70e9&tokens=2e12";

    fn of(link: &str, name: &str) -> String {
        field(&form(Format::EuForm, link), name)
    }

    #[test]
    fn training_time_is_a_range_and_days() {
        let (range, days) = (
            "Training time, for national authorities",
            "Training time, for the AI Office",
        );
        for (time, months) in [
            (30.0, "Less than 1 month"),
            (31.0, "1 to 3 months"),
            (91.0, "1 to 3 months"),
            (92.0, "3 to 6 months"),
            (182.0, "3 to 6 months"),
            (183.0, "More than 6 months"),
        ] {
            assert_eq!(range_of_months(time), months, "{time}");
        }
        let run = "chips=768&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4";
        assert_eq!(of(&format!("{run}&time=120d"), range), "3 to 6 months");
        assert_eq!(
            of(&format!("{run}&time=120d"), days),
            "120 wall-clock days; 92,160 NVIDIA H100 SXM hardware days"
        );
        assert!(of(BARE, range).starts_with("Not disclosed. To fill this in: type training time"));
        assert!(of(BARE, days).starts_with("Not disclosed"));
        let hours = "chip-hours=832102&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4";
        assert!(
            of(hours, days)
                .starts_with("34,671 NVIDIA H100 SXM hardware days; wall-clock days are not known")
        );
        // Runs, stages and periods follow each other.
        assert_eq!(
            of("time=10d&chips=8&peak=1e15&utilization=0.4&runs=4", range),
            "1 to 3 months"
        );
        assert_eq!(
            of("fleet=54d*1024;20d*512&peak=1e15&utilization=0.4", days),
            "74 wall-clock days; 65,536 hardware days"
        );
    }

    #[test]
    fn computation_is_an_order_and_two_figures() {
        let (authorities, office) = (
            "Amount of computation used for training, for national authorities",
            "Amount of computation used for training, for the AI Office",
        );
        assert_eq!(of(BARE, authorities), "In the order of 10^23 FLOP");
        assert_eq!(of(BARE, office), "8.4 × 10^23 FLOP");
        assert_eq!(of("parameters=5e9&tokens=1e14", office), "3.0 × 10^24 FLOP");
        assert!(
            of(BARE, "Measurement methodology of that amount")
                .contains("Estimated by counting operations: 2 × 7 × 10^10 parameters")
        );
        assert_eq!(
            (order(9.6e23), order(9.97e23)),
            ("10^23".into(), "10^24".into())
        );
    }

    #[test]
    fn energy_is_in_two_figures_with_its_boundary() {
        let (energy, method) = (
            "Amount of energy used for training",
            "Measurement methodology of that energy",
        );
        let ibm = "chip-hours=832102&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&power=700_W&pue=1.3";
        assert_eq!(of(ibm, energy), "760 MWh");
        assert!(
            of(ibm, method).contains("The chips and the data centre’s losses are in the figure")
        );
        assert!(of(BARE, energy).contains("Write “N/A” if a provider"));
        assert!(of(BARE, method).starts_with("Not disclosed"));
    }

    #[test]
    fn size_and_dependencies_are_given() {
        assert_eq!(
            of(BARE, "Total model size"),
            "7.0 × 10^10 parameters; class: 50 to 100 billion."
        );
        let network = "model=tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)&tokens=1e9";
        assert_eq!(
            of(network, "Total model size"),
            "1.2 × 10^8 parameters; class: 1 to 500 million."
        );
        assert!(
            of("chip-hours=1&peak=1e15&utilization=0.4", "Total model size")
                .starts_with("Not disclosed")
        );
        assert_eq!(
            of(BARE, "Model dependencies"),
            "N/A: no stage of the estimate is a base model."
        );
        assert_eq!(
            of(
                "stage=Llama&role=base&compute=1e24&2.compute=1e21",
                "Model dependencies"
            ),
            "Llama"
        );
    }

    #[test]
    fn experts_are_spoken_of_beside_the_answer() {
        let note = "\n\n(Note for you: if it is a mixture of experts, write all";
        assert!(form(Format::EuForm, BARE).contains(note));
        // All parameters of a network are counted.
        let network = "model=tokens(64);embed(100,32);experts(8,2,64);head(100)&tokens=1e9";
        assert!(!form(Format::EuForm, network).contains("Note for you"));
    }

    #[test]
    fn inference_is_left_open_without_it() {
        let name = "Benchmarked amount of computation used for inference";
        assert!(
            of(BARE, name)
                .starts_with("Not disclosed. To fill this in: open the report “Inference”")
        );
        assert!(of(FULL, name).ends_with("FLOP"));
    }
}
