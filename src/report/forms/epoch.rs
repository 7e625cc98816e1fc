//! A row for Epoch AI’s table of models, <https://epoch.ai/data/ai-models>: its columns, and notes as its analysts write
//! them, such as `6 FLOP / parameter / token * 70e9 parameters * 2e12 tokens = 8.4e23 FLOP`.
//!
//! The columns are those that an estimate fills in, and those that its sender has to.

mod notes;

use super::super::escape::cell::Table;
use super::super::record::{Input, Origin, Record, Stage};
use super::facts::Facts;
use crate::draft::{Key, Provenance};
use crate::estimate::{Basis, Role};
use crate::quantity::{Uncertain, write};
use notes::notes;

/// The columns, in the order of the download.
const COLUMNS: [&str; 28] = [
    "Model",
    "Domain",
    "Task",
    "Organization",
    "Publication date",
    "Reference",
    "Link",
    "Parameters",
    "Parameters notes",
    "Training compute (FLOP)",
    "Training compute notes",
    "Training dataset size (total)",
    "Dataset size notes",
    "Epochs",
    "Batch size",
    "Training time (hours)",
    "Training hardware",
    "Hardware quantity",
    "Training chip-hours",
    "Hardware utilization (MFU)",
    "Numerical format",
    "Base model",
    "Finetune compute (FLOP)",
    "Training compute lower bound",
    "Training compute upper bound",
    "Training compute estimation method",
    "Confidence",
    "Archived links",
];

/// Writes the header and the row.
pub(in crate::report) fn row(record: &Record) -> String {
    let facts = Facts::of(record);
    let mut table = Table::default();
    table.row(&COLUMNS.map(String::from));
    table.row(&COLUMNS.map(|column| cell(&facts, column).unwrap_or_default()));
    table.text()
}

fn cell(facts: &Facts, column: &str) -> Option<String> {
    let record = facts.record;
    let total = record.total.0;
    let exact = |value: f64| Some(write::exact(value));
    // Hours that are solved for are no more exact than the figure.
    let is_planned = record.own().any(|stage| stage.plan.is_some());
    let hours = |value: f64| match is_planned {
        true => Some(four(value)),
        false => exact(value),
    };
    let input = |key| number(main(facts)?, key).map(figure);
    match column {
        "Model" => Some(record.title.clone()),
        // Tokens are of language; of another domain the sender says which.
        "Domain" => input(Key::Tokens).map(|_| "Language".into()),
        "Parameters" => exact(facts.parameters()?.0),
        "Parameters notes" => {
            let (_, is_counted) = facts.parameters()?;
            is_counted.then(|| "counted from the layers".into())
        }
        "Training compute (FLOP)" => Some(figure(total.0)),
        "Training compute notes" => Some(notes(facts)),
        "Training dataset size (total)" => input(Key::Tokens).or_else(|| input(Key::Examples)),
        "Dataset size notes" => origin(main(facts)?, &[Key::Tokens, Key::Examples]),
        "Epochs" => input(Key::Epochs),
        "Batch size" => input(Key::Batch),
        "Training time (hours)" => hours(facts.days()?.whole()? * 24.0),
        "Training hardware" => {
            let mut names: Vec<&str> = facts
                .own()
                .flat_map(|stage| &stage.chips)
                .map(|chip| chip.name)
                .collect();
            names.dedup();
            Some(names.join(","))
        }
        "Hardware quantity" => input(Key::Chips),
        "Training chip-hours" => hours(facts.all_hours()?.whole()?),
        // A utilization that a source recommends is not what the run reached.
        "Hardware utilization (MFU)" => {
            let found = self::input(main(facts)?, Key::Utilization)?;
            let recommended = Origin::Taken(Provenance::Recommended, found.source());
            input(Key::Utilization).filter(|_| found.origin != recommended)
        }
        "Numerical format" => Some(main(facts)?.format?.name().into()),
        "Base model" => {
            let bases = record
                .stages
                .iter()
                .filter(|stage| stage.role != Role::Training);
            let names: Vec<String> = bases.map(Stage::title).collect();
            Some(names.join(","))
        }
        "Finetune compute (FLOP)" => Some(figure(record.without_base?.0.0)),
        "Training compute lower bound" if total.0.is_range() => Some(four(total.low())),
        "Training compute upper bound" if total.0.is_range() => Some(four(total.high())),
        "Training compute estimation method" => Some(methods(record).join(",")),
        _ => None,
    }
}

/// Writes a value with all its digits, or in four if it has a range: the others are of the draws.
fn figure(value: Uncertain) -> String {
    match value.is_range() {
        true => four(value.median()),
        false => write::exact(value.median()),
    }
}

fn four(value: f64) -> String {
    write::rounded(value, 4)
}

/// Returns the stage whose inputs stand in the columns: the trained one with the most compute.
fn main<'a>(facts: &Facts<'a>) -> Option<&'a Stage> {
    let flop = |stage: &Stage| {
        stage
            .figures
            .headline
            .map_or(0.0, |(flop, _)| flop.median())
    };
    facts.own().max_by(|a, b| flop(a).total_cmp(&flop(b)))
}

fn input(stage: &Stage, key: Key) -> Option<&Input> {
    stage.inputs.iter().find(|input| input.key == key)
}

fn number(stage: &Stage, key: Key) -> Option<Uncertain> {
    input(stage, key)?.value
}

/// Says where a value comes from that was not typed.
fn origin(stage: &Stage, keys: &[Key]) -> Option<String> {
    let found = keys.iter().find_map(|key| input(stage, *key))?;
    match &found.origin {
        Origin::Typed => None,
        _ => Some(found.source()),
    }
}

/// Returns Epoch AI’s names of the methods that the stages rest on.
fn methods(record: &Record) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for stage in &record.stages {
        let of: &[&str] = match stage.figures.headline {
            Some((_, Basis::Operations)) => &["Operation counting"],
            Some((_, Basis::GpuTime)) => &["Hardware"],
            Some((_, Basis::Combined)) => &["Operation counting", "Hardware"],
            Some((_, Basis::Given)) => &["Reported"],
            _ => &[],
        };
        for name in of {
            if !names.contains(name) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, form};
    use super::COLUMNS;
    use crate::batch::Columns;
    use crate::report::Format;

    /// Returns the cells of the row.
    fn cells(link: &str) -> Vec<String> {
        let text = form(Format::Epoch, link);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().expect("a row").expect("cells");
        row.iter().map(String::from).collect()
    }

    fn cell(link: &str, column: &str) -> String {
        let at = COLUMNS
            .iter()
            .position(|name| *name == column)
            .expect("a column");
        cells(link)[at].clone()
    }

    const LLAMA: &str = "title=Llama_2_70B&parameters=70e9&tokens=2e12";
    const RUN: &str =
        "title=Run&time=10d&chips=512&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";

    #[test]
    fn notes_are_as_analysts_write_them() {
        let notes = "Training compute notes";
        let cell = |link: &str, column| {
            let cell = cell(link, column);
            let (notes, link) = cell.rsplit_once('\n').expect("a link");
            assert!(link.starts_with("https://petaday.example/#v=1"), "{link}");
            notes.to_owned()
        };
        assert_eq!(
            cell(LLAMA, notes),
            "6 FLOP / parameter / token * 7e10 parameters * 2e12 tokens = 8.4e23 FLOP"
        );
        assert_eq!(
            cell("parameters=8e9&tokens=1e9&trainable=0.01", notes),
            "4.02 FLOP / parameter / token * 8e9 parameters * 1e9 tokens = 3.216e19 FLOP"
        );
        assert_eq!(
            cell(RUN, notes),
            "10 days * 86400 sec / day * 512 chips [NVIDIA A100 SXM 80 GB] * 3.12e14 FLOP / sec [BF16] * 0.4 [utilization] = 5.521e22 FLOP"
        );
        assert_eq!(cell("compute=3.8e25", notes), "3.8e25 FLOP, as published");
        assert!(
            cell(
                "chip-hours=1000&peak=1e15&utilization=0.3&from=utilization:recommended",
                notes
            )
            .contains(
                "[utilization, recommended for language models by Sevilla et al., not measured]"
            )
        );
        let several = cell(FULL, notes);
        assert!(
            several.contains("Pre-training: 6 FLOP") && several.contains("\nTotal: "),
            "{several}"
        );
    }

    #[test]
    fn each_column_has_its_figure_or_is_left_open() {
        for (link, column, text) in [
            (LLAMA, "Model", "Llama 2 70B"),
            (LLAMA, "Domain", "Language"),
            (LLAMA, "Parameters", "7e10"),
            (LLAMA, "Training compute (FLOP)", "8.4e23"),
            (LLAMA, "Training dataset size (total)", "2e12"),
            (
                LLAMA,
                "Training compute estimation method",
                "Operation counting",
            ),
            (LLAMA, "Training time (hours)", ""),
            (LLAMA, "Training hardware", ""),
            (LLAMA, "Organization", ""),
            (RUN, "Training time (hours)", "240"),
            (RUN, "Training hardware", "NVIDIA A100 SXM 80 GB"),
            (RUN, "Hardware quantity", "512"),
            (RUN, "Training chip-hours", "122880"),
            (RUN, "Hardware utilization (MFU)", "0.4"),
            (
                "chip-hours=1&peak=1e15&utilization=0.3&from=utilization:recommended",
                "Hardware utilization (MFU)",
                "",
            ),
            (RUN, "Numerical format", "BF16"),
            (RUN, "Training compute estimation method", "Hardware"),
            (RUN, "Parameters", ""),
            (RUN, "Domain", ""),
            (
                "role=base&stage=Llama&compute=1e24&2.compute=1e21",
                "Base model",
                "Llama",
            ),
            (
                "role=base&stage=Llama&compute=1e24&2.compute=1e21",
                "Finetune compute (FLOP)",
                "1e21",
            ),
            (
                "parameters=1e9&tokens=1e12..4e12",
                "Training compute lower bound",
                "6e21",
            ),
        ] {
            assert_eq!(cell(link, column), text, "{column} of {link}");
        }
    }

    #[test]
    fn figures_with_a_range_have_four_digits() {
        let link = "parameters=65e9..75e9&tokens=1e12..2e12";
        for column in [
            "Training compute (FLOP)",
            "Training compute lower bound",
            "Training compute upper bound",
        ] {
            let text = cell(link, column);
            let (digits, _) = text.split_once('e').expect("a power");
            assert!(digits.len() <= 5, "{column}: {text}");
        }
    }

    #[test]
    fn parameters_are_noted_only_where_they_are_counted() {
        let notes = |link: &str| cell(link, "Parameters notes");
        assert_eq!(notes(LLAMA), "");
        let network = "model=tokens(64);embed(100,32);decoder(2,4,64);ln;head(100)&tokens=1e9";
        assert_eq!(notes(network), "counted from the layers");
        assert_eq!(cell(LLAMA, "Archived links"), "");
    }

    /// The columns of the table are read back as they were written.
    #[test]
    fn the_row_gives_the_same_figure_when_it_is_read() {
        for (link, flop) in [(LLAMA, 8.4e23), (RUN, 5.520752640e22)] {
            let columns = Columns::of(&COLUMNS).expect("columns of Epoch AI");
            let cells = cells(link);
            let texts: Vec<Option<&str>> = cells.iter().map(|cell| Some(cell.as_str())).collect();
            let row = columns.evaluate(&texts);
            let read = row.figures.flop.expect("a figure").median();
            assert!((read / flop - 1.0).abs() < 1e-9, "{link}: {read}");
        }
    }
}
