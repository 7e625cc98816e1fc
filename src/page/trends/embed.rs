//! The chart on other pages: in an iframe, as an element, or as the picture that it is now.

use super::download::picture;
use super::state::Trends;
use crate::card::snippet::{Choice, Kind, Snippet, TRENDS_HEIGHT, Theme};
use crate::page::browser;
use crate::page::parts::copy::CopyButton;
use crate::page::parts::erased::State;
use crate::page::parts::{part, text};
use crate::picture::theme;
use crate::trend::{embedded, encode};
use crate::words::text::clean;
use leptos::html;
use leptos::prelude::*;

/// A way to put the chart onto a page: a snippet, or the picture.
type Way = Option<Kind>;

/// The choices that were made.
#[derive(Clone, Copy)]
struct Embed {
    trends: Trends,
    way: State<Way>,
    theme: State<Theme>,
}

impl Embed {
    /// Returns the chosen way. The link does not have a table of one's own, so that is a picture alone.
    fn way(self) -> Way {
        self.way.get().filter(|_| !self.trends.is_own_table())
    }

    fn choose(self, way: Way) {
        self.way.set(way);
        let theme = self.theme.get_untracked();
        self.theme
            .set(way.map_or(theme, |kind| theme.of_kind(kind)));
    }

    fn snippet(self) -> Option<Snippet> {
        let address = browser::address(&self.trends.view.with(encode));
        self.trends.own.with(|own| {
            let name = own.as_ref().map(|own| clean(&own.name));
            Snippet::of_trends(&address, name.as_deref())
        })
    }

    /// Returns the HTML of the chosen snippet; none for a picture, and for a page that is not on the web.
    fn html(self) -> Option<String> {
        let kind = self.way()?;
        let snippet = self.snippet()?;
        Some(snippet.html(kind, self.theme.get(), TRENDS_HEIGHT))
    }

    /// Returns the picture as HTML, which leads to the view.
    fn picture(self) -> String {
        let theme = match self.theme.get_untracked() {
            Theme::Light => theme::Theme::Light,
            Theme::Dark => theme::Theme::Dark,
            Theme::Reader | Theme::Host => theme::of_page(browser::is_dark()),
        };
        let fragment = self.trends.view.with_untracked(encode);
        embedded(&browser::address(&fragment), &picture(self.trends, theme))
    }
}

pub(super) fn view(trends: Trends) -> impl IntoView {
    let embed = Embed {
        trends,
        way: State::new(Some(Kind::Plain)),
        theme: State::new(Theme::Reader),
    };
    let details = NodeRef::<html::Details>::new();
    let is_open = State::new(false);
    let on_toggle = move |_| {
        if let Some(details) = details.get_untracked() {
            is_open.set(details.open());
        }
    };
    view! {
        <details class="embed" node_ref=details on:toggle=on_toggle>
            <summary>"Embed this chart"</summary>
            {part(move || is_open.get().then(|| ways(embed)))}
        </details>
    }
}

/// Draws the choices, and what they give.
fn ways(embed: Embed) -> impl IntoView {
    let all = part(move || {
        let kinds = Kind::ALL.into_iter().map(Some);
        let kinds = kinds.filter(|_| !embed.trends.is_own_table());
        let button = |way: Way| {
            let name = way.map_or("Picture", Kind::name_of_view);
            choice(name, embed.way() == way, move || embed.choose(way))
        };
        kinds.chain([None]).map(button).collect_view()
    });
    let themes = part(move || {
        let among = Theme::among(embed.way().unwrap_or(Kind::Plain));
        let button = |theme: &Theme| {
            let theme = *theme;
            let is_chosen = embed.theme.get() == theme;
            choice(theme.name(), is_chosen, move || embed.theme.set(theme))
        };
        among.iter().map(button).collect_view()
    });
    let advice = text(move || {
        match (embed.way(), embed.trends.is_own_table()) {
        (Some(kind), _) => kind.advice_of_view().into(),
        (None, false) => "The chart as it is now, as SVG that leads to this view. It has no script and loads nothing.".into(),
        (None, true) => "The chart as it is now, as SVG. Your own table is not in the link, so the chart can be a picture alone.".into(),
    }
    });
    view! {
        <div class="chart-choices" role="group" aria-label="Chart as">
            {all}
        </div>
        <p class="quiet">{advice}</p>
        <div class="chart-choices" role="group" aria-label="Light or dark">
            {themes}
        </div>
        {part(move || result(embed))}
    }
}

fn choice(name: &'static str, is_chosen: bool, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" aria-pressed=is_chosen.to_string() on:click=move |_| press()>
            {name}
        </button>
    }
}

/// Draws the HTML to paste. That of a picture is too long to be read.
fn result(embed: Embed) -> AnyView {
    if embed.way().is_none() {
        let html = text(move || embed.picture());
        return view! { <CopyButton text=html label="Copy as HTML" done="Copied" /> }.into_any();
    }
    let Some(html) = embed.html() else {
        return view! {
            <p class="quiet">
                "The chart can be put onto other pages once this one has an address on the web. A picture can be copied here as well."
            </p>
        }
        .into_any();
    };
    let alone = embed.snippet().map(|snippet| {
        let address = snippet.address(embed.theme.get());
        view! {
            <a href=address target="_blank" rel="noopener">
                "See it alone"
            </a>
        }
    });
    let copied = html.clone();
    view! {
        <pre id="embed-snippet" tabindex="0" role="region" aria-label="HTML of the chart">
            {html}
        </pre>
        <p class="row">
            <CopyButton text=text(move || copied.clone()) label="Copy" done="Copied" />
            {alone}
        </p>
    }
    .into_any()
}
