//! The panel, with what is added to it, taken out and put back.

use super::settings::{BOX, SAID};
use super::*;
use crate::card::snippet::{Kind, Theme};
use crate::dom::{Page, Role, parse};
use crate::draft::link::decode;
use crate::panel::piece::html_of;

const OWN: &str = "v=1&title=Mine&parameters=7e9&tokens=2e12";

fn drawn(actions: &[CompareAction]) -> Page {
    let mut settings = Settings::default();
    for action in actions {
        act(&mut settings, action.clone());
    }
    shown(&settings, &[])
}

fn shown(settings: &Settings, recents: &[Recent]) -> Page {
    let evaluation = Evaluation::of(decode(OWN).draft);
    let address = "https://petaday.example/#v=1";
    parse(&html_of(&draw(&evaluation, address, settings, recents)))
}

/// Returns the buttons whose names begin like this.
fn buttons(page: &Page, beginning: &str) -> Vec<String> {
    let mut names = page.names(Role::Button);
    names.retain(|name| name.starts_with(beginning));
    names
}

fn typed(text: &str) -> Vec<CompareAction> {
    vec![CompareAction::Type(text.into()), CompareAction::Add]
}

fn expect(page: &Page, texts: &[&str]) {
    for text in texts {
        page.expect(text);
    }
}

#[test]
fn a_link_and_a_published_system_stand_beside_the_estimate() {
    let mut actions =
        typed("https://elsewhere.example/x/#v=1&title=Other&parameters=70e9&tokens=2e12");
    actions.extend(typed("GPT-3 175B (davinci)"));
    let html = drawn(&actions);
    expect(
        &html,
        &[
            "Other took 10 × Mine.",
            "8.4 × 10²³",
            "3.14 × 10²³",
            "#view=compare&a=v=1%26title=Mine",
            "| Training compute (FLOP) |",
        ],
    );
    html.one(Role::Button, "Take out Other");
}

#[test]
fn a_comparison_is_pasted_onto_another_page() {
    let mut actions = typed("v=1&title=Other&parameters=70e9&tokens=2e12");
    let html = drawn(&actions);
    expect(
        &html,
        &[
            "embed.html#view=compare&amp;a=v=1",
            "Training compute of Mine, Other",
        ],
    );
    actions.push(CompareAction::Kind(Kind::Element));
    actions.push(CompareAction::Theme(Theme::Host));
    let element = drawn(&actions);
    expect(&element, &["<training-compute href=", "theme=\"host\""]);
    actions.push(CompareAction::Kind(Kind::Plain));
    assert!(
        !drawn(&actions).says("theme=\"host"),
        "an iframe cannot see the page"
    );
}

#[test]
fn what_is_no_estimate_is_refused_and_stays_typed() {
    let html = drawn(&typed("an unheard-of system"));
    let typed_into = html.all(Role::Textbox);
    assert!(
        typed_into
            .iter()
            .any(|input| input.attribute("value") == "an unheard-of system")
    );
    assert_eq!(html.all(Role::Alert).len(), 1);
    assert!(html.all(Role::Table).is_empty());
    assert_eq!(drawn(&typed("   ")).all(Role::Alert).len(), 1);
}

#[test]
fn four_fit_and_any_but_the_first_can_be_taken_out() {
    let mut actions = Vec::new();
    for _ in 0..5 {
        actions.extend(typed("PaLM (540B)"));
    }
    let html = drawn(&actions);
    expect(&html, &["Four estimates are as many as fit."]);
    assert_eq!(buttons(&html, "Take out").len(), 3);
    actions.extend([CompareAction::Remove(0), CompareAction::Remove(7)]);
    let html = drawn(&actions);
    assert_eq!(buttons(&html, "Take out").len(), 2);
}

#[test]
fn a_link_of_the_view_puts_its_estimates_beside_the_present_one() {
    let settings = Settings::of(vec!["v=1&title=A&tokens=1".to_owned(); 9]);
    let html = shown(&settings, &[]);
    assert_eq!(buttons(&html, "Take out").len(), 3);
}

#[test]
fn a_damaged_link_stays_typed_and_offers_what_could_be_read() {
    let html = drawn(&typed("v=1&title=Other&parameters=70e9&tokns=2e12"));
    expect(
        &html,
        &[
            "This link is damaged. “tokns”",
            "What could be read: title Other, parameters 70e9.",
        ],
    );
    html.one(Role::Button, "Add what could be read");
    assert!(
        html.all(Role::Textbox)
            .iter()
            .any(|input| input.is_invalid())
    );
    assert!(html.all(Role::Table).is_empty(), "it was taken");
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
            (settings.last_change.as_str(), settings.typed.as_str()),
            (said, "")
        );
    }
    // The box is gone where four are compared.
    assert_eq!(focus, [BOX, BOX, SAID]);
    assert_eq!(act(&mut settings, CompareAction::Remove(0)).focus, SAID);
    assert_eq!(settings.last_change, "Took out One.");
    assert_eq!(
        Settings::from_link(&settings.to_link()).others,
        settings.others
    );
    act(&mut settings, CompareAction::Clear);
    assert_eq!(settings.to_link(), "");
}

#[test]
fn what_was_taken_out_can_be_put_back_until_the_next_change() {
    let mut settings = Settings::of(vec!["v=1&tokens=1".into(), "v=1&tokens=2".into()]);
    let before = settings.others.clone();
    let offered = |settings: &Settings| buttons(&shown(settings, &[]), "Put ");
    assert!(offered(&settings).is_empty());
    for (action, label, said) in [
        (CompareAction::Clear, "Put them back", "Put them back."),
        (CompareAction::Remove(0), "Put it back", "Put it back."),
    ] {
        assert_eq!(act(&mut settings, action).focus, SAID);
        assert_eq!(offered(&settings), [label]);
        // Nothing is changed by typing, nor by taking out what is not there.
        act(&mut settings, CompareAction::Type("GPT".into()));
        act(&mut settings, CompareAction::Remove(9));
        assert_eq!(act(&mut settings, CompareAction::PutBack).focus, SAID);
        assert_eq!((&settings.others, settings.last_change()), (&before, said));
        assert!(offered(&settings).is_empty());
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
    let html = shown(&Settings::default(), &recents);
    expect(&html, &["Without a title, 8.4 × 10²² FLOP"]);
    assert!(!html.says("Mine, 8.4"), "the estimate itself is offered");
}
