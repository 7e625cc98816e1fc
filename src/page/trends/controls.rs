//! The settings: each is a key of the link, so one field serves them all.

use super::state::Trends;
use crate::catalog::notable::Domain;
use crate::page::parts::{part, text};
use crate::trend::{Country, domain_title, text_of};
use leptos::prelude::*;

/// A value of a key with its label.
type Choice = (String, String);

pub(super) fn view(trends: Trends) -> impl IntoView {
    let domains = Domain::ALL.map(|domain| {
        let title = domain_title(domain);
        (title.to_lowercase().replace(' ', "-"), title)
    });
    let country = |key: &str, country: Country| (key.to_owned(), country.words().to_owned());
    view! {
        <section class="settings" aria-label="Systems that are shown">
            {periods(trends)}
            {choice(trends, "domain", "Domain", "All", domains.to_vec())}
            {choice(
                trends,
                "colour",
                "Colour",
                "Domain",
                choices(&[("organization", "Organization"), ("country", "Country")]),
            )}
            {choice(
                trends,
                "top",
                "Frontier",
                "All systems",
                choices(
                    &[
                        ("1", "Running top 1"),
                        ("5", "Running top 5"),
                        ("10", "Running top 10"),
                        ("20", "Running top 20"),
                    ],
                ),
            )}
            <details class="more">
                <summary>"More settings"</summary>
                <div class="fields">
                    {entry(trends, "from", "From", "2017-06")}
                    {entry(trends, "to", "To", "2024-05")}
                    {entry(trends, "since", "The top runs from", "2010")}
                    {entry(trends, "name", "Name", "GPT")}
                    {entry(trends, "without", "Without", "AlphaGo")}
                    {entry(trends, "organization", "Organization", "Google")}
                    {choice(
                        trends,
                        "kind",
                        "Kind of organization",
                        "All",
                        choices(
                            &[
                                ("industry", "Companies"),
                                ("academia", "Universities, institutes"),
                                ("government", "Public bodies"),
                                ("collective", "Collectives"),
                            ],
                        ),
                    )}
                    {choice(
                        trends,
                        "country",
                        "Country",
                        "All",
                        vec![
                            country("us", Country::UnitedStates),
                            country("china", Country::China),
                            country("uk", Country::UnitedKingdom),
                            country("other", Country::Other),
                        ],
                    )}
                    {choice(
                        trends,
                        "weights",
                        "Weights",
                        "All",
                        choices(
                            &[
                                ("open", "Open"),
                                ("restricted", "Open with rules of use"),
                                ("non-commercial", "Not for business"),
                                ("closed", "Closed"),
                            ],
                        ),
                    )}
                    {choice(
                        trends,
                        "size",
                        "Size for its time",
                        "All",
                        choices(&[("large", "Large"), ("regular", "Regular")]),
                    )}
                    {choice(
                        trends,
                        "level",
                        "Interval",
                        "90%",
                        choices(&[("80", "80%"), ("95", "95%"), ("99", "99%")]),
                    )}
                    {choice(
                        trends,
                        "interval",
                        "Found by",
                        "Closed form",
                        choices(&[("bootstrap", "Bootstrap")]),
                    )}
                    {choice(trends, "month", "Month", "30.4 days", choices(&[("30", "30 days")]))}
                    {entry(trends, "date", "Date of your estimate", "2024-05-01")}
                </div>
            </details>
        </section>
    }
}

fn choices(all: &[(&str, &str)]) -> Vec<Choice> {
    all.iter()
        .map(|(value, label)| ((*value).to_owned(), (*label).to_owned()))
        .collect()
}

/// Draws the periods that are looked at most.
fn periods(trends: Trends) -> impl IntoView {
    let period = move |from: &'static str, label: &'static str| {
        let is_on = text(move || {
            let is_on = trends
                .settings
                .with(|view| text_of(view, "from") == from && text_of(view, "to").is_empty());
            is_on.to_string()
        });
        let press = move |_| {
            let _ = trends
                .set_text("to", "")
                .and_then(|()| trends.set_text("from", from));
        };
        view! {
            <button type="button" aria-pressed=is_on on:click=press>
                {label}
            </button>
        }
    };
    view! {
        <div class="trend-periods" role="group" aria-label="Period">
            {period("", "All")}
            {period("2010", "From 2010")}
            {period("2018", "From 2018")}
        </div>
    }
}

/// Draws a list of the values of a key. The first has none of the others.
fn choice(
    trends: Trends,
    key: &'static str,
    label: &'static str,
    usual: &'static str,
    choices: Vec<Choice>,
) -> AnyView {
    let id = format!("trends-{key}");
    let options = part(move || {
        let value = trends.settings.with(|view| text_of(view, key));
        let mut all = choices.clone();
        // A link may have a value that is in no list, such as two domains.
        if !value.is_empty() && !all.iter().any(|(known, _)| *known == value) {
            all.push((value.clone(), value.replace(',', ", ")));
        }
        let option = |(known, label): Choice| {
            let is_on = known == value;
            view! {
                <option value=known selected=is_on>
                    {label}
                </option>
            }
        };
        let options: Vec<_> = all.into_iter().map(option).collect();
        view! {
            <option value="" selected=value.is_empty()>
                {usual}
            </option>
            {options}
        }
    });
    let change = move |value: String| {
        let _ = trends.set_text(key, &value);
    };
    view! {
        <label class="setting">
            <span>{label}</span>
            <select id=id on:change:target=move |event| change(event.target().value())>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Draws a box for the text of a key, which is taken when it is left or at Enter.
fn entry(trends: Trends, key: &'static str, label: &'static str, example: &'static str) -> AnyView {
    let id = format!("trends-{key}");
    let problem_id = format!("{id}-problem");
    let problem = RwSignal::new(String::new());
    let value = text(move || trends.settings.with(|view| text_of(view, key)));
    let change = move |text: String| {
        problem.set(trends.set_text(key, &text).err().unwrap_or_default());
    };
    view! {
        <div class="setting">
            <label for=id.clone()>{label}</label>
            <input
                type="text"
                id=id
                placeholder=example
                autocomplete="off"
                spellcheck="false"
                aria-describedby=problem_id.clone()
                prop:value=value
                on:change:target=move |event| change(event.target().value())
            />
            <p class="problem error" id=problem_id role="status">
                {problem}
            </p>
        </div>
    }
    .into_any()
}
