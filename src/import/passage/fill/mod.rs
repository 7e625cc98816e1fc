//! Fills the form from a passage: where each phrase goes, and what the visitor wants otherwise.
//!
//! A field that the visitor typed is never overwritten without a press. [`look`] says how each phrase
//! stands, and [`Filling::fill`] changes the form.

mod kept;
#[cfg(test)]
mod tests;

use super::Reading;
use super::item::{Item, Standing, look};
use crate::draft::alternatives::{Form, Group};
use crate::draft::{Draft, Field, Key, own};
pub use kept::Kept;

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
    /// Forgets which fields the visitor changed, for a form in which nothing is filled in.
    pub fn begin(&mut self) {
        self.put.clear();
        self.changed.clear();
    }

    /// Takes the place of a filling that was taken back: what that had put into the form is put there again only at a
    /// press.
    #[must_use]
    pub fn after(mut self, undone: &Self) -> Self {
        let is_other = |put: &&(Field, String)| !self.put.contains(put);
        let undone = undone.put.iter().filter(is_other);
        let fields: Vec<Field> = undone.map(|(field, _)| *field).collect();
        self.changed.extend(fields);
        self
    }

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
