//! Typing: the figure, the address, and messages.

use super::Visit;
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::page::browser;

const LLAMA: &str = "v=1&data=2026-11&title=Mine&parameters=65.2e9&tokens=1.4e12";

#[test]
fn a_key_changes_the_figure_at_once_and_the_address_when_typing_rests() {
    let visit = Visit::of(LLAMA);
    assert_eq!(visit.figure(), "5.48 × 10²³");
    visit.types_quickly(Key::Tokens, "2T");
    assert_eq!(visit.figure(), "7.82 × 10²³");
    browser::pass(299);
    assert_eq!(visit.address(Key::Tokens).as_deref(), Some("1.4e12"));
    browser::pass(1);
    assert_eq!(visit.address(Key::Tokens).as_deref(), Some("2T"));
    assert_eq!(browser::history_len(), 1, "typing adds no entries");
}

#[test]
fn going_to_another_window_right_after_the_last_key_writes_it_into_the_address() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Tokens, "2T");
    browser::leave();
    assert_eq!(visit.address(Key::Tokens).as_deref(), Some("2T"));
}

#[test]
fn a_reload_right_after_the_last_key_keeps_it_though_the_address_is_still_the_old_one() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Tokens, "2T");
    let visit = visit.reload();
    assert_eq!(visit.field(Key::Tokens), "2T");
    assert_eq!(visit.figure(), "7.82 × 10²³");
    assert_eq!(visit.address(Key::Tokens).as_deref(), Some("2T"));
    assert_eq!(browser::history_len(), 1);
}

#[test]
fn a_link_that_was_typed_over_once_opens_as_it_is() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Tokens, "2T");
    let visit = visit.reload();
    browser::go(LLAMA);
    let visit = visit.reload();
    assert_eq!(visit.field(Key::Tokens), "1.4e12");
    // A browser that takes the address keeps nothing beside it.
    visit.types(Key::Tokens, "3T");
    browser::go(LLAMA);
    assert_eq!(visit.reload().field(Key::Tokens), "1.4e12");
}

#[test]
fn a_link_that_is_followed_anew_opens_as_it_is_whatever_was_typed_over_it_last() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Tokens, "2T");
    browser::unload();
    visit.owner.cleanup();
    browser::arrive(LLAMA);
    assert_eq!(Visit::begin().field(Key::Tokens), "1.4e12");
}

#[test]
fn a_slip_keeps_the_text_says_what_is_wrong_and_is_gone_when_it_is_mended() {
    let visit = Visit::of(LLAMA);
    visit.types(Key::Tokens, "1.4TT");
    assert_eq!(visit.field(Key::Tokens), "1.4TT");
    assert_eq!(visit.figure(), "–");
    assert!(visit.message(Key::Tokens).contains("“TT” is not a unit"));
    let visit = visit.reload();
    assert_eq!(visit.field(Key::Tokens), "1.4TT", "nothing typed is lost");
    visit.types(Key::Tokens, "1.4T");
    assert_eq!(visit.message(Key::Tokens), "");
    assert_eq!(visit.figure(), "5.48 × 10²³");
}

#[test]
fn a_number_half_typed_is_no_slip_until_typing_rests() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Parameters, "");
    for typed in ["7", "7qq"] {
        visit.types_quickly(Key::Parameters, typed);
        browser::pass(999);
        assert_eq!(visit.message(Key::Parameters), "", "after “{typed}”");
    }
    browser::pass(1);
    assert!(
        visit
            .message(Key::Parameters)
            .contains("“qq” is not a unit")
    );
    // A message that stands there changes with the text.
    visit.types_quickly(Key::Parameters, "7");
    assert!(
        visit
            .message(Key::Parameters)
            .contains("Only 7 parameters?")
    );
    visit.types_quickly(Key::Parameters, "7B");
    assert_eq!(visit.message(Key::Parameters), "");
    // The next field says what is wrong after a pause as well, and says nothing for this one.
    visit.types_quickly(Key::Parameters, "7");
    visit.types_quickly(Key::Tokens, "2qq");
    assert!(
        visit
            .message(Key::Parameters)
            .contains("Only 7 parameters?")
    );
    assert_eq!(visit.message(Key::Tokens), "");
    browser::pass(1000);
    assert!(visit.message(Key::Tokens).contains("“qq” is not a unit"));
}

#[test]
fn a_link_says_at_once_what_is_wrong_in_it() {
    let visit = Visit::of(LLAMA);
    visit.types_quickly(Key::Parameters, "8B");
    browser::go("v=1&parameters=7&tokens=2T");
    browser::pass(0);
    assert!(
        visit
            .message(Key::Parameters)
            .contains("Only 7 parameters?")
    );
}

#[test]
fn the_name_of_a_chip_is_no_error_while_it_is_typed() {
    let visit = Visit::of("v=1&chip-hours=1000&format=bf16&utilization=0.4");
    visit.types(Key::Hardware, "H1O0");
    assert_eq!(visit.message(Key::Hardware), "");
    visit.page.show_problem();
    browser::pass(0);
    assert!(visit.message(Key::Hardware).contains("H1O0"));
}

#[test]
fn a_damaged_link_opens_what_can_be_read_and_names_the_rest() {
    let visit = Visit::of("v=1&parameters=65.2e9&tokns=1.4e12&tokens=1e12");
    assert_eq!(visit.figure(), "3.91 × 10²³");
    let notices = visit.page.notices.get_untracked();
    assert!(notices.iter().any(|notice| notice.key == "tokns"));

    let foreign = Visit::of("methods");
    let notices = foreign.page.notices.get_untracked();
    assert!(notices[0].message.contains("not the link of an estimate"));
}

#[test]
fn a_link_typed_into_the_address_bar_takes_the_place_of_the_form() {
    let visit = Visit::of(LLAMA);
    visit.types(Key::Tokens, "2T");
    browser::go("v=1&parameters=1e9&tokens=1e9");
    browser::pass(1000);
    assert_eq!(visit.field(Key::Title), "");
    assert_eq!(visit.figure(), "6 × 10¹⁸");
    browser::back();
    browser::pass(1000);
    assert_eq!(visit.field(Key::Tokens), "2T");
}

#[test]
fn a_reload_shows_the_way_whose_field_was_emptied() {
    for (link, group, lead, emptied) in [
        (
            "chip-hours=1e6&peak=1e15",
            Group::Fleet,
            Key::ChipHours,
            Key::ChipHours,
        ),
        (
            "parameters=7e9&tokens=1e12",
            Group::Passes,
            Key::Tokens,
            Key::Tokens,
        ),
        (
            "parameters=7e9&tokens=1e12",
            Group::Forward,
            Key::Parameters,
            Key::Parameters,
        ),
        (
            "time=2_d&chips=8&peak=1e15",
            Group::Peak,
            Key::Peak,
            Key::Peak,
        ),
    ] {
        let visit = Visit::of(&format!("v=1&data=2026-11&title=Mine&{link}"));
        visit.types(emptied, "");
        assert_eq!(visit.address(emptied), None);
        let visit = visit.reload();
        assert_eq!(
            visit.page.chosen(group).get_untracked(),
            lead,
            "after a reload of {link}"
        );
        assert_eq!(visit.field(emptied), "");
        assert_eq!(visit.field(Key::Title), "Mine");
    }
}

#[test]
fn another_link_has_no_way_of_the_last_one() {
    let visit = Visit::of("v=1&data=2026-11&title=Mine&chip-hours=1e6&peak=1e15");
    visit.types(Key::ChipHours, "");
    browser::go("v=1&data=2026-11&title=Other&peak=1e15");
    browser::pass(1000);
    let visit = visit.reload();
    assert_eq!(visit.page.chosen(Group::Fleet).get_untracked(), Key::Time);
}

#[test]
fn a_reload_shows_the_stage_that_was_emptied_and_no_total() {
    let visit = Visit::of("v=1&data=2026-11&compute=1e24&2.stage=Tuning&2.compute=1e22");
    assert_eq!(visit.figure(), "1.01 × 10²⁴");
    visit.types(Key::Compute, "");
    assert_eq!(visit.figure(), "–");
    let visit = visit.reload();
    assert_eq!(visit.page.stage_name(1), "Stage 1");
    assert_eq!(
        visit.figure(),
        "–",
        "a reload gives the total of the other stage"
    );
}
