//! Facts in a log beside its steps: chips, the sequence, the peak of a utilization.

use super::super::real::figure;
use super::super::text::{Report, after};
use crate::catalog::{self, Chip, Edition};

/// Returns the figure after these words, in the first line where they are not the end of a longer
/// word.
fn figure_of(report: &Report, labels: &[&str]) -> Option<f64> {
    labels.iter().find_map(|label| {
        report.lines().find_map(|line| {
            let rest = after(line, label)?;
            let start = line.get(..line.len() - rest.len() - label.len())?;
            let is_own =
                !start.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
            // The world size of data parallelism alone is only a part.
            let is_part = start.trim_end().ends_with("parallel");
            let found = figure(rest, false).filter(|_| is_own && !is_part)?;
            (found.value > 0.0).then_some(found.value)
        })
    })
}

/// Returns the number of chips: Megatron’s world size, the mesh of torchtitan, the devices of
/// MaxText, the processes of Lightning and of llm.c.
pub(super) fn chips(report: &Report) -> Option<f64> {
    let labels = [
        "using world size:",
        "world_size",
        "world size:",
        "world size =",
        "num_devices:",
        "registered. Starting with ",
    ];
    let whole = |chips: &f64| chips.fract() == 0.0 && *chips < 1e7;
    let table = || {
        let rest = report.after("| num_processes")?;
        figure(rest.trim_start_matches([' ', '|']), false)
    };
    mesh(report)
        .or_else(|| figure_of(report, &labels).filter(whole))
        .or_else(|| table().map(|chips| chips.value).filter(whole))
}

/// Returns the chips of `Building device mesh with parallelism: pp=1, dp_replicate=1, dp_shard=8,
/// cp=1, tp=1, ep=1`, whose experts share chips with the rest; in older versions of `2-D device
/// mesh with ['dp', 'tp'], [4, 2]`.
fn mesh(report: &Report) -> Option<f64> {
    if let Some(rest) = report.after("device mesh with parallelism:") {
        let degrees = ["pp=", "dp_replicate=", "dp_shard=", "cp=", "tp="];
        return degrees.iter().try_fold(1.0, |all, degree| {
            Some(all * figure(after(rest, degree)?, false)?.value)
        });
    }
    let (_, sizes) = report.after("-D device mesh with [")?.split_once('[')?;
    let sizes = sizes.split(']').next()?.split(',');
    sizes
        .into_iter()
        .try_fold(1.0, |all, size| Some(all * figure(size, false)?.value))
}

/// Returns the tokens of a sequence.
pub(super) fn sequence(report: &Report) -> Option<f64> {
    figure_of(
        report,
        &[
            "actual seqlen:",
            "seq_length",
            "sequence length ",
            "seq_len:",
        ],
    )
}

/// Returns the tokens of a step, as torchtitan (in two versions), nanoGPT, nanochat and llm.c print
/// them.
pub(super) fn batch(report: &Report) -> Option<f64> {
    let printed = [
        "tokens per DP rank, ",
        "tokens per iteration will be:",
        "Total batch size ",
        "and total_batch_size=",
    ];
    figure_of(report, &printed).or_else(|| {
        let line = report.after("global batch size ")?;
        let sequence = figure(after(line, "sequence length ")?, false)?;
        Some(figure(line, false)?.value * sequence.value)
    })
}

/// Returns the parameters, all of which a token visits.
pub(super) fn parameters(report: &Report) -> Option<f64> {
    let rest = report.after("number of parameters:")?;
    let (digits, unit) = rest.trim().split_at(rest.trim().find('M')?);
    (unit == "M").then_some(figure(digits, false)?.value * 1e6)
}

/// Returns the peak of one chip that a program takes its share of.
pub(super) fn peak(report: &Report) -> Option<f64> {
    figure_of(
        report,
        &["Peak FLOPS used for computing MFU:", "Peak FLOPS (BF16):"],
    )
}

/// Returns whether the program did not know the chip and took it for an A100.
pub(super) fn is_fallback(report: &Report) -> bool {
    report.has("Peak flops undefined for")
}

/// Returns the first chip that the log names as its driver does: `NVIDIA H100 80GB HBM3`.
pub(super) fn chip(report: &Report) -> Option<&'static Chip> {
    ["NVIDIA ", "AMD Instinct "].iter().find_map(|vendor| {
        let named = report.every(vendor).take(100);
        named.into_iter().find_map(|rest| {
            let ends = ["  ", " |", " (", " with ", "'", "\"", ",", ";"];
            let at = ends.iter().filter_map(|end| rest.find(end)).min();
            let name = rest.get(..at.unwrap_or(rest.len()))?.trim();
            catalog::resolve_name(name, Edition::PRESENT).only_chip(None)
        })
    })
}
