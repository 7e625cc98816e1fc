//! The estimates that this browser keeps.

use super::Visit;
use crate::draft::Key;
use crate::page::browser;

fn titles(visit: &Visit) -> Vec<String> {
    let recents = visit.page.recents.get_untracked();
    recents
        .list
        .into_iter()
        .map(|recent| recent.title)
        .collect()
}

#[test]
fn an_estimate_with_a_figure_is_kept_and_an_example_is_not() {
    let visit = Visit::of("");
    assert!(titles(&visit).is_empty());
    visit.types(Key::Parameters, "7B");
    assert!(titles(&visit).is_empty(), "there is no figure yet");
    visit.types(Key::Tokens, "2T");
    visit.types(Key::Title, "Mine");
    assert_eq!(titles(&visit), ["Mine"]);
    let visit = visit.reload();
    assert_eq!(titles(&visit), ["Mine"]);
}

#[test]
fn forgotten_estimates_can_be_called_back() {
    let visit = Visit::of("v=1&title=Mine&parameters=7e9&tokens=1e12");
    visit.types(Key::Tokens, "2T");
    visit.page.forget_recents(None);
    assert!(titles(&visit).is_empty());
    assert!(visit.page.recall_recents());
    assert_eq!(titles(&visit), ["Mine"]);
    assert!(!visit.page.recall_recents());
}

#[test]
fn a_browser_that_keeps_nothing_is_said_to() {
    let visit = Visit::of("v=1&title=Mine&parameters=7e9&tokens=1e12");
    browser::keep_nothing();
    visit.types(Key::Tokens, "2T");
    let recents = visit.page.recents.get_untracked();
    assert!(!recents.is_kept);
    assert_eq!(
        recents.list.len(),
        1,
        "the list is there while the page is open"
    );
}
