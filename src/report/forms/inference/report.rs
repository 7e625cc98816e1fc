//! The report of inference: its compute, time and energy, and how it compares with the training.

use super::phrases::{hardware, how_attention, how_hardware, of_peak, product, remarks, task};
use crate::answer::inference::Inference;
use crate::quantity::{KilowattHours, write};
use crate::report::forms::facts::Facts;
use crate::report::forms::sheet::{Filled, NOT_KNOWN, Sheet};
use crate::words::energy::electricity;
use crate::words::text::{capitalized, clean};

/// Joules of a kilowatt-hour.
const KILOWATT_HOUR: f64 = 3.6e6;

/// Writes the report.
pub(in crate::report::forms) fn report(facts: &Facts) -> String {
    let record = facts.record;
    let mut sheet = Sheet::of("Inference", NOT_KNOWN, record);
    let Some(inference) = &facts.inference else {
        sheet.field("Compute of inference", &Filled::Missing("type the tokens of a request above, or images and steps. The operations of a forward pass come from the estimate, which must count them.".into()));
        return sheet.end(record);
    };
    let unit = inference.unit();
    sheet.given("Task", format!("{}.", capitalized(&task(inference))));
    let compute = format!(
        "{} FLOP for each {unit}, {} FLOP in all: {}. {}",
        write::people(inference.flop_each),
        write::people(inference.flop()),
        product(inference),
        remarks(inference).join(" ")
    );
    sheet.field(
        "Compute",
        &Filled::Given(compute).with_note(how_attention(inference)),
    );
    let speed = inference.flop_per_second().zip(inference.seconds);
    let speed = speed.map(|(speed, seconds)| {
        let on = hardware(inference).map_or(String::new(), |on| format!(" on {on}"));
        let mut text = format!(
            "{} s{on}: {} FLOP/s.",
            write::people(seconds),
            write::people(speed)
        );
        let is_said = inference.impossible_share().is_some() || inference.least.is_some();
        let share = of_peak(inference).filter(|_| is_said);
        let unclear = inference.unclear_chip.as_ref();
        let unclear = unclear.map(|unclear| {
            format!(
                "To hold this against the peak, {}.",
                clean(&unclear.describe_missing())
            )
        });
        for sentence in share.into_iter().chain(unclear) {
            text.push_str(&format!(" {sentence}"));
        }
        text
    });
    sheet.field("Time", &Filled::of(speed, "type the seconds that it took."));
    sheet.field("Energy", &energy(inference));
    sheet.given("Against the training", against(facts, inference));
    sheet.end(record)
}

fn energy(inference: &Inference) -> Filled {
    if inference.impossible_share().is_some() {
        return Filled::Missing("the time is impossible, as said above: type another.".into());
    }
    let how = how_hardware(
        inference,
        "choose the hardware and its format, and type chips and seconds, or a utilization.",
    );
    let unit = inference.unit();
    let text = inference.joules_each.map(|joules| {
        let kwh = |joules: f64| electricity(KilowattHours::point(joules / KILOWATT_HOUR));
        let mut text = format!("{} J for each {unit}", write::people(joules));
        if let Some(tokens) = inference.generated_tokens().filter(|tokens| *tokens >= 1.0) {
            text.push_str(&format!(", {} for a million generated tokens", kwh(joules / tokens * 1e6)));
        }
        if let Some(yearly) = inference.yearly {
            text.push_str(&format!(", {} in a year of {}", kwh(joules * yearly), several(yearly, unit)));
        }
        let from = match inference.seconds.zip(inference.chips) {
            Some(_) => "chips × seconds × the design power of a chip",
            None => "FLOP ÷ (peak × utilization) × the design power of a chip",
        };
        format!("{text}. Estimated as {from}, with the host factor and the PUE of the estimate where they are typed. What a chip takes while it waits is not in it.")
    });
    Filled::of(text, &how)
}

/// Writes `1 request`, `1 billion requests`.
fn several(number: f64, unit: &str) -> String {
    let end = if number == 1.0 { "" } else { "s" };
    format!("{} {unit}{end}", write::in_words(number))
}

/// Compares inference with the training.
fn against(facts: &Facts, inference: &Inference) -> String {
    let training = facts.record.total.0.median();
    let unit = inference.unit();
    let even = training / inference.flop_each;
    let mut text = format!(
        "After {} inference has taken as much as the training, {} FLOP.",
        several(even, unit),
        write::people(training)
    );
    if let Some(yearly) = inference.yearly {
        let flop = yearly * inference.flop_each;
        text.push_str(&format!(
            " A year of {} takes {} FLOP, {} times the training.",
            several(yearly, unit),
            write::people(flop),
            write::people(flop / training)
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::tests::{MODEL, says};
    use crate::report::Format;
    use crate::report::forms::tests::form;

    #[test]
    fn an_impossible_time_has_no_energy() {
        let of = "prompt:1024;generated:128;requests:1000;chips:1;seconds:2;hardware:nvidia-h100-sxm;format:bf16";
        let impossible = ["of the peak, which is impossible"];
        says(Format::Inference, of, "Compute", &impossible);
        says(Format::Inference, of, "Time", &impossible);
        says(Format::Inference, of, "Energy", &["the time is impossible"]);
    }

    #[test]
    fn the_report_compares_with_the_training() {
        let of = "prompt:500;generated:500;yearly:1e9;utilization:0.3;hardware:nvidia-h100-sxm;format:bf16";
        says(
            Format::Inference,
            of,
            "Energy",
            &[
                "J for each request",
                "for a million generated tokens",
                "in a year of 1 billion requests",
            ],
        );
        says(
            Format::Inference,
            of,
            "Against the training",
            &["5.88 × 10^23 FLOP", "A year of 1 billion requests"],
        );
        says(
            Format::Inference,
            of,
            "Compute",
            &[
                "999 tokens passed once",
                "Batching does not change the FLOP",
            ],
        );
        says(
            Format::Inference,
            "prompt:500",
            "Time",
            &["Not in the estimate. To fill this in: type the seconds"],
        );
        says(
            Format::Inference,
            "generated:9;cache:no",
            "Compute",
            &["Keys and values are not kept"],
        );
        let none = form(Format::Inference, MODEL);
        assert!(
            none.contains("Not in the estimate. To fill this in: type the tokens of a request"),
            "{none}"
        );
    }
}
