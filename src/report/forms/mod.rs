//! Reports in the fields of a form: its names of them, its figures, and what it allows where something is not known.

mod acl;
mod allocation;
mod cyclonedx;
pub(super) mod epoch;
mod eu_form;
mod facts;
mod figures;
mod fmti;
mod icml;
mod inference;
mod json;
mod sheet;
mod spdx;

use super::format::Format;
use super::record::Record;
use facts::Facts;

/// Writes a form. Of a report that is none the text is empty.
pub(super) fn write(format: Format, record: &Record) -> String {
    let facts = Facts::of(record);
    match format {
        Format::Acl => acl::item(&facts),
        Format::Icml => icml::paragraph(&facts),
        Format::EuForm => eu_form::form(&facts),
        Format::Fmti => fmti::indicators(&facts),
        Format::Allocation => allocation::request(&facts),
        Format::Inference => inference::report(&facts),
        Format::Cyclonedx => cyclonedx::bill(&facts),
        Format::Spdx => spdx::document(&facts),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;
    use crate::answer::Evaluation;
    use crate::draft::link::decode;

    /// Two stages with everything that a form asks for.
    pub(super) const FULL: &str = "title=Owl&date=2026-11-29&inference=prompt:40;generated:20;requests:5000;chips:8;seconds:30&stage=Pre-training&parameters=70e9&tokens=2e12..3e12&time=90d&chips=512&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.3..0.4&pue=1.1&grid=FRA&2.stage=Fine-tuning&2.parameters=70e9&2.tokens=20e9&2.time=2d&2.chips=256&2.hardware=nvidia-a100-sxm-80gb&2.format=bf16&2.utilization=0.3&2.pue=1.1&2.grid=FRA";

    pub(super) fn form(format: Format, link: &str) -> String {
        let draft = decode(&format!("v=1&{link}")).draft;
        let record = Record::of(&Evaluation::of(draft), "https://petaday.example/");
        write(format, &record.expect("a figure"))
    }

    /// Returns the text of a field: the lines after its name, up to the next empty one.
    #[track_caller]
    pub(super) fn field(form: &str, name: &str) -> String {
        let begin = format!("\n\n{name}\n");
        let (_, rest) = form
            .split_once(&begin)
            .unwrap_or_else(|| panic!("no {name} in {form}"));
        rest.split("\n\n")
            .next()
            .unwrap_or_default()
            .trim_end()
            .into()
    }

    #[track_caller]
    pub(super) fn says(format: Format, link: &str, name: &str, words: &[&str]) {
        let text = field(&form(format, link), name);
        for words in words {
            assert!(text.contains(words), "{name}: {words} is not in {text}");
        }
    }

    #[test]
    fn every_form_has_a_text_that_its_link_ends() {
        for format in Format::ALL.into_iter().filter(|format| format.is_form()) {
            let text = form(format, FULL);
            let has_link = text
                .replace('\\', "")
                .contains("https://petaday.example/#v=1");
            assert!(has_link, "{format:?}: {text}");
        }
    }
}
