//! Published trends to choose from, and the lines with what stands beside each.

use super::state::Trends;
use crate::page::parts::part;
use crate::page::parts::text;
use crate::page::parts::toast::toast;
use crate::trend::{Line, PRESETS, Preset, Shown, View};
use leptos::prelude::*;
use maud::{Markup, html};

pub(super) fn view(trends: Trends) -> impl IntoView {
    let button = move |preset: Option<&'static Preset>| {
        let is_on = text(move || {
            trends
                .settings
                .with(|view| view.preset() == preset)
                .to_string()
        });
        let press = move |_| {
            let view = trends.view.with_untracked(|view| match preset {
                Some(preset) => view.with_preset(preset),
                None => View {
                    shown: Shown::Nothing,
                    ..view.clone()
                },
            });
            trends.replace(view);
        };
        let (name, source) = preset.map_or(("None", ""), |preset| (preset.name, preset.source));
        view! {
            <button type="button" class="preset" aria-pressed=is_on on:click=press>
                <strong>{name}</strong>
                <span class="quiet">{source}</span>
            </button>
        }
    };
    let buttons: Vec<_> = PRESETS.iter().map(Some).chain([None]).map(button).collect();
    let undo = part(move || {
        let what = trends.before.with(Option::is_some).then(|| {
            let preset = trends.settings.with(|view| view.preset());
            preset.map_or("No published trend is drawn.".to_owned(), |preset| {
                format!("{} took the place of your selection.", preset.name)
            })
        })?;
        let take_back = move |_| trends.take_back();
        let close = Callback::new(move |()| trends.before.set(None));
        Some(toast(what, take_back, None, close))
    });
    view! {
        <section class="published" aria-labelledby="published-title">
            <h2 id="published-title">"Who says how fast?"</h2>
            <p class="quiet">
                "Published trends, each beside what comes out today. A press draws its lines."
            </p>
            <div class="presets" role="group" aria-labelledby="published-title">
                {buttons}
            </div>
            <div role="status">{undo}</div>
            {part(move || {
                let html = trends
                    .settings
                    .with(|view| trends.lines.with(|lines| table(view, lines).into_string()));
                view! {
                    <div
                        class="scroll"
                        tabindex="0"
                        role="region"
                        aria-label="Lines"
                        inner_html=html
                    ></div>
                }
            })}
        </section>
    }
}

/// Returns the table of the lines. Those that are drawn have their number.
fn table(view: &View, lines: &[Line]) -> Markup {
    let numbers = view.drawn(lines).len();
    // The line of the selection alone has the number 1, and it is last.
    html! {
        table.fits {
            caption {
                (view.level) "% intervals by " (view.method.words()) "; a month is " (view.month.words()) ". "
                @if let Some(preset) = view.preset() {
                    "Printed by " a href=(preset.link) target="_blank" rel="noopener noreferrer" { (preset.source) } "."
                }
            }
            thead {
                tr {
                    th scope="col" { "Line" }
                    th.figure scope="col" { "Doubles every" }
                    th.figure scope="col" { "A year" }
                    th.figure scope="col" { "n" }
                    th.figure scope="col" { "R²" }
                    th scope="col" { "As printed, and why ours differs" }
                }
            }
            tbody {
                @for (at, line) in lines.iter().enumerate() {
                    tr {
                        th scope="row" {
                            @if at < numbers { span.badge { (at + 1) } " " }
                            (line.name)
                            span.quiet { (line.subset) }
                        }
                        td.figure { strong { (line.doubling(view.month)) } span.quiet { (line.doubling_interval(view.month)) } }
                        td.figure { strong { "× " (line.growth()) } span.quiet { (line.growth_interval()) } }
                        td.figure { (line.n) }
                        td.figure { (line.r2()) }
                        td.printed {
                            @if let Some(printed) = line.printed {
                                strong { (printed.printed.words()) }
                                span.quiet { (printed.printed_with) }
                                span.quiet { (printed.why) }
                            } @else {
                                "–"
                            }
                        }
                    }
                }
            }
        }
    }
}
