//! The card with the rows of a network.

use super::list::List;
use super::row;
use super::table::Table;
use crate::page::parts::erased::Derived;
use crate::page::parts::keyed::{Item, keyed};
use crate::page::parts::{follow, part, text};
use crate::page::state::Page;
use crate::panel::network::BLOCKS;
use leptos::prelude::*;

/// Makes the view of the rows.
pub(super) fn view(page: Page) -> AnyView {
    let table = Table::new(page);
    follow(move || table.follow());
    let has_rows = Derived::new(move || table.head.with(|head| head.has_rows));
    let more = Derived::new(move || table.head.with(|head| head.more));
    view! {
        <h2 id="layers-title">"The network, row by row"</h2>
        <p class="subtitle">
            "A forward pass; 2 FLOP for each multiply-add. The backward pass is not in these figures. "
            "Alt with ↑ or ↓ moves a row, with Enter copies it, with Delete removes it."
        </p>
        {part(move || has_rows.get().then(|| rows(table)))}
        {part(move || match more.get() {
            0 => None,
            more => {
                Some(
                    view! {
                        <p class="hint">{format!("And {more} more rows, in the text only.")}</p>
                    },
                )
            }
        })}
        <div class="field add">
            <label for="add-layer">
                {text(move || match has_rows.get() {
                    true => "Add below the selected row".into(),
                    false => "Add".into(),
                })}
            </label>
            <p class="hint" id="add-layer-hint">
                "With the keyboard, Enter adds what is chosen."
            </p>
            <List
                id="add-layer"
                chosen=text(String::new)
                take=Callback::new(move |layers| table.add(layers))
            >
                <option value="">"Choose…"</option>
                {blocks()}
            </List>
        </div>
    }
    .into_any()
}

fn rows(table: Table) -> impl IntoView {
    let per = text(move || table.head.with(|head| head.per.clone()));
    let lines = move || {
        let lines = table.lines_shown.get().into_iter();
        let lines = lines.map(|shown| Item {
            key: shown.key,
            draw: Box::new(move || row::view(table, shown)),
        });
        lines.collect()
    };
    view! {
        <div class="scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Layer"</th>
                        <th scope="col">"Repeat"</th>
                        <th scope="col">"Output shape"</th>
                        <th class="number" scope="col">
                            "Parameters"
                        </th>
                        <th class="number" scope="col">
                            "Multiply-adds"
                            {per}
                        </th>
                        <th scope="col">
                            <span class="visually-hidden">"Change"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{keyed(lines)}</tbody>
            </table>
        </div>
    }
}

/// Draws the layers that can be added, in groups.
fn blocks() -> impl IntoView {
    BLOCKS
        .into_iter()
        .map(|(group, blocks)| {
            let options = blocks
                .iter()
                .map(|(name, text)| view! { <option value=*text>{*name}</option> })
                .collect_view();
            view! { <optgroup label=group>{options}</optgroup> }
        })
        .collect_view()
}
