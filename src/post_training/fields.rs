//! A stage of a recipe in the keys of a link: a stage of an estimate like any other.

use super::Stage;
use crate::draft::link::encode;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, read, write};

/// A stage, and the size of its model as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The stage.
    pub stage: Stage,
    /// The parameters of its model; empty if its operations come from elsewhere.
    pub parameters: String,
}

/// Returns the keys of a stage and their texts.
///
/// Without attention the operations are `parameters`. With it they are `forward`, the FLOP of a token on average over
/// all sequences, because no key has a number of pairs.
pub fn fields(said: &Said) -> Vec<(Key, String)> {
    let stage = &said.stage;
    let mut fields = vec![(Key::Stage, stage.part.name().to_owned())];
    let is_counted = stage.forward.pair > 0.0 || said.parameters.is_empty();
    fields.push(match is_counted {
        true => (Key::Forward, write::exact(stage.forward_of_token())),
        false => (Key::Parameters, said.parameters.clone()),
    });
    fields.push((Key::Tokens, tokens(stage)));
    if stage.passes != 1.0 {
        fields.push((Key::Epochs, write::exact(stage.passes)));
    }
    if !stage.part.learns() {
        fields.push((Key::Backward, "0".into()));
    }
    if stage.forward.pair > 0.0 {
        fields.push((
            Key::Note,
            format!(
                "Forward pass with attention over {} positions on average",
                write::people(stage.sequences.pairs() / stage.sequences.tokens())
            ),
        ));
    }
    fields
}

/// Writes all tokens of a stage: as sequences × tokens of each, if that is read as it is meant.
fn tokens(stage: &Stage) -> String {
    let of = stage.sequences;
    let product = [write::exact(of.number), write::exact(of.mean)].join("*");
    let dimension = Dimension::Count(&["token"]);
    let is_same = read(&product, dimension)
        .is_ok_and(|value| (value.median() / of.tokens() - 1.0).abs() < 1e-12);
    match is_same {
        true => product,
        false => write::exact(of.tokens()),
    }
}

/// Writes stages as a link.
pub fn link(stages: &[Said]) -> String {
    let mut draft = Draft::default();
    for (number, said) in (1..=Field::MAX_STAGE).zip(stages) {
        for (key, text) in fields(said) {
            draft.set(Field::new(number, key), text);
        }
    }
    encode(&draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::draft::link::decode;
    use crate::inference::Forward;
    use crate::post_training::{Sequences, preference};

    fn said(policy: Forward) -> Vec<Said> {
        let texts = Sequences::with_deviation(200_000.0, 5_000.5, 3_000.0);
        let stages = preference(policy, texts, 2.0, 1.0);
        let said = |stage| Said {
            stage,
            parameters: "32.2e9".into(),
        };
        stages.into_iter().map(said).collect()
    }

    #[test]
    fn the_link_of_stages_has_their_figure() {
        for policy in [
            Forward::of_token(64.4e9),
            Forward::of_token(64.4e9).with_attention(64.0, 5120.0),
        ] {
            let said = said(policy);
            let expected: f64 = said.iter().map(|said| said.stage.flop()).sum();
            let link = link(&said);
            let draft = decode(&link).draft;
            assert_eq!(encode(&draft), link);
            let (flop, _) = answer(&draft).outcome.total.headline.expect("a figure");
            assert!((flop.median() / expected - 1.0).abs() < 1e-12, "{link}");
        }
    }

    #[test]
    fn a_stage_is_spelled_so_that_it_can_be_read() {
        assert_eq!(
            link(&said(Forward::of_token(64.4e9))),
            "v=1&stage=Reference_model&parameters=32.2e9&tokens=400000*5000.5&backward=0&2.stage=Preference_optimization&2.parameters=32.2e9&2.tokens=400000*5000.5&2.epochs=2"
        );
    }
}
