//! The shares of the inputs in the width of the range, as bars.

use crate::answer::Width;
use crate::draft::Draft;
use crate::panel::parts::percent;
use crate::words::stage::name;
use maud::{Markup, html};

/// Draws the inputs, the largest share of the width first.
pub(super) fn draw(draft: &Draft, widths: &[Width]) -> Markup {
    let has_stages = draft.stages().len() > 1;
    html! {
        @if !widths.is_empty() {
            h3 #widths-title { "Where the width comes from" }
            ol.widths aria-labelledby="widths-title" {
                @for width in widths {
                    li {
                        span.name {
                            (width.field.key.phrase())
                            @if has_stages { small { (stage_name(draft, width.stage)) } }
                        }
                        span.number { (percent(width.share)) }
                        svg.share viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
                            rect width=(percent(width.share).trim_end_matches('%')) height="4" {}
                        }
                    }
                }
            }
            p.hint {
                "Share of the uncertainty from each input"
                @if has_stages { "; of several stages to a first order" }
                ". Pin down the top one first."
            }
        }
    }
}

/// Returns the name of a stage, or its number.
fn stage_name(draft: &Draft, stage: u16) -> String {
    name(draft, stage).map_or_else(|| format!("stage {stage}"), String::from)
}
