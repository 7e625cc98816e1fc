//! Where each input of a report comes from: typed, read from a file, recommended, published or solved for.

use super::escape::{latex, markdown};
use super::format::Format;
use super::paragraph::listed_inputs;
use super::record::{Input, Origin, Record};

const TITLE: &str = "Where the inputs come from";

/// Writes the section that ends a report, in the language of its format.
pub(super) fn section(format: Format, record: &Record) -> String {
    let lines = lines(record);
    let join = |line: &dyn Fn(&str) -> String| {
        let lines: Vec<String> = lines.iter().map(|text| line(text)).collect();
        lines.concat()
    };
    match format {
        // A comment, which readers of the source see. In a bibliography a sign begins an entry.
        Format::Footnote | Format::Latex | Format::Neurips | Format::Icml | Format::Bibtex => {
            let comment = |text: &str| format!("% - {}\n", latex::text(text).replace('@', " at "));
            format!("% {TITLE}:\n{}", join(&comment))
        }
        Format::Markdown => {
            let item = |text: &str| format!("- {}\n", markdown::text(text));
            format!("\n### {TITLE}\n\n{}", join(&item))
        }
        _ => format!("\n{TITLE}\n{}", join(&|text| format!("- {text}\n"))),
    }
}

/// Writes a line for each input, with its stage if there are several.
fn lines(record: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    for stage in &record.stages {
        let of = match record.is_sum() {
            true => format!("{}: ", stage.title()),
            false => String::new(),
        };
        for input in listed_inputs(stage) {
            lines.push(format!("{of}{}", line(input)));
        }
        if !stage.note.is_empty() {
            lines.push(format!("{of}Note: {}", stage.note));
        }
    }
    lines
}

/// Writes `Utilization of the peak, 30%: recommended for language models by …, not measured`.
fn line(input: &Input) -> String {
    let read = match &input.read {
        Some(read) => format!(", {read}"),
        None => String::new(),
    };
    let origin = match input.origin {
        Origin::Typed => format!("typed as {}", input.source()),
        _ => input.source(),
    };
    format!("{}{read}: {origin}", input.name())
}

#[cfg(test)]
mod tests {
    use crate::answer::Evaluation;
    use crate::draft::link::decode;
    use crate::report::{Format, Record, write, write_with};

    const LINK: &str = "v=1&parameters=70B&tokens=2e12&chip-hours=1.7e6&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.3&from=parameters:published,tokens:file,utilization:recommended&note=model_card";

    fn record() -> Record {
        let draft = decode(LINK).draft;
        Record::of(&Evaluation::of(draft), "https://petaday.example/").expect("a figure")
    }

    #[test]
    fn every_kind_of_origin_is_named() {
        let record = record();
        let text = write_with(Format::Sentence, &record, true);
        for line in [
            "- Parameters, 7 × 10¹⁰: published\n",
            "- Training tokens, 2 × 10¹²: read from a file\n",
            "- Chip-hours, 1.7 × 10⁶ chip-hours: typed as “1.7e6”\n",
            "- Utilization, 30%: recommended for language models by Sevilla et al., not measured\n",
            "- Note: model card\n",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert!(text.contains("dense, BF16: table of chips, "), "{text}");
    }

    /// The report itself stays as it was. Reports that list the origin of each input get nothing more.
    #[test]
    fn it_is_added_at_the_end_on_request() {
        let record = record();
        for format in Format::ALL {
            let (without, with) = (write(format, &record), write_with(format, &record, true));
            assert!(with.starts_with(&without), "{format:?}");
            assert_eq!(with == without, format.has_provenance(), "{format:?}");
        }
    }
}
