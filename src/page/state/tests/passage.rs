//! The box for a passage, over a reload of the page.

use super::Visit;
use crate::draft::Key;
use crate::import::passage::item::{Item, Standing};
use crate::page::browser;
use crate::page::passage::PassageBox;
use leptos::prelude::*;

const RUN: &str = "We train a 7B model on 2T tokens.\n\nIt took 12 days on 512 H100 SXM GPUs.";

/// Opens the box, as its part does once it is loaded.
fn open(visit: &Visit) -> PassageBox {
    let opened = visit.owner.with(|| PassageBox::new(visit.page));
    browser::pass(1000);
    opened
}

fn items(opened: PassageBox) -> Vec<Item> {
    opened.items.with_untracked(Clone::clone)
}

/// Returns a visit of an empty form into whose box the passage was pasted.
fn pasted() -> (Visit, PassageBox) {
    let visit = Visit::of("v=1");
    let opened = open(&visit);
    visit.page.type_passage(RUN.into());
    browser::pass(1000);
    assert_eq!(visit.field(Key::Tokens), "2T");
    (visit, opened)
}

fn text(visit: &Visit) -> String {
    visit.page.passage.get_untracked()
}

#[test]
fn a_passage_is_there_after_a_reload_with_its_marks_and_goes_on() {
    let (visit, opened) = pasted();
    let chips = items(opened)
        .into_iter()
        .find(|item| item.field.key == Key::Chips);
    let chips = chips.expect("512 GPUs");
    opened.press(
        "Chips: taken back".into(),
        String::new(),
        |filling, draft| {
            filling.take_back(&chips, draft);
        },
    );
    browser::pass(1000);
    let before = items(opened);

    let visit = visit.reload();
    assert!(
        visit.page.is_passage_open.get_untracked(),
        "the part that reads passages is not asked for"
    );
    assert_eq!(text(&visit), "", "the first download has put it back");
    let opened = open(&visit);
    assert_eq!(text(&visit), RUN);
    assert_eq!(items(opened), before);
    assert!(
        before
            .iter()
            .any(|item| item.standing == Standing::TakenBack),
        "512 GPUs were taken back: {before:?}"
    );

    // Its fields still follow the passage, and no link has it.
    visit.page.type_passage(RUN.replace("2T", "3T"));
    browser::pass(1000);
    assert_eq!(visit.field(Key::Tokens), "3T");
    assert_eq!(visit.field(Key::Chips), "");
    assert!(!browser::fragment().contains("train"));
}

#[test]
fn an_emptied_box_is_empty_after_a_reload() {
    let (visit, opened) = pasted();
    let visit = {
        opened.empty();
        browser::pass(1000);
        visit.reload()
    };
    assert!(!visit.page.is_passage_open.get_untracked());
    open(&visit);
    assert_eq!(text(&visit), "");
}

#[test]
fn a_passage_does_not_come_back_beside_another_estimate() {
    let (visit, _) = pasted();
    browser::leave();
    browser::go("v=1&parameters=3e9");
    let visit = visit_again(visit);
    open(&visit);
    assert_eq!(text(&visit), "");
    assert_eq!(visit.field(Key::Tokens), "");

    // Back at the estimate that it gave, it is there again.
    let (visit, _) = pasted();
    let visit = visit.reload();
    open(&visit);
    assert_eq!(text(&visit), RUN);
}

/// Opens the page again at the address that was typed, without leaving the one that was left.
fn visit_again(visit: Visit) -> Visit {
    visit.owner.cleanup();
    Visit::begin()
}

#[test]
fn a_passage_does_not_stay_beside_another_estimate() {
    let (visit, opened) = pasted();
    visit
        .page
        .open_example("v=1&title=Other&parameters=1e9&tokens=1e9");
    browser::pass(1000);
    assert_eq!(
        (text(&visit).as_str(), visit.field(Key::Title).as_str()),
        ("", "Other")
    );
    assert_eq!(items(opened), []);
    assert!(visit.page.take_back());
    browser::pass(1000);
    assert_eq!(
        (text(&visit).as_str(), visit.field(Key::Tokens).as_str()),
        (RUN, "2T")
    );
}

#[test]
fn a_text_that_came_without_the_focus_asks_for_its_reader() {
    let visit = Visit::of("v=1");
    assert!(!visit.page.is_passage_open.get_untracked());
    visit.page.type_passage(RUN.into());
    assert!(
        visit.page.is_passage_open.get_untracked(),
        "the text stays in the box, and nothing reads it"
    );
}

#[test]
fn undo_takes_the_values_of_a_passage_out_and_leaves_its_text_with_a_button_for_each() {
    for address in ["", "v=1"] {
        let visit = Visit::of(address);
        let opened = open(&visit);
        let before = visit.address(Key::Parameters);
        visit.page.type_passage(RUN.into());
        browser::pass(1000);
        assert_eq!(visit.field(Key::Tokens), "2T", "{address}");
        assert!(visit.page.take_back());
        browser::pass(1000);
        assert_eq!(text(&visit), RUN, "nothing that was typed is lost");
        assert_eq!(visit.address(Key::Parameters), before);
        let is_in = |item: &Item| item.standing == Standing::In;
        assert!(!items(opened).iter().any(is_in), "{address}");

        // A press puts in one value, in the place of the example, and no other.
        let tokens = items(opened)
            .into_iter()
            .find(|item| item.field.key == Key::Tokens);
        let tokens = tokens.expect("2T tokens");
        opened.press("Training tokens: 2T".into(), String::new(), |filling, _| {
            filling.put_in(&tokens);
        });
        browser::pass(1000);
        let filled = [Key::Title, Key::Parameters, Key::Tokens, Key::Chips];
        let filled = filled.map(|key| visit.field(key));
        assert_eq!(filled, ["", "", "2T", ""], "{address}");
        assert!(visit.page.take_back());
        browser::pass(1000);
        assert_eq!(visit.address(Key::Parameters), before);
        assert!(!items(opened).iter().any(is_in), "{address}");
    }
}
