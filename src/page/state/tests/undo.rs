//! “Undo” and Back after a press.

use super::Visit;
use crate::draft::Key;
use crate::draft::link;
use crate::page::browser;
use crate::panel::{Added, Shared, sharing};
use leptos::prelude::*;

fn added(link: &str, is_last: bool) -> Added {
    Added {
        link: link.into(),
        what: "Stage added".into(),
        is_last,
        replaces: None,
    }
}

const OWN: &str =
    "v=1&data=2026-11&title=Mine&chip-hours=1e6&hardware=nvidia-a100-sxm-80gb&format=bf16";

#[test]
fn a_press_is_taken_back_and_the_focus_returns_to_what_was_pressed() {
    let visit = Visit::of(OWN);
    browser::focus("suggestion-40".into());
    visit.page.recommend(Key::Utilization, "40%");
    browser::pass(1000);
    assert_eq!(visit.figure(), "4.49 × 10²³");
    let undo = visit
        .page
        .undo
        .get_untracked()
        .expect("the press can be taken back");
    assert_eq!(undo.what, "Utilization (MFU): 40%");
    assert!(visit.page.take_back());
    browser::pass(1000);
    assert_eq!(visit.figure(), "–");
    assert_eq!(visit.field(Key::Utilization), "");
    assert_eq!(browser::focused_id(), "suggestion-40");
    assert!(!visit.page.take_back(), "one press is taken back once");
}

#[test]
fn back_takes_a_press_back_as_well() {
    let visit = Visit::of(OWN);
    visit.page.recommend(Key::Utilization, "40%");
    browser::pass(1000);
    browser::back();
    browser::pass(1000);
    assert_eq!(visit.field(Key::Utilization), "");
}

#[test]
fn clearing_can_be_taken_back() {
    let visit = Visit::of(OWN);
    visit.types(Key::Utilization, "50%");
    visit.page.clear();
    browser::pass(1000);
    assert!(visit.page.is_blank.get_untracked());
    assert!(visit.page.take_back());
    browser::pass(1000);
    assert_eq!(visit.field(Key::Utilization), "50%");
}

#[test]
fn stages_come_and_go_with_an_undo() {
    let visit = Visit::of("v=1&parameters=1e9&tokens=1e9");
    visit.page.add_stages(added("v=1&stage=Fine-tuning", false));
    browser::pass(1000);
    assert_eq!(visit.page.stage.get_untracked(), 2);
    visit.types(Key::Parameters, "1e9");
    visit.types(Key::Tokens, "1e9");
    assert_eq!(visit.figure(), "1.2 × 10¹⁹");
    visit.page.remove_stage();
    browser::pass(1000);
    assert_eq!(visit.figure(), "6 × 10¹⁸");
    assert!(visit.page.take_back());
    browser::pass(1000);
    assert_eq!(visit.figure(), "1.2 × 10¹⁹");
}

#[test]
fn several_stages_are_added_and_the_first_of_them_is_shown() {
    let visit = Visit::of(&format!("{OWN}&utilization=40%25"));
    assert_eq!(visit.page.stages().len(), 1);
    visit.page.add_stages(added(
        "v=1&stage=Rollouts&parameters=7e9&tokens=1e9&2.stage=Updates&2.parameters=7e9&2.tokens=2e9",
        false,
    ));
    browser::pass(1000);
    assert_eq!(visit.page.stage.get_untracked(), 2);
    assert_eq!(visit.field(Key::Stage), "Rollouts");
    assert_eq!(
        browser::focused_id(),
        crate::page::parts::field::input_id(Key::Stage)
    );
    assert_eq!(visit.page.stages().len(), 3);
}

#[test]
fn stages_of_a_recipe_come_after_the_last_one() {
    let visit = Visit::of("v=1&stage=A&tokens=1&2.stage=LoRA&2.tokens=2");
    visit.page.add_stages(added("v=1&stage=Rollouts", true));
    browser::pass(1000);
    assert_eq!(visit.page.stage.get_untracked(), 3);
    assert_eq!(visit.field(Key::Stage), "Rollouts");
}

#[test]
fn stages_of_a_recipe_take_the_place_of_one_and_are_taken_back() {
    let visit = Visit::of("v=1&stage=A&tokens=1&2.stage=RL&2.time=4d&3.stage=C&3.tokens=3");
    visit.page.add_stages(Added {
        replaces: Some(2),
        ..added("v=1&stage=Rollouts&2.stage=Updates", true)
    });
    browser::pass(1000);
    assert_eq!(visit.page.stage_names(), ["A", "Rollouts", "Updates", "C"]);
    assert_eq!(visit.field(Key::Stage), "Rollouts");
    assert!(visit.page.take_back());
    browser::pass(1000);
    assert_eq!(visit.page.stage_names(), ["A", "RL", "C"]);
    assert_eq!(visit.field(Key::Tokens), "1");
}

#[test]
fn what_a_new_stage_takes_over_is_told_and_taken_back() {
    let visit = Visit::of("v=1&stage=Run&parameters=1e9&tokens=1e9");
    let added = sharing(
        "v=1&stage=Fine-tuning",
        Shared::Model,
        &link::decode(&visit.page.link.get_untracked()).draft,
        1,
    );
    visit.page.add_stages(added);
    browser::pass(1000);
    assert_eq!(visit.field(Key::Parameters), "1e9");
    assert_eq!(visit.field(Key::Tokens), "");
    let undo = visit.page.undo.get_untracked().expect("an undo");
    assert_eq!(undo.what, "Stage added. Taken over from Run: parameters");
    assert!(visit.page.take_back());
    assert_eq!(visit.page.stages().len(), 1);
}
