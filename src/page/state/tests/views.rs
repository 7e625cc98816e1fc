//! Views in place of the calculator, and comparisons.

use super::Visit;
use crate::draft::Key;
use crate::page::browser;
use crate::panel::studies::{Input, StudyAction};
use crate::panel::{Action, CompareAction, PanelId};

const OWN: &str = "v=1&data=2026-11&title=Mine&parameters=7e9&tokens=1e12";

#[test]
fn a_view_stands_in_front_of_the_form_and_back_returns_to_it() {
    let visit = Visit::of(OWN);
    browser::go("view=trends&preset=openai");
    let open = visit.page.view.get_untracked().expect("the view is open");
    assert_eq!(open.from.as_deref(), Some(OWN));
    browser::back();
    browser::pass(1000);
    assert!(visit.page.view.get_untracked().is_none());
    assert_eq!(visit.field(Key::Title), "Mine");
}

#[test]
fn the_link_of_a_table_opens_its_own_view() {
    let visit = Visit::of(OWN);
    browser::go("view=table&sort=flop&order=falling");
    let open = visit.page.view.get_untracked().expect("the view is open");
    assert_eq!(open.from.as_deref(), Some(OWN));
    let part = visit.page.view_part(&open.fragment);
    part.load();
    browser::pass(0);
    let others = ["view=trends", "view=claims"].map(|link| visit.page.view_part(link));
    assert!(part.is_loaded() && !others.iter().any(|other| other.is_loaded()));
}

#[test]
fn closing_a_view_writes_the_estimate_into_the_address() {
    let visit = Visit::of("view=trends");
    visit.page.bring(OWN);
    browser::pass(0);
    visit.page.close_view();
    assert_eq!(browser::fragment(), OWN);
    assert_eq!(visit.figure(), "4.2 × 10²²");
}

#[test]
fn a_link_of_a_comparison_fills_the_form_and_opens_the_section() {
    let visit = Visit::of(
        "view=compare&a=v%3D1%26parameters%3D1e9%26tokens%3D1e9&b=v%3D1%26parameters%3D2e9%26tokens%3D1e9",
    );
    assert_eq!(visit.figure(), "6 × 10¹⁸");
    assert_eq!(browser::unfolded(), ["compare"]);
}

#[test]
fn the_tab_has_the_name_of_the_view_and_back_returns_that_of_the_estimate() {
    let visit = Visit::of(OWN);
    let mine = "Mine · 4.2 × 10²² FLOP · Petaday";
    assert_eq!(visit.tab(), mine);
    let other = "v%3D1%26parameters%3D2e9%26tokens%3D1e9";
    for (link, name) in [
        ("view=trends&preset=openai".into(), "Trends · Petaday"),
        ("view=claims".into(), "Claims, checked · Petaday"),
        ("view=table&sort=flop".into(), "Tables · Petaday"),
        (
            format!("view=compare&a={}&b={other}", OWN.replace('&', "%26")),
            "Compare · Petaday",
        ),
    ] {
        browser::go(&link);
        browser::pass(1000);
        assert_eq!(visit.tab(), name);
        browser::back();
        browser::pass(1000);
        assert_eq!(visit.tab(), mine, "after Back from {link}");
    }
}

#[test]
fn the_tab_has_the_name_of_the_estimate_once_a_comparison_is_typed_into() {
    let visit = Visit::of("view=compare&a=v%3D1%26parameters%3D1e9%26tokens%3D1e9");
    assert_eq!(visit.tab(), "Compare · Petaday");
    visit.types(Key::Parameters, "2e9");
    assert_eq!(visit.tab(), "1.2 × 10¹⁹ FLOP · Petaday");
}

#[test]
fn a_link_whose_sign_became_a_question_mark_opens_all_the_same() {
    browser::open("");
    browser::set_query(OWN);
    let visit = Visit::begin();
    assert_eq!(visit.field(Key::Title), "Mine");
    visit.types(Key::Tokens, "2e12");
    let visit = visit.reload();
    assert_eq!(
        visit.field(Key::Tokens),
        "2e12",
        "the address has the newer one"
    );
    // The query of a site that led here is not a link.
    browser::open("");
    browser::set_query("utm_source=mail");
    assert_eq!(Visit::begin().field(Key::Title), "LLaMA-65B");
}

/// Returns what a panel shows, once it is open.
fn shown(visit: &Visit, panel: PanelId) -> String {
    visit.opens(panel);
    let mut shown = String::new();
    let panels = visit.page.panels;
    panels.with_pieces(panel, |pieces| shown = format!("{pieces:?}"));
    shown
}

fn types_into_study(visit: &Visit, input: Input, text: &str) {
    let typed = StudyAction::Type(input, text.into());
    visit.page.act(Action::Study(typed));
    browser::pass(1000);
}

#[test]
fn what_is_typed_into_studies_is_there_after_a_reload() {
    for address in [OWN, "view=study", "view=study&study=error&goal=5%25"] {
        let visit = Visit::of(address);
        shown(&visit, PanelId::Studies);
        types_into_study(&visit, Input::Budget, "1.25e25");
        types_into_study(&visit, Input::Goal, "4%");
        let mut visit = visit;
        for _ in 0..2 {
            visit = visit.reload();
            let shown = shown(&visit, PanelId::Studies);
            assert!(
                shown.contains("1.25e25") && shown.contains("4%") && !shown.contains("\"5%"),
                "{address}: {shown}"
            );
        }
        // A link that is followed opens as it is.
        browser::arrive("view=study&study=error&goal=3%25");
        visit.owner.cleanup();
        let shown = shown(&Visit::begin(), PanelId::Studies);
        assert!(
            shown.contains("3%") && !shown.contains("1.25e25"),
            "{address}: {shown}"
        );
    }
}

#[test]
fn what_is_added_to_a_comparison_is_there_after_a_reload() {
    let link = "view=compare&a=v%3D1%26parameters%3D1e9%26tokens%3D1e9";
    let visit = Visit::of(link);
    let added = "v=1&title=Added&parameters=3e9&tokens=1e9".to_owned();
    visit.page.compare(added, |_| {});
    browser::pass(1000);
    assert!(shown(&visit, PanelId::Compare).contains("Added"));
    let visit = visit.reload();
    assert!(
        shown(&visit, PanelId::Compare).contains("Added"),
        "the link is {link}"
    );
    assert_eq!(visit.figure(), "6 × 10¹⁸");
    visit.page.act(Action::Compare(CompareAction::Clear));
    browser::pass(1000);
    let shown = shown(&visit.reload(), PanelId::Compare);
    assert!(!shown.contains("Added"), "it was taken out: {shown}");
}
