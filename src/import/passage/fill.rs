//! Fills the form from a passage: where each phrase goes, and what the visitor wants otherwise.
//!
//! A field that the visitor typed is never overwritten without a press. [`look`] says how each phrase
//! stands, and [`Filling::fill`] changes the form.

use super::Reading;
use super::item::{Item, Standing, look};
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Draft, Field, Key, own};

/// A wish of the visitor about a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    TakeBack,
    MoveTo(Field),
    /// Replaces what the visitor typed.
    Replace,
}

/// The texts that the passage has put into the form, and the wishes of the visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    /// The texts as they were put into the form.
    put: Vec<(Field, String)>,
    /// Fields that the visitor changed after that.
    changed: Vec<Field>,
    /// Wishes about a field and its text, as read.
    wishes: Vec<(Field, String, Wish)>,
    /// Answers to the question about a field: a text, or none of those that it offers.
    answers: Vec<(Field, Option<String>)>,
}

impl Filling {
    /// Returns whether no text is from the passage.
    pub fn is_empty(&self) -> bool {
        self.put.is_empty()
    }

    /// Takes a phrase back, out of the draft.
    pub fn take_back(&mut self, item: &Item, draft: &Draft) {
        self.wish(item, Wish::TakeBack);
        self.own(item, draft);
    }

    /// Takes a text of the draft for the passage's, if the visitor had typed the same.
    fn own(&mut self, item: &Item, draft: &Draft) {
        let is_put = self.put.iter().any(|(field, _)| *field == item.field);
        if let Some(typed) = draft.get(item.field)
            && item.standing == Standing::In
            && !is_put
        {
            self.put.push((item.field, typed.to_owned()));
        }
    }

    /// Puts a phrase into the form, also in the place of what the visitor typed.
    pub fn put_in(&mut self, item: &Item) {
        self.wishes
            .retain(|(field, text, wish)| !(is_of(item, *field, text) && *wish == Wish::TakeBack));
        self.wish(item, Wish::Replace);
        self.changed.retain(|field| *field != item.field);
    }

    /// Moves a phrase to another field, also of another stage.
    pub fn move_to(&mut self, item: &Item, target: Field, draft: &Draft) {
        self.own(item, draft);
        let is_move = |wish: &Wish| matches!(wish, Wish::MoveTo(_) | Wish::TakeBack);
        self.wishes
            .retain(|(field, text, wish)| !(is_of(item, *field, text) && is_move(wish)));
        if target != item.read_as {
            self.wish(item, Wish::MoveTo(target));
        }
        self.wish(item, Wish::Replace);
        self.changed.retain(|field| *field != target);
    }

    /// Answers the question about a field with one of its texts, or with none.
    pub fn answer(&mut self, field: Field, text: Option<String>) {
        self.answers.retain(|(asked, _)| *asked != field);
        self.changed.retain(|changed| *changed != field);
        self.wishes
            .retain(|(read_as, _, wish)| !(*read_as == field && *wish == Wish::TakeBack));
        self.answers.push((field, text));
    }

    /// Returns the answer to the question about a field, if it was answered.
    pub fn answer_to(&self, field: Field) -> Option<Option<&str>> {
        let mut answers = self.answers.iter();
        let (_, text) = answers.find(|(asked, _)| *asked == field)?;
        Some(text.as_deref())
    }

    /// Adds a wish as the last one.
    fn wish(&mut self, item: &Item, wish: Wish) {
        let wish = (item.read_as, item.text.clone(), wish);
        self.wishes.retain(|other| *other != wish);
        self.wishes.push(wish);
    }

    /// Returns how recently the visitor chose a phrase: 0 if never.
    pub(super) fn rank(&self, item: &Item) -> usize {
        let is_choice = |(field, text, wish): &(Field, String, Wish)| {
            is_of(item, *field, text) && *wish == Wish::Replace
        };
        let place = self.wishes.iter().rposition(is_choice);
        place.map_or(usize::from(item.is_chosen), |place| place + 2)
    }

    pub(super) fn wishes_of<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Wish> {
        let of_item = |(field, text, _): &&(Field, String, Wish)| is_of(item, *field, text);
        self.wishes.iter().filter(of_item).map(|(.., wish)| wish)
    }

    pub(super) fn is_put(&self, field: Field, text: &str) -> bool {
        self.put
            .iter()
            .any(|(put, put_text)| *put == field && put_text == text)
    }

    /// Returns the form with what the passage gives, and remembers that. The passage takes the place of an
    /// example whose inputs nobody has changed.
    pub fn fill(&mut self, form: &Form, reading: &Reading, example: Option<&Draft>) -> Form {
        if example.is_some() || form.draft.is_blank() {
            self.put.clear();
            self.changed.clear();
        }
        let is_changed = |(field, text): &(Field, String)| form.draft.get(*field) != Some(text);
        let changed = self.put.iter().filter(|put| is_changed(put));
        self.changed.extend(changed.map(|(field, _)| *field));
        self.put.retain(|put| !is_changed(put));

        let mut new = match example {
            Some(example) => own_of(&form.draft, example),
            None => form.clone(),
        };
        let items = look(&new.draft, reading, self);
        let is_taken = |item: &&Item| match item.standing {
            Standing::In => self.is_put(item.field, &item.text),
            Standing::Absent => self.may_replace(item) || !self.changed.contains(&item.field),
            Standing::Typed(..) => self.may_replace(item),
            Standing::TakenBack | Standing::Beside(_) => false,
        };
        let taken: Vec<&Item> = items.iter().filter(is_taken).collect();
        if example.is_some() && taken.is_empty() {
            return form.clone();
        }
        for (field, _) in &self.put {
            remove(&mut new, *field);
        }
        for item in &taken {
            new.take_in_way(item.field, item.text.clone());
        }
        self.put = taken
            .into_iter()
            .map(|item| (item.field, item.text.clone()))
            .collect();
        // Chips follow where time has just taken the place of chip-hours.
        for item in look(&new.draft, reading, self) {
            if item.standing == Standing::Absent && !self.changed.contains(&item.field) {
                new.take_in_way(item.field, item.text.clone());
                self.put.push((item.field, item.text));
            }
        }
        new
    }

    /// Returns whether the visitor wished that a phrase replaces what is in the form.
    fn may_replace(&self, item: &Item) -> bool {
        item.is_chosen || self.wishes_of(item).any(|wish| *wish == Wish::Replace)
    }
}

fn is_of(item: &Item, field: Field, text: &str) -> bool {
    item.read_as == field && item.text == text
}

/// Returns an estimate without the example: what differs from it stays, and so do the ways in which figures
/// are given, so that the fields keep their places.
fn own_of(draft: &Draft, example: &Draft) -> Form {
    let mut own = own::blank();
    for (field, text) in draft.entries() {
        if example.get(field) != Some(text) && field.key != Key::Headline {
            own.set(field, text);
        }
    }
    for group in [Group::Forward, Group::Passes, Group::Fleet, Group::Peak] {
        let lead = match group.chosen(draft, 1) {
            // A passage seldom gives a network, or periods.
            Key::Model => Key::Parameters,
            Key::Fleet => Key::Time,
            lead => lead,
        };
        if group.chosen(&own, 1) != lead {
            own.set(Field::new(1, lead), "");
        }
    }
    Form::new(own)
}

/// Removes a text. In the first stage its field stays.
fn remove(form: &mut Form, field: Field) {
    let leads = Group::ALL
        .into_iter()
        .any(|group| group.leads().contains(&field.key));
    if leads && field.stage == 1 {
        form.draft.set(field, "");
    } else {
        form.draft.remove(field);
    }
    form.draft.set_provenance(field, None);
}

#[cfg(test)]
mod tests {
    use super::super::item::{asked, stages, targets};
    use super::*;
    use crate::draft::link::{decode, encode};
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
}
