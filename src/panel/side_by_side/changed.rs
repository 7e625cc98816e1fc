//! All figures that have changed since an edition of the tables, and the link that opens them.

use super::handout;
use super::settings::{CompareAction, Settings};
use crate::catalog::{EDITION, Edition};
use crate::compare::{Changed, ChangedExamples, examples_since, tables_since};
use crate::draft::link::LinkProblem;
use crate::draft::pairs::ViewPairs;
use crate::panel::Action;
use crate::panel::parts::sources;
use crate::panel::piece::{Control, Element, On, Piece, pieces};
use maud::{Markup, html};

/// The name of the view.
const NAME: &str = "changes";
/// The longest text of a key, in bytes.
const MOST_TEXT: usize = 100;

/// The figures that have changed since an edition. They are found once and not at every key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Since {
    pub edition: Edition,
    tables: Vec<Changed>,
    examples: ChangedExamples,
}

impl Since {
    /// Finds what has changed since the edition of a name; `None` if there is none of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Edition::named(name).map(Self::of)
    }

    fn of(edition: Edition) -> Self {
        Self {
            edition,
            tables: tables_since(edition),
            examples: examples_since(edition),
        }
    }
}

/// Draws the list of editions, and what has changed since the one that is chosen.
pub(super) fn section(settings: &Settings, page: &str) -> Vec<Piece> {
    let chosen = On::new(|name| Action::Compare(CompareAction::Since(name)));
    let name = settings
        .since
        .as_ref()
        .map_or(String::new(), |since| since.edition.to_string());
    let list = Element::new("select")
        .id("compare-since")
        .read(options())
        .acting(Control::Choose(name, chosen));
    let label = html! { label for="compare-since" { "All figures that have changed" } };
    let list = Element::of_class("div", "field").holding(pieces![label, list]);
    let shown = settings.since.as_ref().map(|since| {
        let address = format!("{page}#{}", encode(since.edition));
        pieces![
            draw(since),
            handout::link("changes-link", "Link of these changes", &address)
        ]
    });
    pieces![Element::of_class("div", "changed").holding(pieces![list, shown])]
}

/// Opens the link of the view.
pub(super) fn decode(fragment: &str) -> (Since, Vec<LinkProblem>) {
    let (edition, problems) = read(fragment);
    (Since::of(edition), problems)
}

/// Reads the link of the view. Without an edition that is known, all is shown that has changed since the first.
fn read(fragment: &str) -> (Edition, Vec<LinkProblem>) {
    let mut read = ViewPairs::read(fragment, MOST_TEXT);
    let mut edition = Edition::all().next().unwrap_or_default();
    for (name, text) in std::mem::take(&mut read.pairs) {
        match (name.as_str(), Edition::named(&text)) {
            ("view", _) if text == NAME => {}
            ("since", Some(found)) => edition = found,
            ("since", None) => read.refuse(
                &name,
                "No edition has this name; the changes since the first are shown.",
            ),
            _ => read.refuse(&name, "No key of the view has this name; it was left out."),
        }
    }
    (edition, read.problems)
}

/// Writes the fragment that opens the view.
pub(super) fn encode(edition: Edition) -> String {
    format!("view={NAME}&since={edition}")
}

/// Draws the options of the list of editions.
pub(super) fn options() -> Markup {
    html! {
        option value="" { "Choose…" }
        @for edition in Edition::all().filter(|edition| *edition < Edition::PRESENT) {
            option value=(edition) { "since " (edition) }
        }
    }
}

/// Draws the two tables.
pub(super) fn draw(since: &Since) -> Markup {
    html! {
        (table("Figures of chips and grids", &since.tables, since.edition))
        (table("Worked examples whose figure is another one", &since.examples.figures, since.edition))
        @if since.examples.ranges > 0 {
            p { "Of " (since.examples.ranges) " further examples only the 90% range is another one: methods have errors of their own since 2026-11.4." }
        }
        p.hint { "Published systems keep the figures that their sources print. A link with data=" (since.edition) " is computed with the figures of that edition for ever." }
    }
}

fn table(caption: &str, rows: &[Changed], since: Edition) -> Markup {
    html! {
        @if rows.is_empty() {
            p { (caption) ": none since " (since) "." }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) " (" (rows.len()) ")" }
                    thead {
                        tr {
                            th scope="col" { "Figure" }
                            th.number scope="col" { (since) }
                            th.number scope="col" { (EDITION) }
                            th scope="col" { "Why" }
                        }
                    }
                    tbody {
                        @for row in rows {
                            tr {
                                th scope="row" { (row.name) }
                                td.number { (row.was) }
                                td.number { (row.now) }
                                td {
                                    (row.why)
                                    @if !row.source.is_empty() { " " (sources(row.source)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_edition_has_a_link_that_opens_it() {
        for edition in Edition::all() {
            assert_eq!(read(&encode(edition)), (edition, Vec::new()));
        }
        let (since, problems) = read("view=changes&since=1999-01&colour=red");
        assert_eq!(since.to_string(), "2026-11");
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn changes_stand_row_by_row_with_their_reason() {
        let html = draw(&decode("view=changes").0).into_string();
        for text in [
            "NVIDIA L40, BF16 peak",
            "181.05 TFLOP/s",
            "that, rounded",
            "NVIDIA L40 data sheet",
        ] {
            assert!(html.contains(text), "{text}");
        }
        let none = draw(&decode(&encode(Edition::PRESENT)).0).into_string();
        assert!(none.contains("Figures of chips and grids: none since "));
    }

    proptest! {
        #[test]
        fn any_text_opens(text in "(view=changes)?(&?(since|2026-1[12]|=|%|é|&|_|[0-9]){0,9}){0,8}") {
            let (since, _) = read(&text);
            prop_assert_eq!(read(&encode(since)), (since, Vec::new()));
        }
    }
}
