//! One row of a network. Its cells follow the line, and its boxes stay the same elements while it is there.

use super::table::{ShownLine, Table};
use crate::architecture::outline::RowKind;
use crate::page::parts::erased::Derived;
use crate::page::parts::{part, text};
use crate::panel::network::{Line, RowAction, percent, row_id, tenths_of_percent};
use crate::words::layers::RowCount;
use leptos::prelude::*;

/// The deepest indentation that the style has.
const MAX_DEPTH: usize = 6;

/// The signals of a row.
#[derive(Clone, Copy)]
struct Cells {
    table: Table,
    key: u32,
    line: RwSignal<Line>,
    count: RwSignal<Option<RowCount>>,
    index: Derived<usize>,
}

/// A figure of a row, with its share of the whole.
type Figure = fn(&RowCount) -> (&str, f64);

/// Makes the view of a row.
pub(super) fn view(table: Table, ShownLine { key, line, count }: ShownLine) -> AnyView {
    let (line, count) = (RwSignal::from(line), RwSignal::from(count));
    let index = Derived::new(move || line.with(|line| line.index));
    let cells = Cells {
        table,
        key,
        line,
        count,
        index,
    };
    let kind = line.with_untracked(|line| line.row.kind);
    let depth = text(move || line.with(|line| line.row.depth.min(MAX_DEPTH).to_string()));
    if kind == RowKind::Branch {
        return view! {
            <tr class="branch">
                <td colspan="6">
                    <span data-depth=depth>{cells.title()}</span>
                </td>
            </tr>
        }
        .into_any();
    }
    view! {
        <tr on:focusin=move |_| table.enter(key)>
            <th scope="row" on:keydown=move |event| table.press_key(key, &event)>
                <div data-depth=depth>
                    {if kind == RowKind::Layer { cells.layer_box() } else { cells.name() }}
                    <div id=cells.id("-note")>{cells.remarks()}</div>
                </div>
            </th>
            <td data-name="Repeat" on:keydown=move |event| table.press_key(key, &event)>
                {cells.times_box()}
            </td>
            {cells.figures()}
            <td class="change">{cells.buttons()}</td>
        </tr>
    }
    .into_any()
}

impl Cells {
    fn id(self, end: &'static str) -> Signal<String> {
        text(move || format!("{}{end}", row_id(self.index.get())))
    }

    /// Returns a label with the number of the row.
    fn label(self, start: &'static str) -> Signal<String> {
        text(move || format!("{start}, row {}", self.index.get() + 1))
    }

    fn title(self) -> String {
        self.line.with_untracked(|line| line.row.title())
    }

    fn layer_box(self) -> AnyView {
        let Self {
            table, key, line, ..
        } = self;
        let layer = Derived::new(move || line.with(|line| line.layer.clone()));
        view! {
            <input
                id=self.id("")
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-label=self.label("Layer")
                aria-invalid=text(move || line.with(|line| !line.row.error.is_empty()).to_string())
                aria-describedby=self.id("-note")
                prop:value=text(move || layer.get())
                on:input:target=move |event| table.type_layer(key, event.target().value())
                on:change:target=move |event| table.leave_layer(key, event.target().value())
            />
        }
        .into_any()
    }

    /// Draws the name of a row that is not a layer. Arrow keys reach it.
    fn name(self) -> AnyView {
        view! {
            <strong id=self.id("") tabindex="-1">
                {self.title()}
            </strong>
        }
        .into_any()
    }

    fn times_box(self) -> impl IntoView {
        let Self {
            table, key, line, ..
        } = self;
        let times = Derived::new(move || line.with(|line| line.times.clone()));
        view! {
            <input
                id=self.id("-times")
                type="text"
                inputmode="numeric"
                pattern="[0-9, ]*"
                aria-description="A whole number; 1 if left empty"
                placeholder="1"
                autocomplete="off"
                aria-label=self.label("Times")
                prop:value=text(move || times.get())
                on:input:target=move |event| table.type_times(key, event.target().value())
            />
        }
    }

    fn remarks(self) -> impl IntoView {
        let Self { line, count, .. } = self;
        let texts = Derived::new(move || {
            let note = count.with(|count| count.as_ref().map_or("", |count| count.note));
            (note, line.with(|line| line.row.error.clone()))
        });
        part(move || remarks(texts.get()))
    }

    /// Draws the cells with the output and the cost of the row.
    fn figures(self) -> impl IntoView {
        let count = self.count;
        let is_counted = Derived::new(move || count.with(Option::is_some));
        let output = text(move || {
            count.with(|count| count.as_ref().map_or(String::new(), |c| c.output.clone()))
        });
        view! {
            <td class="makes" data-name="Output shape">
                {output}
            </td>
            {self.figure("Parameters", is_counted, |c| (&c.parameters, c.parameter_share))}
            {self.figure("Multiply-adds", is_counted, |c| (&c.multiply_adds, c.multiply_add_share))}
        }
    }

    /// Draws a figure with its share of the whole, as a number and as a bar.
    fn figure(
        self,
        name: &'static str,
        is_counted: Derived<bool>,
        figure: Figure,
    ) -> impl IntoView {
        let count = self.count;
        let write = move |write: fn((&str, f64)) -> String| {
            text(move || {
                count.with(|count| {
                    let count = count.as_ref();
                    count.map_or(String::new(), |count| write(figure(count)))
                })
            })
        };
        let content = part(move || {
            is_counted.get().then(|| {
                // The width is an attribute and not a style, because the page's policy forbids inline styles.
                view! {
                    {write(|(number, _)| number.into())}
                    " "
                    <small>{write(|(_, share)| percent(share))}</small>
                    <svg
                        class="share"
                        viewBox="0 0 100 4"
                        preserveAspectRatio="none"
                        aria-hidden="true"
                    >
                        <rect width=write(|(_, share)| tenths_of_percent(share)) height="4"></rect>
                    </svg>
                }
            })
        });
        view! {
            <td class="number" data-name=move || is_counted.get().then_some(name)>
                {content}
            </td>
        }
    }

    fn buttons(self) -> impl IntoView {
        let Self { table, key, .. } = self;
        [
            (RowAction::Up, "↑", "Move up"),
            (RowAction::Down, "↓", "Move down"),
            (RowAction::Copy, "+", "Copy"),
            (RowAction::Remove, "✕", "Remove"),
        ]
        .into_iter()
        .map(|(action, sign, says)| {
            view! {
                <button
                    type="button"
                    data-says=says
                    aria-label=self.label(says)
                    on:click=move |_| table.act(key, &action)
                >
                    {sign}
                </button>
            }
        })
        .collect_view()
    }
}

/// Draws the paragraphs under a row: its note, and the reason why it cannot be counted.
fn remarks((note, error): (&'static str, String)) -> impl IntoView {
    view! {
        {(!note.is_empty()).then(|| view! { <p class="hint">{note}</p> })}
        {(!error.is_empty()).then(|| view! { <p class="problem error">{error}</p> })}
    }
}
