//! Parts of the program that are loaded when they are first needed.

use super::{Content, REFUSED, Visit};
use crate::draft::Key;
use crate::page::browser;
use crate::panel::PanelId;

const OWN: &str = "v=1&title=Mine&parameters=7e9&tokens=1e12";

#[test]
fn every_panel_that_says_something_of_an_estimate_opens() {
    for panel in [
        PanelId::Uncertainty,
        PanelId::Costs,
        PanelId::Thresholds,
        PanelId::Scope,
        PanelId::Report,
        PanelId::Share,
        PanelId::Studies,
        PanelId::Compare,
        PanelId::Examples,
    ] {
        let visit = Visit::of(OWN);
        visit.opens(panel);
        assert!(visit.content(panel) == Content::Pieces, "{}", panel.name());
    }
}

#[test]
fn a_part_that_was_refused_says_so_and_comes_at_the_next_press() {
    for panel in [PanelId::Costs, PanelId::Report, PanelId::Studies] {
        let visit = Visit::of(OWN);
        REFUSED.set(1);
        visit.opens(panel);
        assert!(
            visit.content(panel) == Content::NotLoaded,
            "{}",
            panel.name()
        );
        visit.page.set_open(panel, false);
        visit.opens(panel);
        assert!(visit.content(panel) == Content::Pieces, "{}", panel.name());
    }
}

#[test]
fn a_network_is_counted_when_the_part_that_counts_is_there() {
    let visit = Visit::of("v=1&model=input(10);fc(20)&examples=1000");
    assert_eq!(visit.figure(), "1.2 × 10⁶");
    visit.types(Key::Model, "input(10);fc(40)");
    assert_eq!(visit.figure(), "2.4 × 10⁶");
    visit.types(Key::Model, "input(10);fc(");
    assert_eq!(visit.figure(), "–");
    assert!(!visit.message(Key::Model).is_empty());
}

#[test]
fn a_panel_follows_the_draft_and_a_slow_one_when_typing_rests() {
    let visit = Visit::of(OWN);
    visit.opens(PanelId::Report);
    let said = || {
        let mut said = String::new();
        let panels = visit.page.panels;
        panels.with_pieces(PanelId::Report, |pieces| said = format!("{pieces:?}"));
        said
    };
    let before = said();
    visit.types_quickly(Key::Tokens, "2e12");
    browser::pass(100);
    assert_eq!(said(), before, "nothing is drawn while one types");
    browser::pass(200);
    assert_ne!(said(), before);
}
