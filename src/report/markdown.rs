//! The sections on compute of a model card for Hugging Face.
//!
//! The headings are those of its template; the metadata are those of
//! <https://huggingface.co/docs/hub/model-cards-co2>, in grams.

use super::escape::markdown::{link, text};
use super::metadata::metadata;
use super::paragraph::{heading, listed_inputs};
use super::phrases;
use super::record::{Amount, Record, Source};
use crate::quantity::write;
use crate::words::{basis, energy};

/// Writes the sections, with metadata before them if emissions are known.
pub(super) fn card(record: &Record) -> String {
    let mut out = metadata(record).unwrap_or_default();
    out.push_str("## Training compute\n\n");
    out.push_str(&format!(
        "{}

",
        text(&phrases::opening(record))
    ));
    if record.is_sum() {
        out.push_str(&stages(record));
    }
    for stage in &record.stages {
        let mut texts = phrases::calculations(stage);
        if !stage.note.is_empty() {
            texts.push(format!("Note: {}", phrases::with_full_stop(&stage.note)));
        }
        // A stage of which nothing is known has a row in the table above, and no section.
        if record.is_sum() && !texts.is_empty() {
            out.push_str(&format!("**{}**\n\n", text(&heading(stage))));
        }
        out.push_str(&list(&texts));
    }
    if record.is_sum() {
        out.push_str("**Total**\n\n");
        let mut texts: Vec<String> = Vec::new();
        texts.extend(phrases::sum(record).map(|sum| format!("{sum}.")));
        texts.extend(phrases::agreement(record.agreement()));
        out.push_str(&list(&texts));
    }
    let mut more: Vec<String> = phrases::base(record).into_iter().collect();
    more.extend(phrases::widths(record));
    out.push_str(&list(&more));
    out.push_str(&inputs(record));
    out.push_str("### Assumptions\n\n");
    out.push_str(&list(&record.assumptions));
    if record.has_scope {
        out.push_str("### What is counted\n\n");
        out.push_str(&list(&phrases::ledger(record)));
    }
    out.push_str(&infrastructure(record));
    out.push_str(&environment(record));
    out.push_str(&sources(record));
    out
}

fn list(items: &[String]) -> String {
    let lines: Vec<String> = items
        .iter()
        .map(|item| format!("- {}\n", text(item)))
        .collect();
    if lines.is_empty() {
        String::new()
    } else {
        lines.concat() + "\n"
    }
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| text(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn stages(record: &Record) -> String {
    let mut out =
        String::from("| Stage | FLOP | pfs-days | Chip-hours | By |\n|---|---|---|---|---|\n");
    let figures = |name: String, amount: Option<Amount>, hours: Option<f64>, by: &str| {
        let none = || "not known".to_owned();
        row(&[
            name,
            amount.map_or_else(none, strip),
            amount.map_or_else(none, |a| write::people(a.0.pfs_days().median())),
            hours.map_or_else(none, write::people),
            by.into(),
        ])
    };
    for stage in &record.stages {
        let headline = stage.figures.headline;
        out.push_str(&figures(
            heading(stage),
            headline.map(|(flop, _)| Amount(flop)),
            stage.chip_hours().map(|hours| hours.median()),
            headline.map_or("", |(_, basis)| basis::method(basis)),
        ));
    }
    let hours = record.chip_hours();
    out.push_str(&figures(
        phrases::total_name(record).into(),
        Some(record.total),
        hours.map(|hours| hours.median()),
        basis::method(record.basis),
    ));
    out + "\n"
}

fn inputs(record: &Record) -> String {
    let mut out = String::from("### Inputs\n\n| Input | As typed | As read |\n|---|---|---|\n");
    for stage in &record.stages {
        for input in listed_inputs(stage) {
            let name = match record.is_sum() {
                true => format!("{}: {}", stage.title(), input.key.phrase()),
                false => input.name(),
            };
            let read = input.read.as_deref().unwrap_or("cannot be read");
            let typed = input.source();
            out.push_str(&row(&[
                name,
                typed.trim_matches(['“', '”']).into(),
                read.into(),
            ]));
        }
    }
    out + "\n"
}

/// Writes hardware and hours, as far as they are known.
fn infrastructure(record: &Record) -> String {
    let texts: Vec<String> = record
        .stages
        .iter()
        .filter_map(|stage| {
            let of = if record.is_sum() {
                format!("{}: ", stage.title())
            } else {
                String::new()
            };
            let parts: Vec<String> = [stage.hardware(), stage.hours()]
                .into_iter()
                .flatten()
                .collect();
            (!parts.is_empty()).then(|| format!("{of}{}", parts.join(", ")))
        })
        .collect();
    if texts.is_empty() {
        return String::new();
    }
    format!(
        "### Compute Infrastructure\n\n#### Hardware\n\n{}",
        list(&texts)
    )
}

/// Writes the items of the template that an estimate can fill in.
fn environment(record: &Record) -> String {
    let costs = &record.costs;
    if costs.sentences.is_empty() {
        return String::new();
    }
    let mut items = Vec::new();
    if let Some(hardware) = record.hardware() {
        let hardware = text(&hardware.words("hardware"));
        items.push(format!("- **Hardware Type:** {hardware}\n"));
    }
    if let Some(hours) = hours(record) {
        items.push(format!("- **Hours used:** {}\n", text(&hours)));
    }
    if !costs.countries.is_empty() {
        items.push(format!(
            "- **Compute Region:** {}\n",
            text(&costs.countries.join("; "))
        ));
    }
    if let Some(gas) = costs.emissions {
        let gas = energy::gas(gas);
        items.push(format!("- **Carbon Emitted:** {}\n", text(&gas)));
    }
    let sentences = text(&costs.sentences.join(" "));
    format!(
        "## Environmental Impact

{}
{sentences}

",
        items.concat()
    )
}

/// Returns the hours of each stage, with its name if there are several stages.
fn hours(record: &Record) -> Option<String> {
    let known = record.known(|stage| match (record.is_sum(), stage.hours()?) {
        (true, hours) => Some(format!("{}: {hours}", stage.title())),
        (false, hours) => Some(hours),
    })?;
    let lack = known.gap.lack("time and chips");
    let texts: Vec<String> = known.value.into_iter().chain(lack).collect();
    Some(texts.join("; "))
}

fn sources(record: &Record) -> String {
    let date = record.date.as_ref();
    let on = date.map_or(String::new(), |date| format!(" on {date}"));
    let inputs = match record.link.contains("://") {
        true => format!(": {}", link("inputs and figures", &record.link)),
        false => format!("; {} {}", phrases::FRAGMENT, text(&record.link)),
    };
    let mut out = format!("Estimated{on} with {}{inputs}.\n", text(&record.program()));
    let (_, others) = record.sources.split_last().unzip();
    let items: Vec<String> = others.unwrap_or(&[]).iter().map(source_item).collect();
    if !items.is_empty() {
        out.push_str(&format!("\nSources:\n\n{}", items.concat()));
    }
    out
}

/// Writes a source as `- Amodei and Hernandez 2018, [AI and Compute](https://…), OpenAI`.
fn source_item(source: &Source) -> String {
    let title = link(&text(&source.title), &source.url);
    let parts = [text(&source.who()), title, text(&source.rest())];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("- {}\n", parts.join(", "))
}

/// Writes a figure, and its range after it.
fn strip(amount: Amount) -> String {
    let flop = write::people(amount.0.median());
    match amount.factor() {
        Some(_) => format!("{flop} ({})", write::people_range(amount.0.0)),
        None => flop,
    }
}
