//! Begins an estimate of one's own: an empty one, or from an example, of which the first input that a
//! person types stays, and the rest goes. A press or a choice changes the example and clears nothing.

use super::alternatives::{Form, Group};
use super::{Draft, Field, Key};
use crate::catalog::EDITION;

/// The accuracy that the sources state.
pub const TYPICAL: &str = "typical";

/// Returns an estimate with nothing filled in. Its figures will be as uncertain as the sources say.
pub fn blank() -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::new(0, Key::Data), EDITION);
    draft.set(Field::new(0, Key::Uncertainty), TYPICAL);
    draft
}

/// Returns an empty estimate for a person to fill in. It begins with the fields that most people know: parameters and
/// tokens, time and chips.
pub fn fresh() -> Draft {
    let mut draft = blank();
    for lead in [Key::Parameters, Key::Tokens, Key::Time] {
        draft.set(Field::new(1, lead), "");
    }
    draft
}

/// The example that a person began from, to be put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The input that was changed first.
    pub field: Field,
    /// The stage that was shown.
    pub stage: u16,
    /// The example's title.
    pub title: String,
    /// The example.
    pub before: Draft,
    /// The example with that change.
    varied: Form,
}

/// Clears the example from a form in which a person has just typed into an input. Returns `None`, and
/// clears nothing, if neither an input nor the title differs from `before`: a price or a note may be added
/// to an example.
///
/// Everything that differs from the example stays. So do the ways in which figures are given, so that the
/// fields do not change places under the hands of the person typing. That of the backward pass goes,
/// because it changes the figure.
pub fn begin(form: &mut Form, before: &Draft, example: &Draft) -> Option<Begun> {
    let mut entries = form.draft.entries().chain(before.entries());
    let (field, _) = entries.find(|(field, _)| {
        let begins = field.key.is_input() || field.key == Key::Title;
        begins && form.draft.get(*field) != before.get(*field)
    })?;
    drop(entries);
    let mut own = blank();
    let typical = Field::new(0, Key::Uncertainty);
    if example.is_filled(typical) && !form.draft.is_filled(typical) {
        own.remove(typical);
    }
    for (field, text) in form.draft.entries() {
        if example.get(field) != Some(text) && field.key != Key::Headline {
            own.set(field, text);
        }
    }
    let stage = match field.key.is_global() {
        true => form.draft.stages()[0],
        false => field.stage,
    };
    for group in Group::ALL {
        let lead = group.chosen(&form.draft, stage);
        let is_of_backward = (Key::Backward..=Key::Frozen).contains(&field.key);
        let is_kept = group != Group::Backward || is_of_backward;
        if is_kept && group.chosen(&own, stage) != lead {
            own.set(Field::new(stage, lead), "");
        }
    }
    Some(Begun {
        field,
        stage,
        title: title_of(example),
        before: before.clone(),
        varied: std::mem::replace(form, Form::new(own)),
    })
}

fn title_of(draft: &Draft) -> String {
    let title = draft.get(Field::new(0, Key::Title));
    title.unwrap_or_default().to_owned()
}

impl Begun {
    /// Returns the example with all that a person has typed since, each in its field. Its title says that
    /// it is no longer the example.
    pub fn merge(&self, own: &Draft) -> Form {
        let mut form = self.varied.clone();
        for (field, text) in own.entries() {
            form.lead(field);
            let is_of_all = matches!(field.key, Key::Data | Key::Uncertainty);
            if !is_of_all && !text.trim().is_empty() {
                form.draft.set(field, text);
            }
        }
        let title = Field::new(0, Key::Title);
        if !self.title.is_empty() && title_of(&form.draft) == self.title {
            form.draft.set(title, format!("{}, changed", self.title));
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::first_example;
    use crate::draft::link::{decode, encode};

    fn example() -> Draft {
        decode(first_example().link).draft
    }

    /// Returns the link of an estimate of one's own, without what every one has.
    fn own_link(form: &Form) -> String {
        let link = encode(&form.draft);
        let start = format!("v=1&data={EDITION}&");
        let rest = link.strip_prefix(&start).expect(&link);
        rest.replacen("uncertainty=typical&", "", 1)
    }

    /// Returns the form of the example after a change, and what was begun.
    fn begun(change: impl FnOnce(&mut Form)) -> (Form, Option<Begun>) {
        let example = example();
        let mut form = Form::new(example.clone());
        change(&mut form);
        let begun = begin(&mut form, &example, &example);
        (form, begun)
    }

    fn field(key: Key) -> Field {
        Field::new(1, key)
    }

    #[test]
    fn an_empty_estimate_begins_with_the_four_fields_and_its_link_says_nothing() {
        let draft = fresh();
        assert!(draft.is_blank());
        assert_eq!(encode(&draft), encode(&blank()));
        let chosen = |group: Group| group.chosen(&draft, 1);
        assert_eq!(chosen(Group::Forward), Key::Parameters);
        assert_eq!(chosen(Group::Passes), Key::Tokens);
        assert_eq!(chosen(Group::Fleet), Key::Time);
        // A link that says nothing opens as it always did.
        let opened = decode(&encode(&draft)).draft;
        assert_eq!(Group::Forward.chosen(&opened, 1), Key::MultiplyAdds);
    }

    #[test]
    fn the_first_text_typed_stays_and_the_example_goes() {
        let (form, begun) = begun(|form| form.set(field(Key::Tokens), "7".into()));
        assert_eq!(own_link(&form), "tokens=7");
        let begun = begun.expect("begun");
        assert_eq!(begun.field, field(Key::Tokens));
        assert_eq!(begun.title, "LLaMA-65B");
    }

    #[test]
    fn an_own_estimate_is_as_uncertain_as_the_sources_say_unless_that_was_switched_off() {
        let typical = Field::new(0, Key::Uncertainty);
        let (form, _) = begun(|form| form.set(field(Key::Tokens), "7".into()));
        assert_eq!(form.draft.get(typical), Some(TYPICAL));
        let mut exact = example();
        exact.remove(typical);
        // An example as links had it before.
        let mut form = Form::new(exact.clone());
        form.set(field(Key::Tokens), "7".into());
        begin(&mut form, &exact, &exact).expect("begun");
        assert_eq!(form.draft.get(typical), Some(TYPICAL));
        let mut form = Form::new(exact.clone());
        form.set(field(Key::Tokens), "7".into());
        begin(&mut form, &exact, &example()).expect("begun");
        assert_eq!(form.draft.get(typical), None);
    }

    #[test]
    fn the_form_keeps_its_shape() {
        for key in [Key::Parameters, Key::Epochs, Key::Utilization] {
            let (form, _) = begun(|form| form.set(field(key), "3".into()));
            let chosen = |group: Group| group.chosen(&form.draft, 1);
            assert_eq!(chosen(Group::Forward), Key::Parameters);
            assert_eq!(chosen(Group::Passes), Key::Tokens);
            assert_eq!(chosen(Group::Fleet), Key::ChipHours);
            assert_eq!(chosen(Group::Peak), Key::Hardware);
        }
    }

    #[test]
    fn an_emptied_field_is_a_change_and_stays_where_it_is() {
        let (form, begun) = begun(|form| form.set(field(Key::Tokens), String::new()));
        assert!(begun.is_some());
        assert!(form.draft.is_blank());
        assert_eq!(Group::Passes.chosen(&form.draft, 1), Key::Tokens);
    }

    #[test]
    fn another_way_and_a_value_that_were_pressed_before_stay() {
        let example = example();
        let mut form = Form::new(example.clone());
        form.choose(Group::Passes, 1, Key::Steps);
        form.set(field(Key::Utilization), "40%".into());
        let before = form.draft.clone();
        form.set(field(Key::Steps), "1000".into());
        let begun = begin(&mut form, &before, &example).expect("begun");
        assert_eq!(begun.field, field(Key::Steps));
        assert_eq!(own_link(&form), "steps=1000&utilization=0.4");
        assert_eq!(Group::Passes.chosen(&form.draft, 1), Key::Steps);
        assert_eq!(form.parked, Draft::default());
    }

    #[test]
    fn the_way_of_the_backward_pass_does_not_stay() {
        let lora = decode("v=1&parameters=7e9&tokens=1e6&trainable=0.01").draft;
        let mut form = Form::new(lora.clone());
        form.set(field(Key::Parameters), "8e9".into());
        begin(&mut form, &lora, &lora).expect("begun");
        assert_eq!(Group::Backward.chosen(&form.draft, 1), Key::Backward);
        let mut form = Form::new(lora.clone());
        form.set(field(Key::Trainable), "2%".into());
        begin(&mut form, &lora, &lora).expect("begun");
        assert_eq!(own_link(&form), "trainable=0.02");
    }

    #[test]
    fn what_is_no_input_clears_nothing() {
        for key in [Key::Headline, Key::Price, Key::Grid, Key::Stage] {
            let (form, begun) = begun(|form| form.set(field(key), "gpu-time".into()));
            assert_eq!(begun, None, "{key:?}");
            assert!(form.draft.is_filled(field(Key::Tokens)));
        }
    }

    #[test]
    fn a_price_that_was_typed_before_stays() {
        let example = example();
        let mut form = Form::new(example.clone());
        form.set(field(Key::Price), "2".into());
        form.set(field(Key::Headline), "gpu-time".into());
        let before = form.draft.clone();
        form.set(field(Key::Tokens), "7".into());
        let begun = begin(&mut form, &before, &example).expect("begun");
        assert_eq!(begun.title, "LLaMA-65B");
        assert_eq!(own_link(&form), "tokens=7&price=2");
    }

    #[test]
    fn another_title_is_an_estimate_of_something_else() {
        let (form, begun) = begun(|form| form.set(field(Key::Title), "Chinchilla".into()));
        assert_eq!(own_link(&form), "title=Chinchilla&uncertainty=typical");
        let begun = begun.expect("begun");
        assert_eq!((begun.stage, begun.before.clone()), (1, example()));
        let around = begun.merge(&form.draft).draft;
        assert_eq!(around.get(field(Key::Title)), Some("Chinchilla"));
        assert!(around.is_filled(field(Key::Tokens)));
    }

    #[test]
    fn the_other_values_come_back_around_what_was_typed_and_the_title_says_so() {
        let (mut form, begun) = begun(|form| form.set(field(Key::Tokens), "7".into()));
        form.set(field(Key::Tokens), "70B".into());
        form.set(field(Key::Utilization), "40%".into());
        let mut expected = example();
        expected.set(field(Key::Title), "LLaMA-65B, changed");
        expected.set(field(Key::Tokens), "70B");
        expected.set(field(Key::Utilization), "40%");
        let back = begun.expect("begun").merge(&form.draft);
        assert_eq!(encode(&back.draft), encode(&expected));
    }

    #[test]
    fn the_other_values_come_back_around_another_way() {
        let (mut form, begun) = begun(|form| form.set(field(Key::Tokens), "7".into()));
        form.choose(Group::Fleet, 1, Key::Time);
        form.set(field(Key::Chips), "8".into());
        let back = begun.expect("begun").merge(&form.draft);
        assert_eq!(Group::Fleet.chosen(&back.draft, 1), Key::Time);
        assert_eq!(back.draft.get(field(Key::ChipHours)), None);
        assert_eq!(back.draft.get(field(Key::Chips)), Some("8"));
        assert_eq!(back.draft.get(field(Key::Parameters)), Some("65.2e9"));
    }

    #[test]
    fn a_text_typed_in_the_second_stage_stays_in_it() {
        let two = decode("v=1&stage=A&time=7d&chips=64&2.stage=B&2.time=4d&2.chips=64").draft;
        let mut form = Form::new(two.clone());
        form.set(Field::new(2, Key::Time), "5d".into());
        let begun = begin(&mut form, &two, &two).expect("begun");
        assert_eq!(own_link(&form), "2.time=5d");
        let back = begun.merge(&form.draft);
        assert_eq!(
            encode(&back.draft),
            "v=1&stage=A&time=7d&chips=64&2.stage=B&2.time=5d&2.chips=64"
        );
    }
}
