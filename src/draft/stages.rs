//! Edits of the list of stages: add, copy, move, remove.

use super::alternatives::{Form, Group};
use super::{Draft, Field, Key};

impl Form {
    /// Adds the stages of a draft after a stage, and returns the number of the first one. A form in which nothing is
    /// filled in has no stage yet, so the first of them becomes its first.
    pub fn add_stages(&mut self, after: u16, stages: &Draft) -> u16 {
        let (mut first, mut last) = (None, after);
        for number in stages.stages() {
            last = self.add_stage(last, stages, number);
            first.get_or_insert(last);
        }
        first.unwrap_or(after)
    }

    fn add_stage(&mut self, after: u16, stages: &Draft, number: u16) -> u16 {
        let is_first = self.draft.is_blank();
        let added = if is_first { 1 } else { self.rank(after) + 1 };
        let mut order = if is_first {
            Vec::new()
        } else {
            self.draft.stages()
        };
        order.insert(usize::from(added) - 1, 0);
        let leads = Group::ALL.map(|group| group.chosen(&self.draft, after));
        if !self.arrange(&order) {
            return after;
        }
        for (field, text) in stages.entries().filter(|(field, _)| field.stage == number) {
            self.draft.set(Field::new(added, field.key), text);
        }
        // Most stages of a run are given in the same ways, so the new one takes those of the stage
        // before it.
        for (group, lead) in Group::ALL.into_iter().zip(leads) {
            let has_way = |way: &&[Key]| self.draft.get(Field::new(added, way[0])).is_some();
            if !group.ways().iter().any(has_way) {
                self.draft.set(Field::new(added, lead), "");
            }
        }
        added
    }

    /// Puts the stages of a draft in the place of a stage, and returns the number of the first one.
    pub fn replace_stage(&mut self, stage: u16, stages: &Draft) -> u16 {
        let before = self.draft.stages().len();
        let first = self.add_stages(stage, stages);
        if self.draft.stages().len() == before {
            return stage;
        }
        // The stages are numbered in order by now.
        self.remove_stage(first - 1)
    }

    /// Adds a copy after a stage, and returns its number.
    pub fn duplicate_stage(&mut self, stage: u16) -> u16 {
        let mut order = self.draft.stages();
        order.insert(usize::from(self.rank(stage)), stage);
        let copy = self.rank(stage) + 1;
        if !self.arrange(&order) {
            return stage;
        }
        let name = Field::new(copy, Key::Stage);
        if let Some(copied) = self.draft.get(name).filter(|name| !name.is_empty()) {
            let copied = self.name_of_copy(copied);
            self.draft.set(name, copied);
        }
        copy
    }

    /// Returns the name with the first number that no stage of this name has: `Rollouts 2`, then `Rollouts 3`.
    fn name_of_copy(&self, name: &str) -> String {
        let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let base = match base.strip_suffix(' ') {
            Some(base) if base.len() + 1 < name.len() => base,
            _ => name,
        };
        let stages = self.draft.stages();
        let is_taken = |name: &str| {
            let mut names = stages
                .iter()
                .map(|stage| self.draft.get(Field::new(*stage, Key::Stage)));
            names.any(|other| other == Some(name))
        };
        let mut number = 2;
        while is_taken(&format!("{base} {number}")) {
            number += 1;
        }
        format!("{base} {number}")
    }

    /// Moves a stage one place up or down if there is one, and returns its number.
    pub fn move_stage(&mut self, stage: u16, up: bool) -> u16 {
        let mut order = self.draft.stages();
        let from = self.rank(stage);
        let to = if up { from - 1 } else { from + 1 };
        if to == 0 || usize::from(to) > order.len() {
            return from;
        }
        order.swap(usize::from(from) - 1, usize::from(to) - 1);
        self.arrange(&order);
        to
    }

    /// Removes a stage, and returns the number of the stage that takes its place, or the one before.
    pub fn remove_stage(&mut self, stage: u16) -> u16 {
        let rank = self.rank(stage);
        let mut order = self.draft.stages();
        order.retain(|other| *other != stage);
        self.arrange(&order);
        rank.min(order.len().max(1) as u16)
    }

    /// Returns the place of a stage in the list, from 1.
    fn rank(&self, stage: u16) -> u16 {
        let before = |other: &u16| *other < stage;
        1 + self.draft.stages().into_iter().filter(before).count() as u16
    }

    /// Renumbers the stages by a list of their old numbers: a stage that is missing there is removed, a
    /// stage that is there twice is copied, and 0 is a new one. Does nothing and returns false if they
    /// are too many.
    fn arrange(&mut self, order: &[u16]) -> bool {
        let fits = order.len() <= usize::from(Field::MAX_STAGE);
        if fits {
            self.draft = rearrange(&self.draft, order);
            self.parked = rearrange(&self.parked, order);
        }
        fits
    }
}

fn rearrange(draft: &Draft, order: &[u16]) -> Draft {
    let mut new = Draft::default();
    for (field, text) in draft.entries() {
        if field.stage == 0 {
            new.add(field, text);
        }
        for (place, old) in (1..).zip(order) {
            if *old == field.stage && *old > 0 {
                new.add(Field::new(place, field.key), text);
            }
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::{decode, encode};

    fn form(link: &str) -> Form {
        Form::new(decode(&format!("v=1&{link}")).draft)
    }

    fn spelled(form: &Form) -> String {
        encode(&form.draft)
    }

    const THREE: &str = "title=T&stage=A&tokens=1&2.stage=B&2.tokens=2&3.stage=C&3.tokens=3";

    #[test]
    fn a_stage_comes_behind_the_one_that_is_shown() {
        let mut form = form(THREE);
        let new = decode("v=1&stage=New&backward=0").draft;
        assert_eq!(form.add_stages(1, &new), 2);
        assert_eq!(
            spelled(&form),
            "v=1&title=T&stage=A&tokens=1&2.stage=New&2.backward=0&3.stage=B&3.tokens=2&4.stage=C&4.tokens=3"
        );
    }

    #[test]
    fn several_stages_come_one_behind_the_other() {
        let new = decode("v=1&data=2026-11&stage=X&tokens=8&2.stage=Y&2.tokens=9").draft;
        let mut behind = form(THREE);
        assert_eq!(behind.add_stages(1, &new), 2);
        assert_eq!(
            spelled(&behind),
            "v=1&title=T&stage=A&tokens=1&2.stage=X&2.tokens=8&3.stage=Y&3.tokens=9&4.stage=B&4.tokens=2&5.stage=C&5.tokens=3"
        );
        let mut blank = form("title=T");
        assert_eq!(blank.add_stages(1, &new), 1);
        assert_eq!(
            spelled(&blank),
            "v=1&title=T&stage=X&tokens=8&2.stage=Y&2.tokens=9"
        );
    }

    #[test]
    fn stages_take_the_place_of_one() {
        let new = decode("v=1&stage=X&tokens=8&2.stage=Y&2.tokens=9").draft;
        let mut replaced = form(THREE);
        assert_eq!(replaced.replace_stage(2, &new), 2);
        assert_eq!(
            spelled(&replaced),
            "v=1&title=T&stage=A&tokens=1&2.stage=X&2.tokens=8&3.stage=Y&3.tokens=9&4.stage=C&4.tokens=3"
        );
        let mut with_gaps = form("tokens=1&3.tokens=3");
        assert_eq!(with_gaps.replace_stage(3, &new), 2);
        assert_eq!(
            spelled(&with_gaps),
            "v=1&tokens=1&2.stage=X&2.tokens=8&3.stage=Y&3.tokens=9"
        );
        // There is no room.
        let mut full = form("999.tokens=1&998.tokens=1");
        for _ in 0..1_100 {
            full.duplicate_stage(1);
        }
        assert_eq!(full.replace_stage(3, &new), 3);
        assert_eq!(full.draft.stages().len(), 999);
    }

    #[test]
    fn the_first_stage_of_an_empty_form_is_the_first() {
        let mut form = form("data=2026-11&title=T&tokens=");
        assert_eq!(form.add_stages(1, &decode("v=1&stage=New").draft), 1);
        assert_eq!(spelled(&form), "v=1&data=2026-11&title=T&stage=New");
        assert_eq!(form.add_stages(1, &decode("v=1&stage=Next").draft), 2);
    }

    #[test]
    fn a_stage_is_given_in_the_ways_of_the_one_before_it() {
        let mut form = form("parameters=8e9&tokens=1e12&trainable=0.1");
        assert_eq!(
            form.add_stages(1, &decode("v=1&stage=New&backward=0").draft),
            2
        );
        let chosen = |group: Group| group.chosen(&form.draft, 2);
        assert_eq!(chosen(Group::Forward), Key::Parameters);
        assert_eq!(chosen(Group::Passes), Key::Tokens);
        assert_eq!(chosen(Group::Backward), Key::Backward);
        assert_eq!(
            spelled(&form),
            "v=1&parameters=8e9&tokens=1e12&trainable=0.1&2.stage=New&2.backward=0"
        );
    }

    #[test]
    fn a_copy_has_everything_and_what_is_put_aside() {
        let mut form = form(THREE);
        form.parked.set(Field::new(2, Key::Steps), "7");
        assert_eq!(form.duplicate_stage(2), 3);
        assert_eq!(
            spelled(&form),
            "v=1&title=T&stage=A&tokens=1&2.stage=B&2.tokens=2&3.stage=B_2&3.tokens=2&4.stage=C&4.tokens=3"
        );
        assert_eq!(form.parked.get(Field::new(3, Key::Steps)), Some("7"));
    }

    #[test]
    fn copies_of_copies_are_numbered() {
        let mut form = form("stage=RL&tokens=1&2.stage=GPT-3&2.tokens=2");
        for stage in [1, 2, 1, 5] {
            form.duplicate_stage(stage);
        }
        let names: Vec<&str> = form
            .draft
            .entries()
            .filter(|(field, _)| field.key == Key::Stage)
            .map(|(_, name)| name)
            .collect();
        assert_eq!(names, ["RL", "RL 4", "RL 2", "RL 3", "GPT-3", "GPT-3 2"]);
    }

    #[test]
    fn a_stage_moves_with_what_is_put_aside_and_stops_at_the_ends() {
        let mut form = form(THREE);
        form.parked.set(Field::new(3, Key::Steps), "7");
        assert_eq!(form.move_stage(3, true), 2);
        assert_eq!(
            spelled(&form),
            "v=1&title=T&stage=A&tokens=1&2.stage=C&2.tokens=3&3.stage=B&3.tokens=2"
        );
        assert_eq!(form.parked.get(Field::new(2, Key::Steps)), Some("7"));
        assert_eq!(form.move_stage(1, true), 1);
        assert_eq!(form.move_stage(3, false), 3);
    }

    #[test]
    fn gaps_in_the_numbers_close() {
        let mut form = form("5.tokens=5&9.tokens=9&12.tokens=12");
        assert_eq!(form.remove_stage(9), 2);
        assert_eq!(spelled(&form), "v=1&tokens=5&2.tokens=12");
        assert_eq!(form.remove_stage(2), 1);
        assert_eq!(spelled(&form), "v=1&tokens=5");
    }

    #[test]
    fn there_are_no_more_stages_than_a_link_can_name() {
        let mut form = form("999.tokens=1&998.tokens=1");
        for _ in 0..1_100 {
            form.duplicate_stage(1);
        }
        assert_eq!(form.draft.stages().len(), 999);
        assert_eq!(form.add_stages(3, &Draft::default()), 3);
    }
}
