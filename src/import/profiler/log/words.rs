//! Notes on what a log gives and leaves open.

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

pub(super) fn seconds(time: f64) -> String {
    write::entry(time, Dimension::Time)
}

pub(super) fn notes(log: &Log, multiply_adds: Option<f64>, into: &mut Import) {
    let says = log.speed.is_some() || log.share.is_some();
    let passes = if !says {
        ""
    } else if log.format.is_hardware {
        " Its FLOP/s are those of the forward and the backward pass. If they include recomputed operations, type their share of the peak with HFU after it."
    } else {
        " Its FLOP/s are the model’s: the forward and the backward pass, without recomputed operations."
    };
    into.info(format!(
        "This is the log of a training run, written by {}, not a profiler’s report.{passes}{}",
        log.format.tool,
        if says { log.format.aside } else { "" }
    ));
    steady(log, into);
    if let Some(steps) = log.steps {
        self::steps(log, steps, into);
    }
    if let (Some(multiply_adds), Some(each)) = (multiply_adds, log.each) {
        into.info(format!(
            "The speed divided by {} tokens per second and chip gives the FLOP of a token. A third of it is the forward pass: {} multiply-adds, to four digits.",
            rounded(each, 5),
            people(multiply_adds)
        ));
    }
    utilization(log, into);
    open(log, into);
    if multiply_adds.is_some() && log.tokens.is_some() {
        into.info("Both methods use the same log, so their agreement is no check.");
    }
}

/// Notes the medians and their number of lines.
fn steady(log: &Log, into: &mut Import) {
    let Some(Span { of, without }) = log.span else {
        return;
    };
    let mut text =
        format!("The median of {of} lines, of which the first {without} are left out as warm-up:");
    let of_step = match log.stretches.is_empty() {
        true => " for a step",
        false => " for a step of the last batch",
    };
    let figures = [
        (log.seconds.map(seconds), of_step),
        (log.speed.map(speed), " on each chip"),
        (log.share.map(share), " of the peak"),
    ];
    for (figure, of) in figures {
        if let Some(figure) = figure {
            text += if text.ends_with(':') { " " } else { ", " };
            text += &figure;
            text += of;
        }
    }
    into.info(text + ".");
    if let (Some(first), Some(last)) = (log.stretches.first(), log.stretches.last()) {
        into.info(format!(
            "The batch changes from {} to {} sequences: time and speed are those of each size, for as many steps as it had.",
            typed(first.size),
            typed(last.size)
        ));
    }
}

/// Notes the extent of the log, and the time that is left out.
fn steps(log: &Log, steps: Steps, into: &mut Import) {
    let planned = steps.planned.filter(|planned| *planned > steps.taken);
    let mut text = format!("The last step in the log is {}", typed(steps.taken));
    if let Some(planned) = planned {
        text += " of ";
        text += &typed(planned);
    }
    text += ".";
    if let Some(each) = log.seconds {
        text +=
            " The time is that of all steps up to it, without evaluation, checkpoints and pauses.";
        if let Some(planned) = planned {
            let grown = log.time.filter(|_| !log.stretches.is_empty());
            let before = grown.unwrap_or(steps.taken * each);
            text += " All planned steps would take ";
            text += &seconds(before + (planned - steps.taken) * each);
            text += ".";
        }
    }
    into.info(text);
    if log.runs.len() > 1 {
        let runs: Vec<String> = log.runs.iter().take(6).map(|end| typed(*end)).collect();
        into.warning(format!(
            "The log is of {} runs, up to the steps {}{}. The longest was read: if you mean another, give its lines alone.",
            log.runs.len(),
            runs.join(", "),
            if log.runs.len() > 6 { " …" } else { "" }
        ));
    }
    if let Some(again) = steps.again {
        into.warning(format!(
            "The log goes back to step {}: repeated steps are not in the time. If these are several runs, give one.",
            typed(again)
        ));
    }
}

/// Notes the base of the utilization, or how to get one.
fn utilization(log: &Log, into: &mut Import) {
    if let Some(peak) = log.another_peak() {
        into.warning(format!(
            "Its mfu is a share of {}, whatever the chip, so the speed is read from it.",
            speed(peak)
        ));
    }
    let Some(fast) = log.speed else {
        into.info(match log.share {
            Some(_) => "Its share is of the peak that the program knows for the chip, in BF16, and goes into the form as it is.",
            None => "It gives no FLOP/s: take the utilization from elsewhere.",
        });
        return;
    };
    let peak = log.chip.and_then(|chip| chip.peak(Arithmetic::Bf16));
    into.info(match (log.share.and(log.peak), peak) {
        (Some(peak), _) => format!("The share is of a peak of {}.", speed(peak)),
        (None, Some(peak)) => format!(
            "The speed is {} of the chip’s peak of {} in BF16. Choose the format.",
            share(fast / peak.median()),
            speed(peak.median())
        ),
        (None, None) => "The utilization is the speed divided by the chip’s peak. The speed goes into that field; once the hardware and its format are filled in, the field says which share to type.".into(),
    });
}

/// Notes what the log does not say.
fn open(log: &Log, into: &mut Import) {
    let has_time = log.time.is_some() || log.chip_hours().is_some();
    let open = [
        (log.chips.is_none(), "how many chips there were"),
        (log.chip.is_none(), "which chip, and in which number format"),
        (log.tokens.is_none(), "how many tokens it saw"),
        (!has_time, "how long it took"),
    ];
    let open: Vec<&str> = open
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, what)| *what)
        .collect();
    if !open.is_empty() {
        into.info(format!("The log does not say: {}.", open.join("; ")));
    }
    if let (Some(samples), None) = (log.samples, log.tokens) {
        into.info(format!(
            "It counts {} sequences: multiply by the length of one for the tokens.",
            typed(samples)
        ));
    }
}
