//! The visitor's own table: a CSV that is dropped on the view or picked.

use super::state::Trends;
use crate::page::browser::{self, Session};
use crate::page::parts::part;
use crate::quantity::plain_excerpt;
use crate::trend::{Table, read_table};
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The largest file that is read, in bytes: Epoch AI's whole table has some 5 MB.
const MOST_BYTES: f64 = 30e6;

/// Draws the button that picks a file. A file that is dropped on the view is read as well.
pub(super) fn button(trends: Trends) -> impl IntoView {
    trends
        .page
        .view_drop
        .set(Some(Box::new(move |files| take(trends, &files))));
    on_cleanup(move || trends.page.view_drop.set(None));
    view! {
        <label class="button quiet pick">
            "Use my own table"
            <input
                type="file"
                class="visually-hidden"
                accept=".csv,.tsv,text/csv"
                on:change=move |event| {
                    if let Some(files) = browser::take_picked_files(&event) {
                        take(trends, &files);
                    }
                }
            />
        </label>
    }
}

fn take(trends: Trends, files: &JsValue) {
    let Ok(file) = Array::from(files).get(0).dyn_into::<File>() else {
        return;
    };
    spawn_local(async move {
        let name = plain_excerpt(&file.name());
        match read(&file).await {
            Ok((table, text)) => {
                trends.refusal.set(String::new());
                let is_kept = Session::Table.write(&format!("{name}\n{text}"));
                trends.is_kept.set(is_kept);
                trends.show_table(name, table);
            }
            Err(why) => trends.refusal.set(format!("{name}: {why}")),
        }
    });
}

/// Shows the table that was kept when the page was loaded again.
pub(super) fn recall(trends: Trends) {
    let kept = Session::Table.read();
    if let Some((name, text)) = kept.split_once('\n')
        && let Ok(table) = read_table(text)
    {
        trends.show_table(name.to_owned(), table);
    }
}

/// Reads a file. Returns its table and its text.
async fn read(file: &File) -> Result<(Table, String), String> {
    if file.size() > MOST_BYTES {
        return Err("The file has more than 30 MB. Is it a table of systems?".into());
    }
    let text = JsFuture::from(file.text())
        .await
        .map_err(|_| "The browser could not read the file.")?;
    let text = text.as_string().unwrap_or_default();
    Ok((read_table(&text)?, text))
}

/// Draws the messages about a table: why it could not be read, or what of it was read.
pub(super) fn messages(trends: Trends) -> impl IntoView {
    part(move || {
        let refusal = trends.refusal.get();
        let refused =
            (!refusal.is_empty()).then(|| view! { <p class="problem error">{refusal}</p> });
        let file = trends.file.get();
        let shown =
            (!file.is_empty()).then(|| trends.table.with(|table| about(trends, &file, table)));
        view! {
            <div role="status" class="own-table">
                {refused}
                {shown}
            </div>
        }
    })
}

fn about(trends: Trends, file: &str, table: &Table) -> AnyView {
    let count = |count: usize, one: &str, more: &str| match count {
        0 => String::new(),
        1 => format!(" 1 {one}"),
        n => format!(" {n} {more}"),
    };
    let read = format!(
        "{file}:{}{}{}{}",
        match table.points.len() {
            0 => " no system.".into(),
            systems => count(systems, "system.", "systems."),
        },
        count(
            table.without_compute,
            "row has no compute.",
            "rows have no compute."
        ),
        count(
            table.bad_count,
            "row could not be read.",
            "rows could not be read."
        ),
        match trends.is_kept.get() {
            true => "",
            false => " It is too large for this browser to keep it when the page is loaded again.",
        }
    );
    let warnings: Vec<_> = table
        .warnings
        .iter()
        .map(|warning| view! { <p class="problem warning">{warning.clone()}</p> })
        .collect();
    let bad: Vec<_> = table
        .bad
        .iter()
        .map(|bad| view! { <li>{format!("Line {}, {}: {}", bad.line, bad.name, bad.why)}</li> })
        .collect();
    let bad = (!bad.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Rows that could not be read"</summary>
                <ul>{bad}</ul>
            </details>
        }
    });
    view! {
        <p>
            {read} " "
            <button type="button" class="link" on:click=move |_| trends.show_compiled_in()>
                "Back to Epoch AI’s table"
            </button>
        </p>
        {warnings}
        {bad}
    }
    .into_any()
}
