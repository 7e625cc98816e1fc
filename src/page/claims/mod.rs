//! The view of claims: published statements, checked, as a list to filter and search. All of it is a part of the page
//! that is loaded when the view is opened.

mod state;

use crate::claim::{Checked, Settings, Verdict, card, counts, issue, link_of};
use crate::page::browser;
use crate::page::parts::copy::CopyButton;
use crate::page::parts::unread::unread;
use crate::page::parts::{part, text};
use crate::page::state::Page;
use crate::page::views::PartView;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use state::Claims;

/// The view of claims. Only code of its part may name it. Otherwise it would be loaded with the page.
pub(crate) struct Views;

impl PartView for Views {
    fn view(&self, page: Page) -> AnyView {
        view(Claims::new(page))
    }
}

fn view(claims: Claims) -> AnyView {
    let list = part(move || {
        let shown = claims.shown();
        let items: Vec<_> = shown
            .into_iter()
            .map(|checked| item(claims, checked))
            .collect();
        view! { <ul class="claims-list">{items}</ul> }
    });
    view! {
        <main class="claims">
            <p class="back">
                <button type="button" class="link" on:click=move |_| claims.page.close_view()>
                    "Back to the calculator"
                </button>
            </p>
            <div class="first">
                <h1 id="claims-title" tabindex="-1">
                    "Claims, checked"
                </h1>
                <p class="claims-about">
                    "Published statements on compute, each beside the estimate that follows from the same source’s own inputs. \
                    The verdict is computed from the figures, and each estimate is a link."
                </p>
            </div>
            {unread(claims.problems)}
            {filter(claims)}
            <p class="quiet" role="status">
                {text(move || claims.count_in_words())}
            </p>
            {list}
        </main>
    }
    .into_any()
}

/// Draws a statement: its card, its estimates, and buttons to copy its link and to correct it.
fn item(claims: Claims, checked: Checked) -> AnyView {
    let (slug, estimate) = (checked.claim.slug, checked.claim.link);
    let html = card(&checked).into_string();
    let open =
        move |link: &'static str| move |event: MouseEvent| claims.open_estimate(link, &event);
    let other = checked.claim.other.map(|(link, says)| {
        view! {
            <p>
                <a href=format!("#{link}") on:click=open(link)>
                    {says.trim_end_matches('.')}
                </a>
            </p>
        }
    });
    view! {
        <li id=slug>
            <article inner_html=html></article>
            {other}
            <p class="actions">
                <a class="button" href=format!("#{estimate}") on:click=open(estimate)>
                    "Open the estimate"
                </a>
                " "
                <CopyButton
                    text=text(move || browser::address(&link_of(slug)))
                    label="Copy link"
                    done="Copied"
                    class="link"
                />
                " "
                <a href=issue(&checked) target="_blank" rel="noopener noreferrer">
                    "Report a correction"
                </a>
            </p>
        </li>
    }
    .into_any()
}

/// Draws the verdicts as buttons, and a box to search in.
fn filter(claims: Claims) -> impl IntoView {
    let button = move |verdict: Option<Verdict>, count: usize| {
        let is_on = text(move || {
            let is_on = claims
                .settings
                .with(|s| s.verdict == verdict && s.claim.is_none());
            is_on.to_string()
        });
        let press = move |_| {
            let find = claims.settings.with_untracked(|s| s.find.clone());
            claims.set(Settings {
                claim: None,
                verdict,
                find,
            });
        };
        let name = verdict.map_or("All", Verdict::name);
        view! {
            <button type="button" aria-pressed=is_on on:click=press>
                {name}
                " "
                <span class="quiet">{count}</span>
            </button>
        }
    };
    let all = claims.all.with_untracked(|all| {
        let counts = counts(all)
            .into_iter()
            .map(|(verdict, count)| (Some(verdict), count));
        [(None, all.len())]
            .into_iter()
            .chain(counts)
            .collect::<Vec<_>>()
    });
    let buttons: Vec<_> = all
        .into_iter()
        .map(|(verdict, count)| button(verdict, count))
        .collect();
    let search = move |find: String| {
        let verdict = claims.settings.with_untracked(|s| s.verdict);
        claims.set(Settings {
            claim: None,
            verdict,
            find,
        });
    };
    view! {
        <div class="claims-filter">
            <div class="verdicts" role="group" aria-label="Verdict">
                {buttons}
            </div>
            <input
                type="search"
                aria-label="Find a claim"
                placeholder="Find a claim"
                prop:value=text(move || claims.settings.with(|s| s.find.clone()))
                on:input:target=move |event| search(event.target().value())
            />
        </div>
    }
}
