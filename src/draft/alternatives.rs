//! Groups of fields that stand in for each other, and the form, which keeps one of each group in the
//! draft.
//!
//! The texts of the others are kept in [`Form::parked`], so that choosing another way and back loses
//! nothing.

use super::{Draft, Field, Key};
use crate::variants::enum_with_all;

enum_with_all! {
    /// A quantity that can be given in several ways, each with its own fields.
    ///
    /// The order is that of the form.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Group {
        /// The operations of a forward pass.
        Forward,
        /// The operations of a backward pass.
        Backward,
        /// The number of examples or tokens that pass through the network.
        Passes,
        /// Time and chips.
        Fleet,
        /// The peak of a chip.
        Peak,
    }
}

impl Group {
    /// Returns the fields of each way, the leading field first. A new form shows the first way.
    pub const fn ways(self) -> &'static [&'static [Key]] {
        match self {
            Self::Forward => &[
                &[Key::MultiplyAdds],
                &[Key::Forward],
                &[Key::Connections],
                &[Key::Parameters],
                &[Key::Model],
            ],
            Self::Backward => &[&[Key::Backward], &[Key::Trainable], &[Key::Frozen]],
            Self::Passes => &[
                &[Key::Examples, Key::Epochs],
                &[Key::Tokens, Key::Epochs],
                &[Key::Steps, Key::Batch],
            ],
            Self::Fleet => &[&[Key::Time, Key::Chips], &[Key::ChipHours], &[Key::Fleet]],
            Self::Peak => &[&[Key::Hardware, Key::Format], &[Key::Peak]],
        }
    }

    /// Returns the leading field of each way, in link order.
    pub const fn leads(self) -> &'static [Key] {
        match self {
            Self::Forward => &[
                Key::Connections,
                Key::Forward,
                Key::MultiplyAdds,
                Key::Parameters,
                Key::Model,
            ],
            Self::Backward => &[Key::Backward, Key::Trainable, Key::Frozen],
            Self::Passes => &[Key::Examples, Key::Tokens, Key::Steps],
            Self::Fleet => &[Key::Time, Key::ChipHours, Key::Fleet],
            Self::Peak => &[Key::Hardware, Key::Peak],
        }
    }

    /// Returns the leading field of the way that the draft takes: the first that is in the draft, a
    /// filled one before an empty one. If none is there, returns the way of a new form.
    pub fn chosen(self, draft: &Draft, stage: u16) -> Key {
        let ways = self.ways();
        let lead =
            |has: &dyn Fn(&Key) -> bool| ways.iter().find(|way| has(&way[0])).map(|way| way[0]);
        let others = || {
            ways.iter().find(|way| {
                way[1..]
                    .iter()
                    .any(|key| key_is_own(ways, *key) && draft.is_filled(Field::new(stage, *key)))
            })
        };
        lead(&|key| draft.is_filled(Field::new(stage, *key)))
            .or_else(|| others().map(|way| way[0]))
            .or_else(|| lead(&|key| draft.get(Field::new(stage, *key)).is_some()))
            .unwrap_or(ways[0][0])
    }
}

/// Returns whether a key belongs to one way alone, as `batch` does and `epochs` does not.
fn key_is_own(ways: &[&[Key]], key: Key) -> bool {
    ways.iter().filter(|way| way.contains(&key)).count() == 1
}

/// A draft, and the texts of the ways that are not chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The draft that the figures come from.
    pub draft: Draft,
    /// Texts of the ways that are not chosen.
    pub parked: Draft,
}

impl Form {
    /// Makes a form of a draft, such as that of a link.
    pub fn new(draft: Draft) -> Self {
        Self {
            draft,
            parked: Draft::default(),
        }
    }

    /// Puts typed text into a field. An emptied field keeps its place in the form: if another way was
    /// filled in as well, against the rules, it is parked and not shown instead.
    pub fn set(&mut self, field: Field, text: String) {
        let emptied = text.trim().is_empty();
        self.draft.set(field, text);
        self.draft.set_provenance(field, None);
        if emptied {
            for group in Group::ALL {
                if group.leads().contains(&field.key) {
                    self.choose(group, field.stage, field.key);
                }
            }
        }
    }

    /// Puts the text of a file or a choice into its field, and chooses the way that the field leads: a
    /// peak would be ignored beside a chip and its format.
    pub fn take(&mut self, field: Field, text: String) {
        self.lead(field);
        self.draft.set(field, text);
        self.draft.set_provenance(field, None);
    }

    /// Puts the text into its field as [`Self::take`] does, and chooses a way that has the field even where it
    /// does not lead one: a number of chips would contradict the chip-hours beside it.
    pub fn take_in_way(&mut self, field: Field, text: String) {
        for group in Group::ALL {
            let mut ways = group.ways().iter().filter(|way| way.contains(&field.key));
            let chosen = group.chosen(&self.draft, field.stage);
            if let Some(first) = ways.clone().next()
                && !ways.any(|way| way[0] == chosen)
            {
                self.choose(group, field.stage, first[0]);
            }
        }
        self.take(field, text);
    }

    /// Removes the inputs of a stage: the draft's, and those of other ways. Its role stays.
    pub fn clear_inputs(&mut self, stage: u16) {
        for key in Key::ALL
            .into_iter()
            .filter(|key| key.is_input() && *key != Key::Role)
        {
            self.draft.remove(Field::new(stage, key));
            self.parked.remove(Field::new(stage, key));
        }
    }

    /// Chooses the way that the field leads, if it leads one.
    pub(super) fn lead(&mut self, field: Field) {
        for group in Group::ALL {
            if group.leads().contains(&field.key)
                && group.chosen(&self.draft, field.stage) != field.key
            {
                self.choose(group, field.stage, field.key);
            }
        }
    }

    /// Chooses the way with this leading field. Its texts come back, and those of the others are
    /// parked.
    pub fn choose(&mut self, group: Group, stage: u16, lead: Key) {
        let Some(way) = group.ways().iter().find(|way| way[0] == lead) else {
            return;
        };
        for key in group.ways().concat() {
            let field = Field::new(stage, key);
            if way.contains(&key) {
                if let Some(text) = self.parked.remove(field)
                    && !self.draft.is_filled(field)
                {
                    self.draft.set(field, text);
                }
            } else if let Some(text) = self.draft.remove(field) {
                self.parked.set(field, text);
            }
        }
        let lead = Field::new(stage, lead);
        if self.draft.get(lead).is_none() {
            self.draft.set(lead, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: Key) -> Field {
        Field::new(1, key)
    }

    #[test]
    fn the_leads_are_those_of_the_ways_in_link_order() {
        for group in Group::ALL {
            let mut leads: Vec<Key> = group.ways().iter().map(|way| way[0]).collect();
            leads.sort();
            assert_eq!(group.leads(), leads);
        }
    }

    #[test]
    fn going_to_another_way_and_back_loses_nothing() {
        let mut form = Form::default();
        form.draft.set(field(Key::Examples), "1.2M");
        form.draft.set(field(Key::Epochs), "90");
        form.choose(Group::Passes, 1, Key::Steps);
        form.draft.set(field(Key::Batch), "32");
        assert_eq!(Group::Passes.chosen(&form.draft, 1), Key::Steps);
        assert_eq!(form.draft.get(field(Key::Examples)), None);
        assert_eq!(form.draft.get(field(Key::Epochs)), None);

        form.choose(Group::Passes, 1, Key::Tokens);
        assert_eq!(
            form.draft.get(field(Key::Epochs)),
            Some("90"),
            "epochs go with tokens too"
        );
        assert_eq!(form.draft.get(field(Key::Batch)), None);

        form.choose(Group::Passes, 1, Key::Examples);
        assert_eq!(form.draft.get(field(Key::Examples)), Some("1.2M"));
        form.choose(Group::Passes, 1, Key::Steps);
        assert_eq!(form.draft.get(field(Key::Batch)), Some("32"));
    }

    #[test]
    fn emptying_a_field_does_not_bring_up_another_way() {
        let mut form = Form::default();
        form.draft.set(field(Key::Connections), "25");
        form.draft.set(field(Key::Parameters), "1");
        form.set(field(Key::Connections), String::new());
        assert_eq!(Group::Forward.chosen(&form.draft, 1), Key::Connections);
        form.choose(Group::Forward, 1, Key::Parameters);
        assert_eq!(
            form.draft.get(field(Key::Parameters)),
            Some("1"),
            "nothing is lost"
        );
    }

    #[test]
    fn what_was_found_is_shown_where_it_is_put() {
        let mut form = Form::default();
        form.draft.set(field(Key::Format), "bf16");
        form.take(field(Key::Peak), "3.1e14".into());
        assert_eq!(Group::Peak.chosen(&form.draft, 1), Key::Peak);
        assert_eq!(form.draft.get(field(Key::Peak)), Some("3.1e14"));
        assert_eq!(form.draft.get(field(Key::Format)), None);
        form.take(field(Key::Time), "28.56 d".into());
        assert_eq!(form.draft.get(field(Key::Time)), Some("28.56 d"));
    }

    #[test]
    fn a_number_of_chips_takes_the_place_of_chip_hours() {
        let mut form = Form::default();
        form.draft.set(field(Key::ChipHours), "5");
        form.draft.set(field(Key::Tokens), "1e9");
        form.take_in_way(field(Key::Chips), "8".into());
        assert_eq!(Group::Fleet.chosen(&form.draft, 1), Key::Time);
        assert_eq!(form.draft.get(field(Key::ChipHours)), None);
        form.take_in_way(field(Key::Epochs), "2".into());
        assert_eq!(Group::Passes.chosen(&form.draft, 1), Key::Tokens);
    }

    #[test]
    fn clearing_the_inputs_leaves_names_notes_and_other_stages() {
        let link = "v=1&title=A&stage=B&parameters=1&runs=2&price=3&role=base&note=c&2.tokens=4";
        let mut form = Form::new(crate::draft::link::decode(link).draft);
        form.choose(Group::Forward, 1, Key::Model);
        form.clear_inputs(1);
        let left = "v=1&title=A&stage=B&price=3&role=base&note=c&2.tokens=4";
        assert_eq!(crate::draft::link::encode(&form.draft), left);
        assert_eq!(form.parked, Draft::default());
    }

    #[test]
    fn the_chosen_way_is_the_one_that_is_filled_in() {
        let mut draft = Draft::default();
        assert_eq!(Group::Forward.chosen(&draft, 1), Key::MultiplyAdds);
        draft.set(field(Key::Parameters), "");
        assert_eq!(Group::Forward.chosen(&draft, 1), Key::Parameters);
        draft.set(field(Key::Connections), "5");
        assert_eq!(Group::Forward.chosen(&draft, 1), Key::Connections);
        draft.set(field(Key::Batch), "32");
        draft.set(field(Key::Epochs), "2");
        assert_eq!(Group::Passes.chosen(&draft, 1), Key::Steps);
    }
}
