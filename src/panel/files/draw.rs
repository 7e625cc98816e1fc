//! Draws the panel of files.

use super::FilesAction;
use super::shown::{FilesShown, Forward, Found, FoundRow, OpenSettings};
use crate::panel::parts::{plain_box, switch, text_box};
use crate::panel::piece::{Control, Element, On, Piece, fold, pieces};
use crate::panel::press::{Look, button};
use crate::panel::{Action, hub};
use maud::{Markup, html};

/// Draws the panel.
pub fn draw(shown: &FilesShown) -> Vec<Piece> {
    let intro = html! {
        p.hint {
            "A Hugging Face config.json, an ONNX, safetensors or GGUF file, what a profiler printed, or the log of a run. Read in this browser; nothing is uploaded. "
            "Files may also be dropped anywhere on the page."
        }
    };
    let pick = Element::of_class("input", "visually-hidden")
        .id("pick")
        .with("type", "file")
        .with("multiple", "")
        .acting(Control::Pick);
    let paste = paste(
        "paste",
        "Or paste a config.json, a report or a log",
        On::new(|text| Action::Files(FilesAction::Paste(text))),
    );
    let name = plain_box(&shown.hub, types(FilesAction::Hub));
    let fetch = html! { "Fetch from " (hub::HOST) };
    let fetch = button(Action::Files(FilesAction::Fetch), Look::of("button"), fetch);
    let row = pieces![name.id("hub").with("placeholder", "org/name"), fetch];
    let hub = field(
        html! { label for="hub" { "Or a model’s name on Hugging Face" } },
        pieces![Element::of_class("div", "row").holding(row)],
    );
    let found = Element::new("div").id("found").with("role", "status");
    let choose = html! { label.button for="pick" { "Choose files…" } };
    pieces![
        intro,
        pick,
        choose,
        paste,
        hub,
        found.holding(draw_result(shown))
    ]
}

/// Draws a box for the content of a file, with its label.
pub(in crate::panel) fn paste(id: &str, label: &str, on: On<String>) -> Box<Element> {
    let area = Element::new("textarea")
        .id(id)
        .with("rows", "2")
        .with("autocomplete", "off")
        .with("autocapitalize", "off")
        .with("spellcheck", "false")
        .acting(Control::Paste(on));
    field(html! { label for=(id) { (label) } }, pieces![area])
}

fn field(label: Markup, content: Vec<Piece>) -> Box<Element> {
    Element::of_class("div", "field").holding(pieces![label, content])
}

fn types(action: fn(String) -> FilesAction) -> On<String> {
    On::new(move |text| Action::Files(action(text)))
}

fn draw_result(shown: &FilesShown) -> Vec<Piece> {
    let settings = shown.settings.as_ref().map(draw_settings);
    let account = html! {
        @if let Some(name) = &shown.account {
            p.hint { (name) " is a list of Slurm jobs: put it into method 2, under “From Slurm’s accounting”." }
        }
    };
    match &shown.found {
        None => pieces![account],
        Some(Err(why)) => pieces![account, html! { p.problem.error { (why) } }, settings],
        Some(Ok(found)) => pieces![account, draw_found(found, settings)],
    }
}

fn draw_found(found: &Found, settings: Option<Vec<Piece>>) -> Vec<Piece> {
    let facts = html! {
        h3 { (found.title) }
        p.hint { (found.origin) }
        dl.facts {
            @if let Some(parameters) = &found.parameters {
                dt { "Parameters" }
                dd { (parameters) }
            }
            @if let Some(forward) = &found.forward { (draw_forward(forward)) }
        }
    };
    let notes = html! {
        @for (is_warning, text) in &found.notes {
            p class=(if *is_warning { "problem warning" } else { "hint" }) { (text) }
        }
    };
    let take = found.methods.as_ref().map(|methods| {
        let look = Look {
            id: Some("use-found"),
            ..Look::of("button primary")
        };
        button(
            Action::Files(FilesAction::Use),
            look,
            html! { "Use in " (methods) },
        )
    });
    pieces![facts, settings, notes, take, draw_rows(found)]
}

fn draw_forward(forward: &Forward) -> Markup {
    html! {
        dt { "Forward pass on one " (forward.per) }
        dd {
            (forward.cost)
            @if let Some(beside) = &forward.beside { br; small { (beside) } }
            @if let Some(apart) = &forward.apart { br; (apart) }
        }
    }
}

/// Draws the settings that a file leaves open.
fn draw_settings(settings: &OpenSettings) -> Vec<Piece> {
    match settings {
        OpenSettings::Tokens {
            sequence,
            assumed,
            context,
            attention,
            is_causal,
        } => {
            let length = size_box(sequence, assumed, types(FilesAction::Sequence));
            let context = context.as_ref().map(|context| {
                let look = Look {
                    id: Some("found-context"),
                    ..Look::of("button")
                };
                let caption = html! { "Count for the whole context, " (context) " tokens" };
                button(Action::Files(FilesAction::WholeContext), look, caption)
            });
            let warning = html! {
                @if let Some(share) = attention {
                    p.problem.warning {
                        "Attention over sequences this long is " (share) " of the count. The length in training is often shorter: give it, if you know it."
                    }
                }
            };
            let label = html! { label for="found-sequence" { "Tokens of a sequence in training" } };
            let length = length.id("found-sequence");
            let causal = On::new(|is_causal| Action::Files(FilesAction::Causal(is_causal)));
            let causal = switch(
                "found-causal",
                *is_causal,
                "Count attention as causal: about half the square",
                causal,
            );
            pieces![field(label, pieces![length, context, warning]), causal]
        }
        OpenSettings::Onnx { input, sizes } => {
            let label = html! { label for="found-input" { "Sizes of the input, the batch first" } };
            let input = finished_box(input, types(FilesAction::Input))
                .id("found-input")
                .with("placeholder", "1x3x224x224");
            let sizes = sizes.iter().enumerate().map(|(place, open)| {
                let id = format!("found-size-{place}");
                let on = On::new(move |text| Action::Files(FilesAction::Size(place, text)));
                let label = html! {
                    label for=(id) { "Size of “" (open.name) "”, which the file leaves open" }
                };
                let size = size_box(&open.typed, &open.assumed, on).id(id);
                Piece::Element(field(label, pieces![size]))
            });
            pieces![field(label, pieces![input]), sizes.collect::<Vec<_>>()]
        }
    }
}

/// Draws a box whose text counts once it is finished.
fn finished_box(text: &str, on: On<String>) -> Box<Element> {
    let mut element = text_box(text, on.clone());
    element.control = Some(Control::Finish(text.into(), on));
    element
}

fn size_box(typed: &str, assumed: &str, on: On<String>) -> Box<Element> {
    finished_box(typed, on)
        .with("inputmode", "numeric")
        .with("placeholder", assumed)
}

fn draw_rows(found: &Found) -> Option<Box<Element>> {
    let counts = found.forward.is_some();
    let table = html! {
        table.found {
            thead {
                tr {
                    th scope="col" { "Layer" }
                    th.number scope="col" { "Parameters" }
                    @if counts { th.number scope="col" { "Multiply-adds" } }
                }
            }
            tbody { @for row in &found.rows { (draw_row(row, counts)) } }
        }
    };
    let scroll = Element::of_class("div", "scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", "Layer by layer")
        .read(table);
    let more = html! { @if found.more > 0 { p.hint { "And " (found.more) " more." } } };
    let rows = fold("found-rows", "Layer by layer", pieces![scroll, more]);
    (!found.rows.is_empty()).then_some(rows)
}

fn draw_row(row: &FoundRow, counts: bool) -> Markup {
    html! {
        tr {
            th scope="row" { (row.name) " " small { (row.kind) } }
            td.number { (row.parameters) }
            @if counts { td.number { (row.multiply_adds) } }
        }
    }
}
