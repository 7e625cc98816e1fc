//! All that has changed since an edition of the tables: their figures with the reasons, and the worked examples whose
//! figure is another one.

use crate::answer::{Evaluation, changes};
use crate::catalog::carbon::grid;
use crate::catalog::{Corrected, Correction, Edition, chip, examples, history, tflops};
use crate::draft::{Draft, Field, Key, link};
use crate::quantity::{Uncertain, write};

/// The reason for another figure where no figure of the tables has changed.
const DOUBTS: &str =
    "Methods have errors of their own since 2026-11.4, and the mean of both weighs them by these.";
const RULES: &str = "Numbers that may mean two things are read by other rules since 2026-11.3.";

/// A figure that has changed since an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The row and its figure: `NVIDIA L40, BF16 peak`.
    pub name: String,
    /// The figure as it was.
    pub was: String,
    /// The figure as it is.
    pub now: String,
    /// The reason.
    pub why: String,
    /// The source, with its address; may be empty.
    pub source: &'static str,
}

/// Returns the figures of chips and grids that have changed since an edition.
pub fn tables_since(since: Edition) -> Vec<Changed> {
    let mut found: Vec<Changed> = Vec::new();
    for change in history().filter(|change| change.until >= since) {
        let Some((name, was, now)) = figures(&change, since) else {
            continue;
        };
        // A figure may have changed twice: the first row says what it was, the last why it is what it is.
        match found.iter_mut().find(|other| other.name == name) {
            Some(other) => {
                other.why = format!("{} {}", other.why, change.why);
                other.source = change.source;
            }
            None => found.push(Changed {
                name,
                was,
                now,
                why: change.why.into(),
                source: change.source,
            }),
        }
    }
    found
}

/// Returns the name of a figure, and the figure as it was and as it is.
fn figures(change: &Correction, since: Edition) -> Option<(String, String, String)> {
    let spelled = |value: Option<String>| value.unwrap_or_else(|| "no figure".into());
    let watts = |value: f64| write::exact(value) + " W";
    if let Some(now) = chip(change.row) {
        let both = [since.chip(now), now];
        let (what, [was, now_is]) = match change.figure {
            Corrected::Peak(format) => {
                let peak = |chip: &crate::catalog::Chip| Some(tflops(chip.peak(format)?.median()));
                (format!("{} peak", format.name()), both.map(peak))
            }
            Corrected::Parts => {
                let parts = |chip: &crate::catalog::Chip| {
                    let parts = chip.parts()?;
                    Some(format!("{} {}", parts.count, parts.name))
                };
                ("parts".into(), both.map(parts))
            }
            _ => (
                "design power".into(),
                both.map(|chip| chip.tdp_w().map(watts)),
            ),
        };
        let name = format!("{}, {what}", now.name);
        return Some((name, spelled(was), spelled(now_is)));
    }
    let now = grid(change.row)?;
    let was = since.grid(now);
    let figures = [was, now].map(|grid| match change.figure {
        Corrected::Year => grid.year.to_string(),
        _ => write::exact(grid.intensity().median()) + " g CO₂e/kWh",
    });
    let [was, is] = figures;
    let what = match change.figure {
        Corrected::Year => ", year of the figure",
        _ => ", carbon intensity",
    };
    Some((format!("{}{what}", now.name), was, is))
}

/// The worked examples whose figure is another one than by an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedExamples {
    /// Those with another median, or with figures of the tables that have changed.
    pub figures: Vec<Changed>,
    /// The number of those whose range alone is another one.
    pub ranges: usize,
}

/// Returns the worked examples whose figure is another one than by an edition.
pub fn examples_since(since: Edition) -> ChangedExamples {
    let mut changed = ChangedExamples::default();
    for example in examples() {
        let draft = link::decode(example.link).draft;
        let [was, now] = [since, Edition::PRESENT].map(|edition| headline(&draft, edition));
        if was == now {
            continue;
        }
        let tables = changes(&at(&draft, since)).map(|changes| changes.figures.join("; "));
        let median = |value: Option<Uncertain>| value.map(|value| write::digits(value.median(), 4));
        if tables.is_none() && median(was) == median(now) {
            changed.ranges += 1;
            continue;
        }
        let rule = if since.doubts_methods() {
            RULES
        } else {
            DOUBTS
        };
        let [was, now] = [was, now].map(in_words);
        changed.figures.push(Changed {
            name: format!("{} ({})", example.system, example.year),
            was,
            now,
            why: tables.unwrap_or_else(|| rule.into()),
            source: "",
        });
    }
    changed
}

/// Returns the draft with the tables of an edition.
fn at(draft: &Draft, edition: Edition) -> Draft {
    let mut draft = draft.clone();
    draft.set(Field::new(0, Key::Data), edition.to_string());
    draft
}

fn headline(draft: &Draft, edition: Edition) -> Option<Uncertain> {
    let evaluation = Evaluation::of(at(draft, edition));
    let (flop, _) = evaluation.answer().outcome.total.headline?;
    Some(flop.0)
}

fn in_words(value: Option<Uncertain>) -> String {
    match value {
        None => "no figure".into(),
        Some(value) if value.is_range() => format!(
            "{} ({}) FLOP",
            write::digits(value.median(), 4),
            write::short_range(value)
        ),
        Some(value) => write::digits(value.median(), 4) + " FLOP",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_changed_since_the_present_edition() {
        assert_eq!(tables_since(Edition::PRESENT), []);
        assert_eq!(examples_since(Edition::PRESENT), ChangedExamples::default());
    }

    #[test]
    fn every_figure_that_an_edition_changed_is_listed_with_its_reason() {
        let first = Edition::named("2026-11").expect("an edition");
        let rows = tables_since(first);
        let l40 = rows.iter().find(|row| row.name == "NVIDIA L40, BF16 peak");
        let l40 = l40.expect("a row");
        assert_eq!(
            (l40.was.as_str(), l40.now.as_str()),
            ("181 TFLOP/s", "181.05 TFLOP/s")
        );
        assert!(l40.why.contains("rounded") && l40.source.contains("https://"));
        for row in rows.iter().chain(&examples_since(first).figures) {
            assert_ne!(row.was, row.now, "{}", row.name);
            assert!(!row.why.is_empty(), "{}", row.name);
        }
        // A later edition has fewer changes behind it.
        let all: Vec<usize> = Edition::all()
            .map(|since| tables_since(since).len())
            .collect();
        assert!(all.is_sorted_by(|a, b| a >= b), "{all:?}");
    }
}
