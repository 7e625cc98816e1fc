//! Stages that a press adds, and what a new stage takes over from the stage that is shown.

use super::base::figure::is_base;
use super::press::Press;
use crate::draft::alternatives::Group;
use crate::draft::link::{decode, encode};
use crate::draft::{Draft, Field, Key};
use crate::words::stage;

/// The stages of a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The stages, as a link.
    pub link: String,
    /// Says what the press did, for “Undo”.
    pub what: String,
    /// Whether they come after the last stage, and not after the one that is shown.
    pub is_last: bool,
    /// The stage that they take the place of.
    pub replaces: Option<u16>,
}

/// The inputs that a kind of stage has in common with the stage before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The model and the chips: it trains or runs the same model.
    Model,
    /// The chips: its model is another one.
    Chips,
    /// Nothing: someone else trained it.
    Nothing,
}

impl Shared {
    const fn groups(self) -> &'static [Group] {
        match self {
            Self::Model => &[Group::Forward, Group::Peak],
            Self::Chips => &[Group::Peak],
            Self::Nothing => &[],
        }
    }
}

impl Press {
    /// Makes the press that adds the stages of a link as they are.
    pub(super) fn add_stages(link: String) -> Self {
        let what = match decode(&link).draft.stages().len() {
            1 => "Stage added".into(),
            many => format!("{many} stages added"),
        };
        Self::AddStages(Added {
            link,
            what,
            is_last: false,
            replaces: None,
        })
    }
}

/// Makes the press that adds the stages of a link, each with what it shares with a stage of a draft. A stage that has a
/// model or a chip keeps it.
pub(crate) fn sharing(link: &str, shared: Shared, draft: &Draft, stage: u16) -> Added {
    let mut new = decode(link).draft;
    let stages = new.stages();
    let mut taken: Vec<Key> = Vec::new();
    for number in &stages {
        for (key, text) in taken_over(&new, *number, shared, draft, stage) {
            let field = Field::new(*number, key);
            new.set(field, text);
            new.set_provenance(field, draft.provenance(Field::new(stage, key)));
            if !taken.contains(&key) {
                taken.push(key);
            }
        }
    }
    let mut what = match stages.len() {
        1 => "Stage added".to_owned(),
        many => format!("{many} stages added"),
    };
    if !taken.is_empty() {
        let names: Vec<&str> = taken.into_iter().map(Key::phrase).collect();
        what += &format!(
            ". Taken over from {}: {}",
            stage::of(draft, stage),
            names.join(", ")
        );
    }
    Added {
        link: encode(&new),
        what,
        is_last: false,
        replaces: None,
    }
}

/// Returns the fields that a new stage takes over, with their texts.
fn taken_over(
    new: &Draft,
    number: u16,
    shared: Shared,
    draft: &Draft,
    stage: u16,
) -> Vec<(Key, String)> {
    let mut taken = Vec::new();
    for group in shared.groups() {
        // A base model had the chips of those who trained it.
        let has_other_chips = *group == Group::Peak && is_base(draft, stage);
        let is_given = |way: &&[Key]| new.is_filled(Field::new(number, way[0]));
        if has_other_chips || group.ways().iter().any(is_given) {
            continue;
        }
        let lead = group.chosen(draft, stage);
        let way = group.ways().iter().find(|way| way[0] == lead);
        for key in way.into_iter().flat_map(|way| way.iter()) {
            let field = Field::new(stage, *key);
            if draft.is_filled(field) {
                taken.push((*key, draft.get(field).unwrap_or_default().to_owned()));
            }
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "v=1&stage=Pre-training&parameters=8e9&tokens=15T&time=9d&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&from=parameters:published,utilization:recommended";

    fn added(link: &str, shared: Shared, run: &str) -> Added {
        sharing(link, shared, &decode(run).draft, 1)
    }

    #[test]
    fn a_stage_of_the_same_model_takes_it_over_with_its_chips_and_says_so() {
        let added = added("v=1&stage=Fine-tuning", Shared::Model, RUN);
        assert_eq!(
            added.link,
            "v=1&stage=Fine-tuning&parameters=8e9&hardware=nvidia-h100-sxm&format=bf16&from=parameters:published"
        );
        assert_eq!(
            added.what,
            "Stage added. Taken over from Pre-training: parameters, hardware, number format"
        );
    }

    #[test]
    fn a_stage_of_another_model_takes_over_the_chips_alone() {
        let added = added("v=1&stage=Teacher&backward=0", Shared::Chips, RUN);
        assert_eq!(
            added.link,
            "v=1&stage=Teacher&backward=0&hardware=nvidia-h100-sxm&format=bf16"
        );
    }

    #[test]
    fn what_a_new_stage_has_is_not_replaced_and_an_empty_stage_gives_nothing() {
        let new = "v=1&stage=A&parameters=1e9&2.stage=B&2.peak=1e14";
        let of_run = added(new, Shared::Model, RUN);
        assert_eq!(
            of_run.link,
            "v=1&stage=A&parameters=1e9&hardware=nvidia-h100-sxm&format=bf16&2.stage=B&2.parameters=8e9&2.peak=1e14&2.from=parameters:published"
        );
        assert!(of_run.what.starts_with("2 stages added. Taken over"));
        let of_nothing = added("v=1&stage=A", Shared::Model, "v=1&title=T");
        assert_eq!(of_nothing.link, "v=1&stage=A");
        assert_eq!(of_nothing.what, "Stage added");
        assert_eq!(
            added("v=1&stage=A", Shared::Nothing, RUN).link,
            "v=1&stage=A"
        );
    }

    #[test]
    fn a_base_model_gives_its_parameters_and_not_its_chips() {
        let base = "v=1&parameters=8e9&hardware=nvidia-h100-sxm&format=bf16&role=base";
        let added = added("v=1&stage=LoRA", Shared::Model, base);
        assert_eq!(added.link, "v=1&stage=LoRA&parameters=8e9");
        assert!(
            added.what.ends_with("from Stage 1: parameters"),
            "{}",
            added.what
        );
    }
}
