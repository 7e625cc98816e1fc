//! The phrases that give fields, and the amounts that none takes, as lists.

use super::marked::go_to_mark;
use super::state::PassageBox;
use crate::draft::Field;
use crate::import::passage::Unused;
use crate::import::passage::item::{Item, Standing, stages, targets};
use crate::import::passage::marks::{Entry, Kind};
use crate::import::passage::shown::shown;
use crate::page::browser;
use crate::page::parts::{part, text};
use leptos::prelude::*;

/// Draws the phrases that give fields.
pub(super) fn items(this: PassageBox) -> Option<AnyView> {
    let items = this.items.get();
    let rows: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(at, item)| row(this, at, item))
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <ol class="read" aria-label="Values of the passage">
                {rows}
            </ol>
        }
        .into_any()
    })
}

fn row(this: PassageBox, at: usize, item: Item) -> AnyView {
    let entry = Entry::Item(at);
    let field = item.field;
    let heading = match field.stage {
        0 | 1 => field.key.entry().heading().to_owned(),
        stage => format!("Stage {stage}: {}", field.key.entry().heading()),
    };
    let said = match &item.standing {
        Standing::In => String::new(),
        Standing::TakenBack => "Taken back.".into(),
        Standing::Beside(key) => {
            format!("Not used: another phrase gives the {}.", key.phrase())
        }
        Standing::Typed(by, typed) if *by == field => {
            format!("The form has {}.", shown(by.key, typed))
        }
        Standing::Typed(by, typed) => {
            format!(
                "The form has the {}: {}.",
                by.key.phrase(),
                shown(by.key, typed)
            )
        }
        Standing::Absent => "Not in the form.".into(),
    };
    let kind = match item.standing {
        Standing::In => Kind::of(field.key),
        _ => Kind::Unused,
    };
    let value = shown(field.key, &item.text);
    let moves = moves(this, at, &item);
    view! {
        <li id=entry.id() class=kind.class() tabindex="-1">
            <p>
                <button type="button" class="link" on:click=move |_| this.page.go_to(field)>
                    {heading}
                </button>
                " "
                <strong>{value}</strong>
                " ← "
                {match item.phrase.as_str() {
                    "" => "not named in the passage".into_any(),
                    words => phrase(this, item.start, words),
                }}
            </p>
            <p class="standing">{said}</p>
            <div class="deeds">{deed(this, at, item)} {moves}</div>
        </li>
    }
    .into_any()
}

/// Draws the words of the passage, which lead to their mark.
fn phrase(this: PassageBox, start: usize, words: &str) -> AnyView {
    view! {
        <button type="button" class="phrase" on:click=move |_| go_to_mark(this, start)>
            {format!("“{words}”")}
        </button>
    }
    .into_any()
}

/// Draws the button that takes a phrase back, or puts it into the form.
fn deed(this: PassageBox, at: usize, item: Item) -> AnyView {
    let name = item.field.key.entry().heading();
    let value = shown(item.field.key, &item.text);
    let (label, what) = match item.standing {
        Standing::In => ("Take back".to_owned(), format!("{name}: taken back")),
        Standing::TakenBack => ("Put back".to_owned(), format!("{name}: {value}")),
        _ => (format!("Use {value}"), format!("{name}: {value}")),
    };
    let id = format!("{}-deed", Entry::Item(at).id());
    let focus = id.clone();
    let about = format!("{label}: {name}");
    let press = move |_| {
        this.press(what.clone(), focus.clone(), |filling, draft| {
            match item.standing {
                Standing::In => filling.take_back(&item, draft),
                _ => filling.put_in(&item),
            }
        });
    };
    view! {
        <button type="button" class="link" id=id aria-label=about on:click=press>
            {label}
        </button>
    }
    .into_any()
}

/// Draws the fields that a phrase may be moved to, then the stages.
fn moves(this: PassageBox, at: usize, item: &Item) -> Option<AnyView> {
    let stage = item.field.stage;
    let fields = targets(item).into_iter().map(|key| {
        let name = key.entry().heading().to_owned();
        (Field::new(stage, key), name)
    });
    let (stages, last) = this.page.with_draft(|draft| {
        let last = draft.stages().into_iter().max();
        (stages(item, draft), last.unwrap_or(1))
    });
    let stages = stages.into_iter().map(|stage| {
        let name = match stage > last {
            true => "A new stage".to_owned(),
            false => format!("Stage {stage}"),
        };
        (Field::new(stage, item.field.key), name)
    });
    let buttons: Vec<_> = fields
        .chain(stages)
        .map(|(field, name)| move_to(this, at, item, field, name))
        .collect();
    let id = moves_id(at);
    (!buttons.is_empty()).then(|| {
        let name = item.field.key.entry().heading();
        view! {
            <details class="moves" id=id>
                <summary aria-label=format!("Move to…: {name}")>"Move to…"</summary>
                <div class="suggestions">{buttons}</div>
            </details>
        }
        .into_any()
    })
}

fn moves_id(at: usize) -> String {
    format!("{}-moves", Entry::Item(at).id())
}

/// Draws the button that moves a phrase.
fn move_to(this: PassageBox, at: usize, item: &Item, field: Field, name: String) -> AnyView {
    let item = item.clone();
    let what = format!("{name}: {}", shown(item.field.key, &item.text));
    let press = move |_| {
        browser::fold(&moves_id(at));
        let focus = format!("{}-deed", Entry::Item(at).id());
        this.press(what.clone(), focus, |filling, draft| {
            filling.move_to(&item, field, draft);
        });
    };
    view! {
        <button type="button" class="suggestion" on:click=press>
            {name}
        </button>
    }
    .into_any()
}

/// Amounts that no field takes, each with the reason.
pub(super) fn unused(this: PassageBox) -> AnyView {
    let is_open = this.is_unused_open;
    let many = move || this.unused.with(Vec::len);
    let line = text(move || match many() {
        1 => "1 amount is not used".to_owned(),
        many => format!("{many} amounts are not used"),
    });
    let rows = part(move || {
        let unused = is_open.get().then(|| this.unused.get());
        let rows = unused.unwrap_or_default().into_iter().enumerate();
        let rows: Vec<_> = rows
            .map(|(at, unused)| unused_row(this, at, unused))
            .collect();
        rows.into_any()
    });
    // Rows that are drawn anew would lose the focus that a press on a mark gave to one of them.
    let toggle = move |now: bool| {
        if is_open.get_untracked() != now {
            is_open.set(now);
        }
    };
    view! {
        <details
            class="not-used"
            hidden=move || many() == 0
            on:toggle:target=move |event| toggle(event.target().open())
        >
            <summary>{line}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

fn unused_row(this: PassageBox, at: usize, unused: Unused) -> AnyView {
    view! {
        <li id=Entry::Unused(at).id() tabindex="-1">
            {phrase(this, unused.start, &unused.phrase)}
            " "
            {unused.why}
        </li>
    }
    .into_any()
}
