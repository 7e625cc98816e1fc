//! What a log gave, and what it left open, in words.

use super::*;
use crate::quantity::write::{people, rounded, typed};

/// `241.2 TFLOP/s`
pub(super) fn speed(flop_per_second: f64) -> String {
    rounded(flop_per_second / 1e12, 4) + " TFLOP/s"
}

/// `24.38%`
pub(super) fn share(share: f64) -> String {
    rounded(100.0 * share, 4) + "%"
}

fn seconds(time: f64) -> String {
    write::entry(time, Dimension::Time)
}

pub(super) fn notes(log: &Log, multiply_adds: Option<f64>, into: &mut Import) {
    into.info(format!(
        "This is the log of a training run, written by {}, not a profiler’s report. {}",
        log.format.tool, log.format.convention
    ));
    steady(log, into);
    steps(log, into);
    if let (Some(multiply_adds), Some(each)) = (multiply_adds, log.each) {
        into.info(format!(
            "The speed over {} tokens per second and chip gives the FLOP of a token, both passes; a third is the forward pass, {} multiply-adds in four digits.",
            typed(rounded_to_whole(each.median)),
            people(multiply_adds)
        ));
    }
    if log.is_fallback {
        into.warning("torchtitan did not know the chip and took it for an A100 of 312 TFLOP/s: its mfu is not the utilization, and only the speed is read.");
    }
    utilization(log, into);
    open(log, into);
    let has_both = multiply_adds.is_some() && log.tokens.is_some() && log.speed.is_some();
    if has_both {
        into.info("Both methods then rest on the one log: that they agree is no check.");
    }
}

fn rounded_to_whole(value: f64) -> f64 {
    if value < 100.0 { value } else { value.round() }
}

/// The medians, and of how many figures.
fn steady(log: &Log, into: &mut Import) {
    let parts: Vec<String> = [
        log.seconds.map(|time| seconds(time.median) + " for a step"),
        log.speed.map(|fast| speed(fast.median) + " on each chip"),
        log.share.map(|part| share(part.median) + " of the peak"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let steady = log.seconds.or(log.speed).or(log.share);
    let Some(Steady { of, without, .. }) = steady.filter(|_| !parts.is_empty()) else {
        return;
    };
    let parts = parts.join(", ");
    into.info(match (of, without) {
        (1, _) => format!("One line says: {parts}. A longer part of the log would say whether that is usual."),
        (_, 0) => format!("The median of {of} lines: {parts}. A longer part of the log would say more."),
        _ => format!("The median of {of} lines without the first {without}, in which programs warm up: {parts}."),
    });
}

/// How far the log goes, and what of the time is left out.
fn steps(log: &Log, into: &mut Import) {
    let Some(Steps {
        taken,
        planned,
        again,
    }) = log.steps
    else {
        return;
    };
    let planned = planned.filter(|planned| *planned > taken);
    let of = planned.map_or(String::new(), |planned| format!(" of {}", typed(planned)));
    let mut text = format!("The last step in the log is {}{of}.", typed(taken));
    if let Some(each) = log.seconds {
        text += &format!(
            " The time is that of {} steps, from the first: evaluation, checkpoints and pauses are not in it.",
            typed(taken)
        );
        if let Some(planned) = planned {
            text += &format!(
                " All {} would take {}.",
                typed(planned),
                seconds(planned * each.median)
            );
        }
    }
    into.info(text);
    if let Some(again) = again {
        into.warning(format!(
            "The log goes back to step {}: the run was begun again, and what was done twice is not in the time. Or these are several runs: give one.",
            typed(again)
        ));
    }
}

/// What the utilization is of, and how to get one.
fn utilization(log: &Log, into: &mut Import) {
    match (log.share, log.speed, log.chip) {
        (Some(_), _, chip) => {
            if let (Some(peak), false) = (log.peak, log.is_own_peak()) {
                let of = chip.map_or(String::new(), |chip| format!(", for the {}", chip.name));
                into.info(format!(
                    "The program held its share against a peak of {}{of}: that peak goes into the form.",
                    speed(peak)
                ));
            }
        }
        (None, Some(fast), Some(chip)) => {
            let of = |format: Arithmetic| {
                let peak = chip.peak(format)?;
                Some(format!(
                    "{} of its peak of {} in {format}",
                    share(fast.median / peak.median()),
                    speed(peak.median())
                ))
            };
            let known = of(log.arithmetic.unwrap_or(Arithmetic::Bf16));
            into.info(format!(
                "The log names the {}: {} is {}.",
                chip.name,
                speed(fast.median),
                known.unwrap_or_else(|| "a share of its peak".into())
            ));
        }
        (None, Some(fast), None) => into.info(format!(
            "The utilization is {} over the peak of the chip. The speed goes into that field: with the hardware and its format filled in, it says which share to type.",
            speed(fast.median)
        )),
        (None, None, _) => into.info(
            "The log says nothing of FLOP/s: a utilization has to come from elsewhere, or method 1 from the model and its tokens.",
        ),
    }
}

/// What the log does not say.
fn open(log: &Log, into: &mut Import) {
    let mut open = Vec::new();
    if log.chips.is_none() && (log.time.is_some() || log.chip_hours().is_none()) {
        open.push("how many chips there were");
    }
    if log.chip.is_none() && log.peak.is_none() {
        open.push("which chip and which number format");
    }
    if log.tokens.is_none() {
        open.push("how many tokens the run saw");
    }
    if log.time.is_none() && log.chip_hours().is_none() {
        open.push("how long it took");
    }
    if !open.is_empty() {
        into.info(format!(
            "The log does not say: {}. That is left empty.",
            open.join(", ")
        ));
    }
    if let (Some(samples), None) = (log.samples, log.tokens) {
        into.info(format!(
            "It counts {} sequences: times the length of one they are the tokens.",
            typed(samples)
        ));
    }
}
