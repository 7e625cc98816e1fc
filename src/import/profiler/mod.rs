//! Reports of profilers, with the convention that each of them counts by.
//!
//! Each tool has its own idea of what it counts and of what a multiply-add is: one module per tool,
//! with where that is known from. A report is recognized by words that only its tool prints. The
//! error on an incomplete report says what is missing; nothing is guessed in silence.

mod attention;
mod calflops;
mod cards;
mod deepspeed;
mod flop_counter;
mod fvcore;
mod keras;
mod lightning;
mod log;
mod meter;
mod modules;
mod number;
mod onnx_tool;
mod openmmlab;
mod ptflops;
mod real;
mod record;
mod table;
mod text;
mod thop;
mod torchinfo;
mod totals;
mod trainer;

use super::*;
use crate::quantity::write::whole;
use text::Report;

/// A tool: its name, whether a report is its, and the reading of one.
struct Tool {
    name: &'static str,
    is: fn(&Report) -> bool,
    read: fn(&Report) -> Result<Import, FileError>,
}

/// The surest marks first: calflops and ptflops also print module lists as DeepSpeed does.
const TOOLS: [Tool; 11] = [
    deepspeed::TOOL,
    calflops::TOOL,
    flop_counter::TOOL,
    fvcore::TOOL,
    openmmlab::TOOL,
    onnx_tool::TOOL,
    torchinfo::TOOL,
    ptflops::TOOL,
    thop::TOOL,
    totals::TOOL,
    cards::TOOL,
];

/// Lists of layers, which programs print before they train: later lines say more.
const SUMMARIES: [Tool; 2] = [keras::TOOL, lightning::TOOL];

/// The longest report: each tool’s words are searched in all of it. A report of a large model with
/// all of its modules has 5 MB.
const MAX_REPORT: usize = 8 << 20;

pub(super) fn read(text: &str) -> Result<Import, FileError> {
    let is_object = text.trim_start().starts_with('{');
    if is_object && meter::is_meter(text) {
        return meter::read(text);
    }
    if is_object && trainer::is_state(text) {
        return trainer::read(text);
    }
    if text.len() > MAX_REPORT {
        return Err(FileError::Uncountable(format!(
            "This is a text of {} MB. Give only the report, or the last thousand lines of a log.",
            text.len() >> 20
        )));
    }
    let report = Report::new(text);
    let mut tools = TOOLS.iter().filter(|tool| (tool.is)(&report));
    let Some(tool) = tools.next() else {
        if let Some(import) = trainer::read_metrics(&report).or_else(|| log::read(&report)) {
            return import;
        }
        if let Some(summary) = SUMMARIES.iter().find(|tool| (tool.is)(&report)) {
            return (summary.read)(&report);
        }
        return Err(unknown(&report));
    };
    let mut import = (tool.read)(&report)?;
    let others: Vec<&str> = tools.map(|tool| tool.name).collect();
    if !others.is_empty() {
        import.warning(format!(
            "The text also looks like a report of {}; the one of {} was read.",
            others.join(" and of "),
            tool.name
        ));
    }
    Ok(import)
}

/// Units of rates in training logs.
const RATES: &str = "flop/s|flops/s|tflops|mfu|tokens/s|tok/s|tokens_per_sec|samples/s|samples_per_sec|samplespersec|steps_per_sec|steps/s|it/s|s/it|step_time|step time|iter_time|iter time|time/iter|'loss':";

/// Returns the error for a text of no known tool. Two figures alone may be `print(macs, params)` of
/// any tool.
fn unknown(report: &Report) -> FileError {
    let has = |line: &str, words: &str| {
        let line = line.to_ascii_lowercase();
        words.split('|').any(|word| line.contains(word))
            && line.contains(|c: char| c.is_ascii_digit())
    };
    if report.has("Self CPU %") || report.has("Self CUDA %") {
        return FileError::Uncountable("This is a table of torch.profiler: it says how long each operator took, and FLOP of a few of them alone. For the operations give a table of FlopCounterMode (torch.utils.flop_counter), the model’s config.json or its ONNX file.".into());
    }
    let is_rate = |line: &&str| has(line, RATES);
    let is_count = |line: &&str| has(line, "flops|macs|mult-adds") && !is_rate(line);
    if let Some(line) = report.lines().find(is_count) {
        return FileError::Uncountable(format!(
            "The text has a count (“{}”), but does not name the tool, so a multiply-add may be one or two. Give the whole report as the tool printed it, or type the figure into the field for multiply-adds or for FLOP.",
            tally::shown(line.trim())
        ));
    }
    match report.lines().find(is_rate) {
        Some(line) => FileError::Uncountable(format!(
            "This looks like the log of a training run (“{}”), of a program that Petaday does not know. It says how fast steps were, not what a forward pass takes. For method 2 type the hours, steps × seconds of a step, the number of chips, and as the utilization the mfu, or the FLOP/s of a chip with its unit; for method 1 the model and its tokens.",
            tally::shown(line.trim())
        )),
        None => FileError::Unknown,
    }
}

/// Returns the error for a tool’s report without the line with the figure.
fn lacks(tool: &str, what: &str) -> FileError {
    FileError::Uncountable(format!(
        "This looks like a report of {tool}, but {what} is not in it. Give the whole report."
    ))
}

/// Refuses a count of 0.
fn some(tool: &str, multiply_adds: u128) -> Result<u128, FileError> {
    if multiply_adds > 0 {
        return Ok(multiply_adds);
    }
    Err(FileError::Uncountable(format!(
        "This is a report of {tool}, and it counted no operations at all: the profiled model may have been compiled, quantized, or made of layers that the tool does not know."
    )))
}

/// Returns a count of a forward pass, with a note on the tool’s convention.
fn import_count(convention: &str, multiply_adds: u128, of: u64) -> Import {
    let forward = Forward { multiply_adds, of };
    let mut import = Import {
        forward: Some(forward),
        ..Import::new(Source::Profiler)
    };
    import.info(format!(
        "{convention} Read as {} multiply-adds, {} FLOP, in a forward pass{}.",
        whole(multiply_adds),
        whole(multiply_adds.saturating_mul(2)),
        if of > 1 {
            format!(" of {} examples", whole(of.into()))
        } else {
            String::new()
        }
    ));
    import
}

/// Notes the batch.
fn say_batch(batch: Option<u64>, into: &mut Import) {
    match batch {
        Some(1) => {}
        Some(batch) => into.info(format!(
            "The first size of the shapes, {batch}, was read as the batch."
        )),
        None => into.info(ONE_EXAMPLE),
    }
}

/// The note for tools that do not print their input.
const ONE_EXAMPLE: &str = "The report does not say how many examples were in the batch: one is assumed. Profile a batch of one, or divide.";
