//! Tests of how a passage fills the form.

use super::*;
use crate::draft::link::{decode, encode};
use crate::import::passage::item::{asked, stages, targets};
use crate::import::passage::read;

const RUN: &str =
    "We train a 7B model on 2T tokens with 512 H100 SXM GPUs for 12 days at 40% MFU in bf16.";

fn form(link: &str) -> Form {
    Form::new(decode(&format!("v=1&{link}")).draft)
}

fn link(form: &Form) -> String {
    let link = encode(&form.draft);
    let mut parts = link.split('&').filter(|part| {
        !["v=", "data=", "uncertainty="]
            .iter()
            .any(|start| part.starts_with(start))
    });
    parts.by_ref().collect::<Vec<_>>().join("&")
}

fn item(form: &Form, reading: &Reading, filling: &Filling, key: Key) -> Item {
    let items = look(&form.draft, reading, filling);
    let mut found = items.into_iter().filter(|item| item.read_as.key == key);
    found.next().expect("an item of the key")
}

#[test]
fn a_passage_takes_the_place_of_an_untouched_example() {
    let mut filling = Filling::default();
    let example = form("title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12&epochs=2");
    let filled = filling.fill(&example, &read(RUN), Some(&example.draft));
    assert_eq!(
        link(&filled),
        "parameters=7B&tokens=2T&time=12_d&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4"
    );
    let standings = look(&filled.draft, &read(RUN), &filling);
    assert!(standings.iter().all(|item| item.standing == Standing::In));
}

#[test]
fn a_title_that_the_visitor_typed_over_that_of_the_example_stays() {
    let example = form("title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12");
    let mut titled = example.clone();
    titled.draft.set(Field::new(0, Key::Title), "Mine");
    let reading = read("We train Foo-7B, a 7B model, on 2T tokens.");
    let mut filling = Filling::default();
    let filled = filling.fill(&titled, &reading, Some(&example.draft));
    assert_eq!(link(&filled), "title=Mine&parameters=7B&tokens=2T");
}

#[test]
fn a_passage_without_a_figure_leaves_the_example() {
    let mut filling = Filling::default();
    let example = form("parameters=65.2e9&tokens=1.4e12");
    let filled = filling.fill(&example, &read("Hello"), Some(&example.draft));
    assert_eq!(filled, example);
}

#[test]
fn a_typed_field_is_kept_until_a_press() {
    let mut filling = Filling::default();
    let typed = form("parameters=8e9");
    let reading = read(RUN);
    let filled = filling.fill(&typed, &reading, None);
    assert!(link(&filled).starts_with("parameters=8e9&tokens=2T&time=12_d"));
    let held = item(&filled, &reading, &filling, Key::Parameters);
    assert_eq!(
        held.standing,
        Standing::Typed(Field::new(1, Key::Parameters), "8e9".into())
    );
    filling.put_in(&held);
    let filled = filling.fill(&filled, &reading, None);
    assert!(link(&filled).starts_with("parameters=7B&tokens=2T"));
}

#[test]
fn typed_chip_hours_are_kept_although_the_passage_has_time_and_chips() {
    let mut filling = Filling::default();
    let reading = read(RUN);
    let filled = filling.fill(&form("chip-hours=5000"), &reading, None);
    assert!(link(&filled).contains("chip-hours=5000&hardware="));
    for key in [Key::Time, Key::Chips] {
        let held = item(&filled, &reading, &filling, key);
        assert_eq!(
            held.standing,
            Standing::Typed(Field::new(1, Key::ChipHours), "5000".into())
        );
    }
    filling.put_in(&item(&filled, &reading, &filling, Key::Time));
    let filled = filling.fill(&filled, &reading, None);
    assert!(link(&filled).contains("&time=12_d&chips=512&"));
}

#[test]
fn typing_on_changes_the_fields_of_the_box_and_no_others() {
    let mut filling = Filling::default();
    let mut typed = form("");
    for text in ["7B", "7B on 2T tokens", "70B on 2T tokens"] {
        typed = filling.fill(&typed, &read(text), None);
    }
    assert_eq!(link(&typed), "parameters=70B&tokens=2T");
    typed.set(Field::new(1, Key::Tokens), "3T".into());
    let typed = filling.fill(&typed, &read("65B on 4T tokens"), None);
    assert_eq!(link(&typed), "parameters=65B&tokens=3T");
    let emptied = filling.fill(&typed, &read(""), None);
    assert_eq!(link(&emptied), "tokens=3T");
}

#[test]
fn a_field_that_the_visitor_emptied_stays_empty() {
    let mut filling = Filling::default();
    let mut typed = filling.fill(&form(""), &read("7B on 2T tokens"), None);
    typed.set(Field::new(1, Key::Tokens), String::new());
    let reading = read("7B on 2T tokens, 8 GPUs");
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B&chips=8");
    let absent = item(&typed, &reading, &filling, Key::Tokens);
    assert_eq!(absent.standing, Standing::Absent);
    filling.put_in(&absent);
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B&tokens=2T&chips=8");
}

#[test]
fn a_phrase_is_taken_back_and_stays_back_while_the_passage_says_the_same() {
    let mut filling = Filling::default();
    let typed = filling.fill(&form(""), &read(RUN), None);
    let utilization = item(&typed, &read(RUN), &filling, Key::Utilization);
    filling.take_back(&utilization, &typed.draft);
    let more = read(&format!("{RUN} Bye."));
    let typed = filling.fill(&typed, &more, None);
    assert!(!link(&typed).contains("utilization"));
    filling.put_in(&item(&typed, &more, &filling, Key::Utilization));
    let typed = filling.fill(&typed, &more, None);
    assert!(link(&typed).contains("utilization=0.4"));
}

#[test]
fn a_phrase_moves_to_another_stage_and_back() {
    let mut filling = Filling::default();
    let reading = read("7B on 2T tokens");
    let filled = filling.fill(&form(""), &reading, None);
    let tokens = item(&filled, &reading, &filling, Key::Tokens);
    assert_eq!(stages(&tokens, &filled.draft), [2], "only a new stage");
    filling.move_to(&tokens, Field::new(2, Key::Tokens), &filled.draft);
    let filled = filling.fill(&filled, &reading, None);
    assert_eq!(link(&filled), "parameters=7B&2.tokens=2T");
    let parameters = item(&filled, &reading, &filling, Key::Parameters);
    assert_eq!(stages(&parameters, &filled.draft), [2, 3]);
    let tokens = item(&filled, &reading, &filling, Key::Tokens);
    assert_eq!(stages(&tokens, &filled.draft), [1, 3]);
    filling.move_to(&tokens, Field::new(1, Key::Tokens), &filled.draft);
    let filled = filling.fill(&filled, &reading, None);
    assert_eq!(link(&filled), "parameters=7B&tokens=2T");
}

#[test]
fn a_phrase_that_the_visitor_had_typed_alike_moves_out_of_its_field() {
    let mut filling = Filling::default();
    let reading = read("7B on 2T tokens");
    let typed = form("parameters=7B&tokens=2T");
    let tokens = item(&typed, &reading, &filling, Key::Tokens);
    filling.move_to(&tokens, Field::new(2, Key::Tokens), &typed.draft);
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B&2.tokens=2T");
}

#[test]
fn a_phrase_moves_to_another_field_and_back() {
    let mut filling = Filling::default();
    let reading = read("7B on 2T tokens");
    let typed = filling.fill(&form(""), &reading, None);
    let tokens = item(&typed, &reading, &filling, Key::Tokens);
    assert!(targets(&tokens).contains(&Key::Examples));
    assert!(!targets(&tokens).contains(&Key::Time));
    filling.move_to(&tokens, Field::new(1, Key::Examples), &typed.draft);
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B&examples=2T");
    let examples = item(&typed, &reading, &filling, Key::Tokens);
    assert_eq!(examples.field.key, Key::Examples);
    filling.move_to(&examples, Field::new(1, Key::Tokens), &typed.draft);
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B&tokens=2T");
}

#[test]
fn a_phrase_that_moves_over_another_takes_its_place() {
    let mut filling = Filling::default();
    let reading = read("7B on 2T tokens");
    let typed = filling.fill(&form(""), &reading, None);
    filling.move_to(
        &item(&typed, &reading, &filling, Key::Tokens),
        Field::new(1, Key::Parameters),
        &typed.draft,
    );
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=2T");
    let beside = item(&typed, &reading, &filling, Key::Parameters);
    assert_eq!(beside.standing, Standing::Beside(Key::Parameters));
    filling.put_in(&beside);
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(link(&typed), "parameters=7B");
}

#[test]
fn an_answer_fills_the_field_and_none_leaves_it_empty() {
    let mut filling = Filling::default();
    let reading = read("We train a 7B model on 2T tokens with 8 A100 GPUs.");
    let question = reading.questions.first().expect("a question on the A100");
    let field = asked(question).expect("a field");
    assert_eq!(field.key, Key::Hardware);
    let typed = filling.fill(&form(""), &reading, None);
    let last = question.choices.last().expect("choices").text.clone();
    filling.answer(field, Some(last.clone()));
    let typed = filling.fill(&typed, &reading, None);
    assert_eq!(typed.draft.get(field), Some(last.as_str()));
    filling.answer(field, None);
    let typed = filling.fill(&typed, &reading, None);
    assert!(!typed.draft.is_filled(field));
}

#[test]
fn a_link_that_says_the_same_is_not_overwritten_by_its_passage() {
    let mut filling = Filling::default();
    let opened = form("parameters=7e9&tokens=2000000000000");
    let reading = read("7B on 2T tokens");
    let filled = filling.fill(&opened, &reading, None);
    assert_eq!(filled, opened);
    let items = look(&filled.draft, &reading, &filling);
    assert!(items.iter().all(|item| item.standing == Standing::In));
}

#[test]
fn taking_back_removes_what_the_visitor_typed_alike() {
    let mut filling = Filling::default();
    let opened = form("parameters=7B&tokens=2T");
    let reading = read("7B on 2T tokens");
    let filled = filling.fill(&opened, &reading, None);
    let tokens = item(&filled, &reading, &filling, Key::Tokens);
    filling.take_back(&tokens, &filled.draft);
    let filled = filling.fill(&filled, &reading, None);
    assert_eq!(link(&filled), "parameters=7B");
}
