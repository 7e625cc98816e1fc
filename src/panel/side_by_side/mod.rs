//! The panel that puts the estimate beside up to three others: links, worked examples and published systems.

mod add;
mod changed;
mod settings;
mod table;

pub use settings::{CompareAction, Settings, act};

use super::Action;
use super::parts::plain_box;
use super::piece::{Control, Element, On, Piece, fold, pieces};
use super::press::{Look, Press, button};
use crate::answer::Evaluation;
use crate::catalog::{Group, examples};
use crate::compare::{Column, Compare, columns, encode, figures, inputs, ratios};
use crate::draft::link;
use crate::draft::recent::Recent;
use crate::quantity::excerpt;
use crate::report::{TableFormat, side_by_side};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use settings::{BOX, FULL, SAID};

/// Draws the panel for a draft and the address of the page that shows it.
/// `recents` are the estimates that this browser has kept.
pub fn draw(
    evaluation: &Evaluation,
    address: &str,
    settings: &Settings,
    recents: &[Recent],
) -> Vec<Piece> {
    let mut estimates = vec![link::encode(evaluation.draft())];
    estimates.extend(settings.others.iter().cloned());
    let recents: Vec<&Recent> = recents
        .iter()
        .filter(|recent| !estimates.contains(&recent.link))
        .collect();
    let columns = columns(&estimates);
    let page = address.split('#').next().unwrap_or_default();
    let compared = (columns.len() > 1).then(|| {
        let compare = Compare { estimates };
        pieces![
            html! { @for sentence in ratios(&columns) { p { (sentence) } } },
            others(&columns),
            table::draw(&columns, &figures(&columns), &inputs(&columns)),
            link_of_all(
                "compare-link",
                "Link of this comparison",
                &format!("{page}#{}", encode(&compare)),
            ),
            copy(&columns, page, settings.format)
        ]
    });
    pieces![Element::of_class("div", "side-by-side").holding(pieces![
        adding(settings, &recents),
        said(settings),
        put_back(settings),
        compared,
        changes(settings, page)
    ])]
}

/// Draws the list of editions, and what has changed since the one that is chosen.
fn changes(settings: &Settings, page: &str) -> Vec<Piece> {
    let chosen = On::new(|name| Action::Compare(CompareAction::Since(name)));
    let name = settings
        .since
        .as_ref()
        .map_or(String::new(), |since| since.edition.to_string());
    let list = Element::new("select")
        .id("compare-since")
        .read(changed::options())
        .acting(Control::Choose(name, chosen));
    let label = html! { label for="compare-since" { "All figures that have changed" } };
    let list = Element::of_class("div", "field").holding(pieces![label, list]);
    let shown = settings.since.as_ref().map(|since| {
        let address = format!("{page}#{}", changed::encode(since.edition));
        pieces![
            changed::draw(since),
            link_of_all("changes-link", "Link of these changes", &address)
        ]
    });
    pieces![Element::of_class("div", "changed").holding(pieces![list, shown])]
}

/// Draws the sentence that says what was added or taken out.
fn said(settings: &Settings) -> Box<Element> {
    Element::of_class("p", "hint")
        .id(SAID)
        .with("role", "status")
        .with("tabindex", "-1")
        .read(html! { (settings.said) })
}

/// Draws the button that puts back what was taken out last.
fn put_back(settings: &Settings) -> Option<Box<Element>> {
    let label = match settings.taken_out() {
        0 => return None,
        1 => "Put it back",
        _ => "Put them back",
    };
    let put_back = Action::Compare(CompareAction::PutBack);
    let button = button(put_back, Look::of("link"), html! { (label) });
    Some(Element::of_class("p", "row").holding(pieces![button]))
}

/// Draws the box and the lists that add an estimate.
fn adding(settings: &Settings, recents: &[&Recent]) -> Vec<Piece> {
    if settings.is_full() {
        return pieces![html! { p.hint { (FULL) } }];
    }
    let on = On::new(|text| Action::Compare(CompareAction::Type(text)));
    let add = Action::Compare(CompareAction::Add);
    let mut field = plain_box("", on.clone())
        .acting(Control::Enter(settings.typed.clone(), on, add.clone()))
        .id(BOX)
        .with("aria-describedby", "compare-add-about");
    if settings.refusal.is_some() {
        field = field.with("aria-invalid", "true");
    }
    let add = button(add, Look::of("button"), html! { "Add" });
    let row = Element::of_class("p", "row").holding(pieces![field, add]);
    let about = html! {
        label for=(BOX) { "Add an estimate" }
        p.hint #compare-add-about {
            @match &settings.refusal {
                None => "Paste its link, or type the name of a published system: GPT-3.",
                Some(refusal) => {
                    span class="problem error" role="alert" {
                        (refusal.message)
                        @if !refusal.readable.is_empty() { " What could be read: " (refusal.readable) "." }
                    }
                }
            }
        }
    };
    let rest = settings
        .refusal
        .as_ref()
        .filter(|refusal| !refusal.rest.is_empty());
    let rest = rest.map(|refusal| {
        let action = Action::Compare(CompareAction::AddLink(refusal.rest.clone()));
        button(
            action,
            Look::of("suggestion"),
            html! { "Add what could be read" },
        )
    });
    let offer = |offer: add::Offer| {
        let action = Action::Compare(CompareAction::AddLink(offer.link));
        Piece::Element(button(
            action,
            Look::of("suggestion"),
            html! { (offer.name) },
        ))
    };
    let offers = Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Published systems of this name")
        .holding(
            add::offers(&settings.typed)
                .into_iter()
                .map(offer)
                .collect(),
        );
    let examples = html! {
        @for example in examples().iter().filter(|example| example.group == Group::Gallery) {
            option value=(example.link) { (example.system) " (" (example.year) ")" }
        }
    };
    let recents = (!recents.is_empty()).then(|| {
        let options = html! {
            @for recent in recents {
                option value=(recent.link) {
                    @if recent.title.trim().is_empty() { "Without a title" } @else { (excerpt(recent.title.trim())) }
                    ", " (recent.figure) " FLOP"
                }
            }
        };
        list("compare-recent", "Or a recent estimate of yours", options)
    });
    pieces![
        Element::of_class("div", "field").holding(pieces![about, row, rest, offers]),
        Element::of_class("div", "pair").holding(pieces![
            list("compare-example", "Or a worked example", examples),
            recents
        ])
    ]
}

/// Draws a list whose choice is added.
fn list(id: &str, label: &str, options: Markup) -> Box<Element> {
    let options = html! {
        option value="" { "Choose…" }
        (options)
    };
    let chosen = On::new(|link| Action::Compare(CompareAction::AddLink(link)));
    let list = Element::new("select")
        .id(id)
        .read(options)
        .acting(Control::Choose(String::new(), chosen));
    let label = html! { label for=(id) { (label) } };
    Element::of_class("div", "field").holding(pieces![label, list])
}

/// Draws a button for each other estimate, which takes it out.
fn others(columns: &[Column]) -> Box<Element> {
    let take_out = |(place, column): (usize, &Column)| {
        let name = format!("Take out {}", column.name);
        let look = Look {
            name: Some(&name),
            ..Look::of("suggestion")
        };
        let action = Action::Compare(CompareAction::Remove(place));
        Piece::Element(button(action, look, html! { (column.name) " ✕" }))
    };
    let mut others: Vec<Piece> = columns.iter().skip(1).enumerate().map(take_out).collect();
    if others.len() > 1 {
        let clear = Action::Compare(CompareAction::Clear);
        others.push(Piece::Element(button(
            clear,
            Look::of("link"),
            html! { "Take all out" },
        )));
    }
    Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Estimates beside this one")
        .holding(others)
}

fn link_of_all(id: &'static str, title: &str, address: &str) -> Vec<Piece> {
    let copy = Press::Copy(id).button(Look::of("button"), html! { "Copy" });
    let shown: Markup = html! {
        h4 { (title) }
        p.link-shown { code id=(id) { (address) } }
    };
    pieces![
        shown,
        Element::of_class("p", "row").holding(pieces![
            copy,
            html! { span.visually-hidden role="status" {} }
        ])
    ]
}

/// Draws the table as a text to copy or download.
fn copy(columns: &[Column], page: &str, chosen: TableFormat) -> Box<Element> {
    let choice = |format: TableFormat| {
        let action = Action::Compare(CompareAction::Format(format));
        let choice = button(action, Look::default(), html! { (format.name()) });
        Piece::Element(choice.with("aria-pressed", (chosen == format).to_string()))
    };
    let formats = Element::of_class("div", "formats")
        .with("role", "group")
        .with("aria-label", "Format of the table")
        .holding(TableFormat::ALL.into_iter().map(choice).collect());
    let text = side_by_side(chosen, columns, page);
    let data = utf8_percent_encode(&text, NON_ALPHANUMERIC);
    let copy = Press::Copy("compare-text").button(Look::of("button"), html! { "Copy" });
    let download = Element::of_class("a", "button")
        .with("download", chosen.file())
        .with("href", format!("data:text/plain;charset=utf-8,{data}"))
        .read(html! { "Download " (chosen.file()) });
    let shown = html! {
        pre #compare-text tabindex="0" role="region" aria-label=(chosen.name()) { (text) }
    };
    let row = pieces![
        copy,
        html! { span.visually-hidden role="status" {} },
        download
    ];
    fold(
        "compare-copy",
        "Copy or download the table",
        pieces![formats, shown, Element::of_class("p", "row").holding(row)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    const OWN: &str = "v=1&title=Mine&parameters=7e9&tokens=2e12";

    fn page(settings: &Settings, recents: &[Recent]) -> Page {
        let evaluation = Evaluation::of(decode(OWN).draft);
        let address = "https://petaday.example/#v=1";
        parse(&html_of(&draw(&evaluation, address, settings, recents)))
    }

    fn drawn(actions: &[CompareAction]) -> Page {
        let mut settings = Settings::default();
        for action in actions {
            act(&mut settings, action.clone());
        }
        page(&settings, &[])
    }

    fn typed(text: &str) -> Vec<CompareAction> {
        vec![CompareAction::Type(text.into()), CompareAction::Add]
    }

    #[track_caller]
    fn expect(panel: &Page, texts: &[&str]) {
        for text in texts {
            panel.expect(text);
        }
    }

    /// How many estimates can be taken out.
    fn others(panel: &Page) -> usize {
        let names = panel.names(Role::Button).into_iter();
        names.filter(|name| name.starts_with("Take out ")).count()
    }

    fn can_put_back(panel: &Page) -> bool {
        let names = panel.names(Role::Button);
        names.iter().any(|name| name.ends_with(" back"))
    }

    /// The message at the box, which is read out at once.
    fn refusal(panel: &Page) -> String {
        let alerts = panel.all(Role::Alert).into_iter().map(Node::text);
        alerts.collect::<Vec<_>>().join(" ")
    }

    const ADD: &str = "Add an estimate";

    #[test]
    fn a_link_and_a_published_system_stand_beside_the_estimate() {
        let mut actions =
            typed("https://elsewhere.example/x/#v=1&title=Other&parameters=70e9&tokens=2e12");
        actions.extend(typed("GPT-3 175B (davinci)"));
        let panel = drawn(&actions);
        expect(
            &panel,
            &[
                "Other took 10 × Mine.",
                "8.4 × 10²³",
                "3.14 × 10²³",
                "#view=compare&a=v=1%26title=Mine",
                "| Training compute (FLOP) |",
            ],
        );
    }

    #[test]
    fn what_is_no_estimate_is_refused_and_stays_typed() {
        let panel = drawn(&typed("an unheard-of system"));
        let typed_text = panel.one(Role::Textbox, ADD).attribute("value");
        assert_eq!(typed_text, "an unheard-of system");
        assert_ne!(refusal(&panel), "");
        assert!(panel.all(Role::Table).is_empty());
        assert_ne!(refusal(&drawn(&typed("   "))), "");
    }

    #[test]
    fn four_fit_and_any_but_the_first_can_be_taken_out() {
        let mut actions = Vec::new();
        for _ in 0..5 {
            actions.extend(typed("PaLM (540B)"));
        }
        let panel = drawn(&actions);
        expect(&panel, &["Four estimates are as many as fit."]);
        assert_eq!(others(&panel), 3);
        actions.extend([CompareAction::Remove(0), CompareAction::Remove(7)]);
        let panel = drawn(&actions);
        assert_eq!(others(&panel), 2);
    }

    #[test]
    fn a_link_of_the_view_puts_its_estimates_beside_the_present_one() {
        let settings = Settings::of(vec!["v=1&title=A&tokens=1".to_owned(); 9]);
        assert_eq!(others(&page(&settings, &[])), 3);
    }

    #[test]
    fn a_damaged_link_stays_typed_and_offers_what_could_be_read() {
        let panel = drawn(&typed("v=1&title=Other&parameters=70e9&tokns=2e12"));
        expect(
            &panel,
            &[
                "This link is damaged. “tokns”",
                "What could be read: title Other, parameters 70e9.",
            ],
        );
        panel.one(Role::Button, "Add what could be read");
        assert!(panel.one(Role::Textbox, ADD).is_invalid());
        assert!(panel.all(Role::Table).is_empty(), "it was taken");
    }

    #[test]
    fn what_was_added_is_said_and_the_focus_is_where_the_next_one_is_typed() {
        let mut settings = Settings::default();
        let mut focus = Vec::new();
        for (title, said) in [
            ("One", "Added One."),
            ("Two", "Added Two."),
            ("", "Added an estimate without a title."),
        ] {
            let link = format!("v=1&title={title}&parameters=7e9&tokens=1e12");
            let link = link.replace("title=&", "");
            act(&mut settings, CompareAction::Type(link));
            focus.push(act(&mut settings, CompareAction::Add).focus);
            assert_eq!(
                (settings.said.as_str(), settings.typed.as_str()),
                (said, "")
            );
        }
        // The box is gone where four are compared.
        assert_eq!(focus, [BOX, BOX, SAID]);
        assert_eq!(act(&mut settings, CompareAction::Remove(0)).focus, SAID);
        assert_eq!(settings.said, "Took out One.");
        assert_eq!(Settings::recalled(&settings.kept()).others, settings.others);
        act(&mut settings, CompareAction::Clear);
        assert_eq!(settings.kept(), "");
    }

    #[test]
    fn what_was_taken_out_can_be_put_back_until_the_next_change() {
        let mut settings = Settings::of(vec!["v=1&tokens=1".into(), "v=1&tokens=2".into()]);
        let before = settings.others.clone();
        assert!(!can_put_back(&page(&settings, &[])));
        for (action, label, said) in [
            (CompareAction::Clear, "Put them back", "Put them back."),
            (CompareAction::Remove(0), "Put it back", "Put it back."),
        ] {
            assert_eq!(act(&mut settings, action).focus, SAID);
            page(&settings, &[]).one(Role::Button, label);
            // Nothing is changed by typing, nor by taking out what is not there.
            act(&mut settings, CompareAction::Type("GPT".into()));
            act(&mut settings, CompareAction::Remove(9));
            assert_eq!(act(&mut settings, CompareAction::PutBack).focus, SAID);
            assert_eq!((&settings.others, settings.said()), (&before, said));
            assert!(!can_put_back(&page(&settings, &[])));
        }
        act(&mut settings, CompareAction::Clear);
        act(&mut settings, CompareAction::Clear);
        assert_eq!(settings.taken_out(), 2);
        act(&mut settings, CompareAction::AddLink("v=1&tokens=3".into()));
        act(&mut settings, CompareAction::PutBack);
        assert_eq!(settings.others, ["v=1&tokens=3"]);
    }

    #[test]
    fn recent_estimates_that_are_not_shown_are_offered() {
        let recent = |title: &str, link: &str| Recent {
            id: "1".into(),
            figure: "8.4 × 10²²".into(),
            title: title.into(),
            link: link.into(),
        };
        let recents = [recent("Mine", OWN), recent(" ", "v=1&tokens=5")];
        let panel = page(&Settings::default(), &recents);
        expect(&panel, &["Without a title, 8.4 × 10²² FLOP"]);
        assert!(!panel.says("Mine, 8.4"), "the estimate itself is offered");
    }
}
