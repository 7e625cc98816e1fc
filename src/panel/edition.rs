//! What has changed in the tables since a link was made, and a button that takes the present figures.

use crate::answer::changes;
use crate::catalog::EDITION;
use crate::draft::{Draft, Field, Key, link};
use maud::{Markup, html};

/// Nothing, where the estimate rests on no figure that has changed.
pub fn draw(draft: &Draft) -> Markup {
    let Some(changes) = changes(draft) else {
        return html! {};
    };
    html! {
        div.changes {
            h2 #changes-title { "Figures have changed since this link was made" }
            p { "It has the data of " (changes.since) ", and is computed with them. Since then:" }
            ul { @for figure in &changes.figures { li { (figure) } } }
            @if changes.outcomes.is_empty() {
                p { "With the data of " (EDITION) " its figures would be the same." }
            } @else {
                p { "With the data of " (EDITION) ":" }
                ul { @for outcome in &changes.outcomes { li { (outcome) } } }
            }
            // Opened like an example: Back returns to the figures of the link.
            button.button type="button" data-do="open" value=(link::encode(&draft_of_now(draft))) {
                "Use the figures of " (EDITION)
            }
        }
    }
}

/// The same draft with the present tables.
fn draft_of_now(draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    draft.set(Field::new(0, Key::Data), EDITION);
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn drawn(link: &str) -> String {
        draw(&decode(link).draft).into_string()
    }

    #[test]
    fn what_changed_is_said_where_the_estimate_takes_it() {
        let html = drawn(
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
        );
        for said in [
            "It has the data of 2026-11, and",
            "NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05 TFLOP/s (+0.0276%)",
            "The estimate: 2.606 × 10²⁰ FLOP → 2.607 × 10²⁰ FLOP (+0.0276%)",
            &format!("Use the figures of {EDITION}"),
            &format!("data-do=\"open\" value=\"v=1&amp;data={EDITION}&amp;chip-hours=1000&amp;"),
        ] {
            assert!(html.contains(said), "no {said} in {html}");
        }
        for link in [
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-a100-pcie&format=bf16&utilization=0.4",
            "v=1&data=2026-11&chip-hours=1000&hardware=nvidia-l40&format=fp32&utilization=0.4",
            "v=1&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
            "v=1&data=2031-01&chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4",
        ] {
            assert_eq!(drawn(link), "", "{link}");
        }
    }
}
