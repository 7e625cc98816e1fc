//! The ratios that the peaks of one chip must have to each other.
//!
//! Multipliers of half the width come in twice the number, so the formats of a chip stand in
//! plain ratios. A figure with 2:4 sparsity is twice too high, a vector rate among tensor
//! figures far too low, a tensor figure among vector rates far too high: each breaks a ratio.
//!
//! The allowed values were tried against 250 chips of 22 vendors, 2010 to 2026: they
//! hold for every one whose figures are right.

use super::chips::Row;

/// How far a ratio may be off through the rounding of data sheets: the widest seen is 2.3%.
const ROUNDING: f64 = 0.03;

/// For some chips, the peak of one format over that of another.
struct Rule {
    over: &'static str,
    under: &'static str,
    applies: fn(&Row) -> bool,
    /// The ratios that there are.
    ratios: &'static [f64],
    /// Ratios that designs of their own reach: anything in this interval.
    interval: Option<(f64, f64)>,
    /// The usual cause of such a slip.
    hint: &'static str,
}

const SPARSE: &str = "is one of the two with 2:4 sparsity? Enter the dense figure, half of it";
const VECTOR: &str = "is one a vector rate where the other is a tensor figure?";

/// 1 to 3: built for science; 8 to 32: for games. Beyond 40, FP64 is cut to a remnant.
const FP32_TO_FP64: &[f64] = &[1.0, 2.0, 3.0, 8.0, 24.0, 32.0];

const RULES: &[Rule] = &[
    rule("fp32", "fp64", not_amd, FP32_TO_FP64, VECTOR).or(40.0, 70.0),
    // AMD's cards for games cut FP64 to 1/16, or 1/32 where FP32 counts two instructions at once.
    rule("fp32", "fp64", amd, &[1.0, 2.0, 16.0, 32.0], VECTOR),
    rule("tf32", "fp32", gpu, &[], VECTOR).or(1.0, 16.0),
    // FP16 at least doubles FP32, but for Pascal's cards for games, which run it at 1/64.
    rule("fp16", "fp32", gpu, &[1.0 / 64.0], VECTOR).or(2.0, 32.0),
    rule("bf16", "fp32", gpu, &[], VECTOR).or(2.0, 32.0),
    rule("fp16", "tf32", gpu, &[2.0], SPARSE),
    rule("bf16", "tf32", gpu, &[2.0], SPARSE),
    // AMD's first matrix cores (MI100) ran BF16 at half the rate.
    rule("bf16", "fp16", amd, &[0.5, 1.0], SPARSE),
    rule("bf16", "fp16", not_amd, &[1.0], SPARSE),
    // Rubin has 17.5e15 in FP8 and 4e15 in FP16.
    rule("fp8", "fp16", gpu, &[2.0, 4.375], SPARSE),
    rule("fp8", "bf16", any, &[4.375], SPARSE).or(1.0, 4.0),
    // Blackwell Ultra gave up INT8 for three times the FP4.
    rule("fp4", "fp8", datacentre, &[2.0], SPARSE).or(3.0, 3.1),
    rule("fp4", "fp8", workstation, &[2.0], SPARSE),
    // GeForce cards halve FP8 with FP32 sums, but not FP4.
    rule("fp4", "fp8", consumer, &[4.0], SPARSE),
    rule("fp4", "fp8", accelerator, &[1.0, 2.0], SPARSE),
    rule("int8", "fp16", nvidia_datacentre, &[2.0], SPARSE).or(0.05, 0.1),
    rule("int8", "fp16", amd, &[1.0, 2.0], SPARSE),
    // GeForce cards halve FP16 with FP32 sums, but not INT8.
    rule("int8", "fp16", consumer, &[2.0, 4.0], SPARSE),
    rule("int8", "fp16", workstation, &[2.0], SPARSE),
    rule("int8", "fp16", other_maker, &[2.0], SPARSE),
    // Groq's chip, made for INT8, has four times the rate, Cambricon's 8/3.
    rule("int8", "fp16", accelerator, &[2.0, 8.0 / 3.0, 4.0], SPARSE),
    rule("int8", "bf16", accelerator, &[2.0, 8.0 / 3.0], SPARSE),
    rule("int8", "bf16", other_maker, &[2.0], SPARSE),
    rule("int8", "bf16", tpu, &[1.0, 2.0], SPARSE),
    // AWS's Trainium2 doubles BF16 in FP8, Trainium3 does 3.75 times as much.
    rule("bf16", "tf32", aws, &[1.0], SPARSE),
    rule("fp8", "bf16", aws, &[1.0, 1.95, 3.75], SPARSE),
    rule("fp4", "fp8", aws, &[1.0], SPARSE),
    // A vector rate in a tensor column, or the other way around.
    rule("bf16", "fp32", accelerator, &[], VECTOR).or(2.0, 128.0),
    rule("fp16", "fp32", accelerator, &[], VECTOR).or(2.0, 128.0),
];

const fn rule(
    over: &'static str,
    under: &'static str,
    applies: fn(&Row) -> bool,
    ratios: &'static [f64],
    hint: &'static str,
) -> Rule {
    Rule {
        over,
        under,
        applies,
        ratios,
        interval: None,
        hint,
    }
}

fn any(_: &Row) -> bool {
    true
}
fn amd(row: &Row) -> bool {
    row.vendor == "AMD"
}
fn aws(row: &Row) -> bool {
    row.vendor == "Amazon"
}
fn not_amd(row: &Row) -> bool {
    !amd(row)
}
fn gpu(row: &Row) -> bool {
    datacentre(row) || workstation(row) || consumer(row)
}
fn workstation(row: &Row) -> bool {
    row.kind == "workstation-gpu"
}
/// Returns whether a row is a data-centre GPU of neither of the two large makers.
fn other_maker(row: &Row) -> bool {
    datacentre(row) && row.vendor != "NVIDIA" && row.vendor != "AMD"
}
fn accelerator(row: &Row) -> bool {
    row.kind == "other"
}
fn consumer(row: &Row) -> bool {
    row.kind == "consumer-gpu"
}
fn datacentre(row: &Row) -> bool {
    row.kind == "datacentre-gpu"
}
fn nvidia_datacentre(row: &Row) -> bool {
    datacentre(row) && row.vendor == "NVIDIA"
}
fn tpu(row: &Row) -> bool {
    row.kind == "tpu"
}

/// Says why a row's peaks are implausible.
pub(crate) fn check(row: &Row) -> Vec<String> {
    let broken = RULES.iter().filter_map(|rule| rule.check(row));
    broken.chain(check_sparse(row)).collect()
}

impl Rule {
    const fn or(self, low: f64, high: f64) -> Self {
        Self {
            interval: Some((low, high)),
            ..self
        }
    }

    fn check(&self, row: &Row) -> Option<String> {
        let Self { over, under, .. } = self;
        let (above, below) = (row.peak(over)?, row.peak(under)?);
        let ratio = above / below;
        let allowed = self.ratios.iter().any(|&r| near(ratio, r, ROUNDING))
            || self.interval.is_some_and(|(low, high)| {
                (low * (1.0 - ROUNDING)..=high * (1.0 + ROUNDING)).contains(&ratio)
            });
        if allowed || !(self.applies)(row) {
            return None;
        }
        Some(format!(
            "{over} ({above:e}) is {ratio:.3} times {under} ({below:e}), on such a chip it is {}: {}",
            self.allowed(),
            self.hint,
        ))
    }

    /// `2, 4 or 40 to 70`.
    fn allowed(&self) -> String {
        let single = self.ratios.iter().map(f64::to_string);
        let interval = self.interval.map(|(low, high)| format!("{low} to {high}"));
        let all: Vec<String> = single.chain(interval).collect();
        match all.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => String::new(),
        }
    }
}

/// Returns how many times the dense figure a vendor advertises for matrices with zeros: twice with two of four
/// numbers left out; nearly four times on AWS's chips, which leave out 12 of 16.
fn sparse_to_dense(row: &Row) -> (f64, &'static str) {
    if aws(row) {
        (3.8, "3.8 times")
    } else {
        (2.0, "twice")
    }
}

/// Checks the advertised 16-bit figure: it must be as many times the dense one as the vendor leaves out
/// zeros, and must be given where there is one: a row with every dense figure doubled keeps its ratios, but not
/// this one.
fn check_sparse(row: &Row) -> Vec<String> {
    let dense = ["fp16", "bf16"].map(|format| (format, row.peak(format)));
    let Some(sparse) = row.sparse_16bit else {
        let skips_zeros = match row.vendor.as_str() {
            // NVIDIA prints none for Rubin.
            "NVIDIA" => row.peak("bf16").is_some() && row.slug != "nvidia-rubin",
            "AMD" => row.peak("fp8").is_some(),
            _ => false,
        };
        return if skips_zeros {
            vec![
                "sparse_16bit is empty: enter what the vendor advertises for FP16 with 2:4 sparsity"
                    .into(),
            ]
        } else {
            Vec::new()
        };
    };
    let (times, said) = sparse_to_dense(row);
    let wrong = dense.iter().filter_map(|(format, peak)| {
        let peak = (*peak)?;
        (!near(sparse / peak, times, ROUNDING)).then(|| {
            format!(
                "sparse_16bit ({sparse:e}) is {:.3} times {format} ({peak:e}), not {said}: the columns of formats hold dense figures",
                sparse / peak
            )
        })
    });
    wrong.collect()
}

/// Returns whether two positive numbers differ by at most this share.
pub(crate) fn near(a: f64, b: f64, share: f64) -> bool {
    (a / b - 1.0).abs() <= share
}
