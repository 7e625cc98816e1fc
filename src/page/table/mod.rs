//! The view of tables: a table of estimates with its figures. All of it is a part of the page that is loaded when the view
//! is opened; the rows are in a worker of their own.

mod input;
mod kept;
mod list;
mod save;
mod state;

use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::page::parts::toast::toast;
use crate::page::parts::unread::unread;
use crate::page::parts::{part, text};
use crate::page::state::Page;
use crate::page::views::PartView;
use crate::quantity::write::whole;
use crate::table::{MOST_ROWS, Model, Status};
use leptos::prelude::*;
use state::Table;

/// The view of tables. Only code of its part may name it. Otherwise it would be loaded with the page.
pub(crate) struct Views;

impl PartView for Views {
    fn view(&self, page: Page) -> AnyView {
        view(Table::new(page))
    }
}

fn view(table: Table) -> AnyView {
    let page = table.page;
    view! {
        <main class="table">
            <p class="back">
                <button type="button" class="link" on:click=move |_| page.close_view()>
                    "Back to the calculator"
                </button>
            </p>
            <div class="first">
                <h1 id="table-title" tabindex="-1">
                    "A table of estimates"
                </h1>
                <p class="table-about">
                    "Each row is an estimate. Columns are named by the keys of a link ("
                    <code>"parameters"</code> ", " <code>"tokens"</code> ", "
                    <code>"hardware"</code> ", …), or " <code>"link"</code>
                    " has whole links; a table of Epoch AI goes in as it was downloaded. Nothing leaves this browser."
                </p>
            </div>
            {unread(table.problems)}
            {input::view(table)}
            {status(table)}
            {save::view(table)}
            {list::view(table)}
            {undo(table)}
        </main>
    }
    .into_any()
}

/// Draws how far the table is read, and what its header says.
fn status(table: Table) -> impl IntoView {
    let said = text(move || table.with(Model::said));
    let class = text(move || {
        if table.with(Model::is_wrong) {
            "problem error".into()
        } else {
            String::new()
        }
    });
    let works = Derived::new(move || {
        table.with(|model| (model.status == Status::Reading, model.saving.is_some()))
    });
    let working = part(move || {
        let (is_reading, is_saving) = works.get();
        let label = if is_saving {
            "Saving the table"
        } else {
            "Reading the table"
        };
        (is_reading || is_saving).then(|| {
            view! {
                <div class="table-progress">
                    <progress aria-label=label max="1" value=text(move || share(table))></progress>
                    <span>{text(move || table.with(count))}</span>
                    <button
                        type="button"
                        class="button quiet"
                        id="table-cancel"
                        on:click=move |_| {
                            state::change(Model::cancel);
                            browser::return_focus("table-rest".into());
                        }
                    >
                        "Cancel"
                    </button>
                </div>
            }
        })
    });
    let is_cancelled = Derived::new(move || table.with(|model| model.status == Status::Cancelled));
    let go_on = part(move || {
        is_cancelled.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button quiet"
                    id="table-rest"
                    on:click=move |_| {
                        state::change(Model::go_on);
                        browser::return_focus("table-cancel".into());
                    }
                >
                    "Read the rest"
                </button>
            }
        })
    });
    let silence = Derived::new(move || table.with(|model| (model.is_lost, model.is_late)));
    let again = part(move || {
        let (is_lost, is_late) = silence.get();
        let late = is_late.then(|| {
            view! {
                <p class="problem warning" role="alert">
                    "The table has not answered for ten seconds. It may still be at work; if it is not, read it again."
                </p>
            }
        });
        (is_lost || is_late).then(|| {
            view! {
                {late}
                <button type="button" class="button quiet" on:click=|_| state::open_again()>
                    "Read the table again"
                </button>
            }
        })
    });
    let is_unkept = Derived::new(move || table.with(|_| state::is_unkept()));
    let unkept = part(move || {
        is_unkept.get().then(|| {
            view! {
                <p class="quiet">
                    "This table will be gone after a reload: it is too large for the browser’s storage, the browser stores nothing, or the file is not UTF-8."
                </p>
            }
        })
    });
    let note = text(move || table.with(|model| model.note.clone()));
    let note = part(move || {
        let note = note.get();
        (!note.is_empty()).then(|| {
            view! {
                <p class="problem warning" role="alert">
                    {note}
                </p>
            }
        })
    });
    view! {
        <div class="table-status">
            <p role="status" class=class>
                {said}
            </p>
            {working}
            {go_on}
            {again}
            {note}
            {about(table)}
            {unkept}
        </div>
    }
}

/// Draws the line that says what the last press did to the table, with “Undo”.
fn undo(table: Table) -> impl IntoView {
    let words = text(move || table.with(|_| state::undo_words()).unwrap_or_default());
    let line = part(move || {
        let words = words.get();
        (!words.is_empty()).then(|| {
            toast(
                words,
                |_| state::take_back(),
                None,
                Callback::new(|()| state::forget_undo()),
            )
        })
    });
    view! { <div role="status">{line}</div> }
}

fn share(table: Table) -> String {
    let share = table.with(|model| match &model.saving {
        Some(saving) => f64::from(saving.rows) / f64::from(model.progress.rows.max(1)),
        None => model.share(),
    });
    share.to_string()
}

fn count(model: &Model) -> String {
    let rows = model
        .saving
        .as_ref()
        .map_or(model.progress.rows, |saving| saving.rows);
    match rows {
        1 => "1 row".into(),
        rows => format!("{} rows", whole(u128::from(rows))),
    }
}

/// Says which columns are read, and what may be wrong with the header.
fn about(table: Table) -> impl IntoView {
    let head = Derived::new(move || {
        table.with(|model| {
            (
                model.is_open().then(|| model.head.clone()),
                model.progress.is_cut,
            )
        })
    });
    part(move || {
        let (head, is_cut) = head.get();
        let head = head.filter(|head| !head.read.is_empty())?;
        let others = match head.others {
            0 => String::new(),
            1 => " One other column passes through.".into(),
            n => format!(" {} other columns pass through.", whole(u128::from(n))),
        };
        let separator = match head.separator.as_str() {
            "" => String::new(),
            separator => format!(" Its cells are separated by {separator}."),
        };
        let read = format!(
            "Columns that are read: {}.{others}{separator}",
            head.read.join(", ")
        );
        let cut = is_cut.then(|| {
            let most = whole(u128::from(MOST_ROWS));
            let message = format!(
                "The table has more than {most} rows, and the page reads no more. The command reads any number: petaday batch."
            );
            view! { <p class="problem warning">{message}</p> }
        });
        let notes: Vec<_> = head
            .notes
            .into_iter()
            .map(|note| view! { <p class="problem note">{note}</p> })
            .collect();
        Some(view! {
            <p class="quiet">{read}</p>
            {notes}
            {cut}
        })
    })
}
