//! Downloads: the picture as SVG and PNG, and the systems as CSV.

use super::own_table;
use super::state::Trends;
use crate::catalog::notable::ATTRIBUTION;
use crate::page::browser;
use crate::picture::theme::{self, Theme};
use crate::trend::export;
use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement};

pub(super) fn view(trends: Trends) -> impl IntoView {
    view! {
        <div class="downloads" role="group" aria-label="Download and data">
            <button type="button" class="button quiet" on:click=move |_| save_svg(trends)>
                "SVG"
            </button>
            <button type="button" class="button quiet" on:click=move |_| save_png(trends, 1.0)>
                "PNG"
            </button>
            <button type="button" class="button quiet" on:click=move |_| save_png(trends, 2.0)>
                "PNG 2×, for print"
            </button>
            <button type="button" class="button quiet" on:click=move |_| save_csv(trends)>
                "CSV"
            </button>
            {own_table::button(trends)}
        </div>
    }
}

/// Returns the picture as a file of its own, in the colours of the page.
fn as_shown(trends: Trends) -> String {
    picture(trends, theme::of_page(browser::is_dark()))
}

/// Returns the picture as a file of its own.
pub(super) fn picture(trends: Trends, theme: Theme) -> String {
    let credit = if untrack(|| trends.is_own_table()) {
        ""
    } else {
        ATTRIBUTION
    };
    trends
        .chart
        .with_untracked(|chart| chart.file(theme, &trends.caption(), credit))
}

fn save_svg(trends: Trends) {
    save(
        "petaday-trends.svg",
        &data("image/svg+xml", &as_shown(trends)),
    );
}

fn save_csv(trends: Trends) {
    let text = trends.table.with_untracked(|table| {
        let selected = trends.selected.get_untracked();
        export(&table.points, &selected, untrack(|| trends.is_own_table()))
    });
    save("petaday-trends.csv", &data("text/csv;charset=utf-8", &text));
}

/// Draws the picture on a canvas, so many times as large, and saves what is on it. A browser that refuses saves
/// nothing.
fn save_png(trends: Trends, scale: f64) {
    let Ok(image) = HtmlImageElement::new() else {
        return;
    };
    let drawn = image.clone();
    EventListener::once(&image, "load", move |_| {
        let _ = draw(&drawn, scale);
    })
    .forget();
    image.set_src(&data("image/svg+xml", &as_shown(trends)));
}

fn draw(image: &HtmlImageElement, scale: f64) -> Result<(), JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let [width, height] = [image.width(), image.height()].map(|size| f64::from(size) * scale);
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)?;
    let name = match scale > 1.0 {
        true => "petaday-trends-2x.png",
        false => "petaday-trends.png",
    };
    save(name, &canvas.to_data_url()?);
    Ok(())
}

/// Returns a text as an address of its own.
fn data(kind: &str, text: &str) -> String {
    format!("data:{kind},{}", browser::escape(text))
}

fn save(name: &str, address: &str) {
    if let Ok(link) = document().create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(address);
        link.set_download(name);
        link.click();
    }
}
