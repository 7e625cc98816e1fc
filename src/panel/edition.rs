//! Changes of the tables since a link was made, and a button that switches to the present figures.

use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press};
use crate::answer::changes;
use crate::catalog::EDITION;
use crate::draft::{Draft, Field, Key, link};
use maud::html;

/// Draws the panel, or nothing if the estimate uses no figure that has changed.
pub fn draw(draft: &Draft) -> Vec<Piece> {
    let Some(changes) = changes(draft) else {
        return Vec::new();
    };
    let words = html! {
            h2 #changes-title { "Figures have changed since this link was made" }
            p { "It uses the data of " (changes.since) ". Since then:" }
            ul { @for figure in &changes.figures { li { (figure) } } }
            @if changes.outcomes.is_empty() {
                p { "With the data of " (EDITION) " its figures would be the same." }
            } @else {
                p { "With the data of " (EDITION) ":" }
                ul { @for outcome in &changes.outcomes { li { (outcome) } } }
            }
    };
    // The button opens a link, as an example does, so that Back returns to the figures of the old link.
    let button = Press::Open(link::encode(&draft_of_now(draft))).button(
        Look::of("button"),
        html! { "Use the figures of " (EDITION) },
    );
    pieces![Element::of_class("div", "changes").holding(pieces![words, button])]
}

/// Returns the draft with the present edition of the tables.
fn draft_of_now(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    draft.set(Field::new(0, Key::Data), EDITION);
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::panel::Action;
    use crate::panel::piece::{self, presses};

    fn html_of(link: &str) -> String {
        piece::html_of(&draw(&decode(link).draft))
    }

    #[test]
    fn changes_are_listed_if_the_estimate_uses_them() {
        let html = html_of(
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
        );
        for text in [
            "It uses the data of 2026-11. Since",
            "NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05 TFLOP/s (+0.0276%)",
            "The estimate: 2.606 × 10²⁰ FLOP → 2.607 × 10²⁰ FLOP (+0.0276%)",
            &format!("Use the figures of {EDITION}"),
        ] {
            assert!(html.contains(text), "no {text} in {html}");
        }
        let draft = decode(
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
        );
        let presses = presses(&draw(&draft.draft));
        let [Action::Press(Press::Open(link))] = &presses[..] else {
            panic!("{presses:?}");
        };
        assert!(link.starts_with(&format!("v=1&data={EDITION}&chip-hours=1000&")));
        for link in [
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-a100-pcie&format=bf16&utilization=0.4",
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=fp32&utilization=0.4",
            "v=1&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
            "v=1&data=2031-01&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
        ] {
            assert_eq!(html_of(link), "", "{link}");
        }
    }
}
