//! Examples: an estimate of one's own begins with the first input.

use super::Visit;
use crate::catalog;
use crate::draft::Key;
use crate::page::browser;

#[test]
fn the_first_input_clears_the_example_with_one_entry_of_the_history() {
    let visit = Visit::of("");
    assert_eq!(visit.field(Key::Title), "LLaMA-65B");
    assert_eq!(browser::fragment(), catalog::first_example().link);
    for text in ["7", "70", "70B"] {
        visit.types_quickly(Key::Parameters, text);
    }
    browser::pass(1000);
    assert_eq!(visit.field(Key::Title), "");
    assert_eq!(visit.field(Key::Tokens), "");
    assert_eq!(browser::history_len(), 2);
    browser::back();
    browser::pass(1000);
    assert_eq!(visit.field(Key::Title), "LLaMA-65B");
    assert_eq!(visit.figure(), "5.48 × 10²³");
}

#[test]
fn the_first_input_can_be_taken_back_or_the_other_values_kept() {
    let visit = Visit::of("");
    visit.types(Key::Tokens, "2T");
    visit.page.reopen_example();
    browser::pass(1000);
    assert_eq!(visit.field(Key::Tokens), "1.4e12");
    assert_eq!(browser::focused_id(), "field-tokens");

    visit.types(Key::Tokens, "2T");
    visit.page.keep_other_values();
    browser::pass(1000);
    assert_eq!(visit.field(Key::Title), "LLaMA-65B, changed");
    assert_eq!(visit.figure(), "7.82 × 10²³");
}

#[test]
fn an_example_is_opened_with_its_note_and_back_returns() {
    let visit = Visit::of("v=1&parameters=1e9&tokens=1e9");
    let mut examples = catalog::examples().iter();
    let gpt_3 = examples.find(|example| example.link.contains("title=GPT-3"));
    visit
        .page
        .open_example(gpt_3.expect("GPT-3 is an example").link);
    browser::pass(1000);
    assert!(visit.field(Key::Title).starts_with("GPT-3"));
    // The part that has the note is loaded when the note is first asked for.
    let note = visit.owner.with(|| visit.page.example_note());
    assert_eq!(note.get_untracked(), None);
    browser::pass(0);
    assert!(note.get_untracked().is_some());
    browser::back();
    browser::pass(1000);
    assert_eq!(visit.figure(), "6 × 10¹⁸");
}
