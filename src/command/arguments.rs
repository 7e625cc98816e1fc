//! The arguments of the command, with its help.

use crate::interface::{positive, sizes};
use crate::report::Format;
use clap::builder::PossibleValue;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, ValueEnum};
use std::path::PathBuf;

/// How the help looks in a terminal.
const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Green.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

const ABOUT: &str = "\
How much compute training a machine-learning model took, in FLOP and petaFLOP/s-days: by counting \
operations and from GPU time.";

const AFTER: &str = "\
Examples:
  petaday estimate 'v=1&parameters=70e9&tokens=2e12'
  petaday batch runs.csv > figures.csv

A link stands in quotes, because the shell reads & otherwise. FILE may be - for standard input.

Exit codes: 0 with a figure, 2 if there is none (the output says why), 1 if it was called wrongly.";

/// Arguments of the command.
#[derive(Debug, Parser)]
#[command(name = "petaday", version, about = ABOUT, after_help = AFTER, styles = STYLES)]
#[command(arg_required_else_help = true)]
pub(super) struct Arguments {
    /// The subcommand with its own arguments.
    #[command(subcommand)]
    pub(super) subcommand: Subcommand,
}

/// The subcommands.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    Estimate(Estimate),
    Count(Count),
    Report(Report),
    Hours(Hours),
    Read(Read),
    Batch(Batch),
    /// Print the completions for a shell
    #[command(after_help = "Example:
  petaday completions bash > ~/.local/share/bash-completion/completions/petaday")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Print the figures of a link as JSON
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  petaday estimate 'v=1&parameters=70e9&tokens=2e12'
  petaday estimate --text 'https://HOST/#v=1&time=5.5d&chips=2&peak=1.58e12&utilization=33%'
  echo 'v=1&parameters=7B&tokens=1T' | petaday estimate -

docs/estimate.schema.json is the schema of the JSON.")]
pub(super) struct Estimate {
    /// A link, with its address or from v=1 on, or - for standard input
    pub(super) link: String,
    /// Print the figure, its range, the methods and the problems for people
    #[arg(long)]
    pub(super) text: bool,
}

/// Count the parameters and multiply-adds of a model file
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  petaday count config.json --sequence 4096
  petaday count model.onnx --input 1x3x224x224 --size batch=1

FILE is a config.json of Hugging Face, an ONNX, safetensors or GGUF file, an index of shards, what a \
profiler printed, or the log of a training run.")]
pub(super) struct Count {
    /// The model file, or - for standard input
    pub(super) file: PathBuf,
    /// Tokens of a sequence, in place of the file's own
    #[arg(long, value_name = "N", value_parser = positive)]
    pub(super) sequence: Option<u64>,
    /// Attention over the full square, or causal
    #[arg(long, value_enum, default_value = "full")]
    pub(super) attention: Attention,
    /// Sizes of the first input, batch first: 1x3x224x224
    #[arg(long, value_name = "SIZES", value_parser = shape)]
    pub(super) input: Option<Shape>,
    /// A size that an ONNX file leaves open; may be repeated
    #[arg(long, value_name = "NAME=N", value_parser = size)]
    pub(super) size: Vec<(String, u64)>,
}

/// The positions that attention goes over.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Attention {
    /// Every token to every token
    Full,
    /// Every token to those before it
    Causal,
}

/// Sizes of an input.
#[derive(Clone, Debug)]
pub(super) struct Shape(pub(super) Vec<u64>);

/// Print a link's estimate as a report
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  petaday report sentence 'v=1&parameters=70e9&tokens=2e12'
  petaday report latex 'https://HOST/#v=1&title=Mine&parameters=7B&tokens=1T' > compute.tex
  petaday report fmti --provenance 'v=1&parameters=7B&tokens=1T'
  petaday report --list

For papers: sentence, latex-footnote, neurips, acl, paragraph, latex, bibtex, icml. For models: markdown, epoch. For \
authorities, indices and computing centres: eu-form, eu, fmti, allocation, inference. For programs: csv, json, cyclonedx, \
spdx. Problems are printed on standard error.")]
pub(super) struct Report {
    /// The format
    #[arg(
        value_enum,
        hide_possible_values = true,
        required_unless_present = "list"
    )]
    pub(super) format: Option<Format>,
    /// A link, with its address or from v=1 on, or - for standard input
    #[arg(required_unless_present = "list")]
    pub(super) link: Option<String>,
    /// Say also where each input comes from
    #[arg(long)]
    pub(super) provenance: bool,
    /// List the formats
    #[arg(long)]
    pub(super) list: bool,
}

/// Add up the chip-hours in Slurm's accounting
#[derive(Args, Debug)]
#[command(after_help = "Example, on the cluster:
  sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S 2026-01-01 > jobs.txt
  petaday hours jobs.txt

FILE is what sacct, sacct --json, sreport or jobstats printed. All jobs that have ended are counted, \
also those that failed. A job that is in several files is counted once.")]
pub(super) struct Hours {
    /// Accounts of jobs, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

/// Find the fields of an estimate in a passage of a paper, a model card or a mail
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  petaday read passage.txt
  echo 'We train a 7B model on 2T tokens.' | petaday read")]
pub(super) struct Read {
    /// The passage, or - for standard input
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,
}

/// Estimate every row of a table
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  petaday batch --template > runs.csv
  petaday batch runs.csv > figures.csv
  petaday batch notable_ai_models.csv --json | jq .flop

The columns are keys of a link (parameters, tokens, 2.tokens), links in a column named link, or those \
of Epoch AI's tables. Other columns pass through. Figures and problems are appended to each row. \
flop_low and flop_high are the 90% range; they equal flop if no input of the row has a range.")]
pub(super) struct Batch {
    /// A table as CSV or TSV with a header, or - for standard input
    #[arg(required_unless_present = "template")]
    pub(super) file: Option<PathBuf>,
    /// Print a JSON object for each row, on a line of its own
    #[arg(long)]
    pub(super) json: bool,
    /// Give each row that says nothing of its uncertainty the typical one of its methods
    #[arg(long)]
    pub(super) typical: bool,
    /// Print a table with two examples, to fill in
    #[arg(long)]
    pub(super) template: bool,
}

impl Attention {
    /// Returns whether a token attends only to those before it.
    pub(super) fn is_causal(self) -> bool {
        matches!(self, Self::Causal)
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.slug()).help(self.purpose()))
    }
}

fn shape(text: &str) -> Result<Shape, String> {
    sizes(text).map(Shape)
}

fn size(text: &str) -> Result<(String, u64), String> {
    let (name, number) = text
        .split_once('=')
        .ok_or("write the name and the size: batch=1")?;
    Ok((name.into(), positive(number)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_contradict_each_other_nowhere() {
        Arguments::command().debug_assert();
    }
}
