//! A formula written out with the visitor's own numbers. Each factor links to its field.

use super::field::input_id;
use super::{part, text};
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::words::formula::Piece;
use leptos::prelude::*;

/// A product of factors and its value.
#[component]
pub(crate) fn Formula(
    /// The factors.
    pieces: Derived<Vec<Piece>>,
    /// The product's value, if every factor is filled in.
    result: Signal<Option<String>>,
) -> impl IntoView {
    // Only another list of factors redraws the formula. Numbers change in place.
    let blanks =
        Derived::new(move || pieces.with(|p| p.iter().map(Piece::blank).collect::<Vec<_>>()));
    let product = part(move || {
        let mut views = Vec::new();
        for (i, piece) in blanks.get().into_iter().enumerate() {
            if i > 0 {
                views.push(" × ".into_any());
            }
            views.push(piece_view(piece, pieces, i));
        }
        views
    });
    let class = text(move || {
        if result.with(Option::is_some) {
            "number"
        } else {
            "number blank"
        }
        .into()
    });
    let result = text(move || result.get().unwrap_or_else(|| "…".into()));
    view! {
        <div class="formula">
            <p>{product}</p>
            <p class="product">"= " <strong class=class>{result}</strong> " FLOP"</p>
        </div>
    }
}

fn piece_view(piece: Piece, pieces: Derived<Vec<Piece>>, index: usize) -> AnyView {
    let value = move || pieces.with(|p| p.get(index).and_then(Piece::value).map(String::from));
    let number = text(move || value().unwrap_or_else(|| "…".into()));
    match piece {
        Piece::Constant(_) => view! { <span class="number">{number}</span> }.into_any(),
        Piece::Factor { field, unit, .. } => {
            let class = text(move || {
                if value().is_some() {
                    "factor"
                } else {
                    "factor blank"
                }
                .into()
            });
            view! {
                <button
                    type="button"
                    class=class
                    on:click=move |_| browser::focus(input_id(field.key))
                >
                    <span class="number">{number}</span>
                    " "
                    <span class="unit">{unit}</span>
                </button>
            }
            .into_any()
        }
    }
}
