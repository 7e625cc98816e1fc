//! The link of a study: `#view=study&study=optimal&budget=1e25`, with its inputs as they were typed and the estimate
//! that it takes. Reading is total, and `encode(decode(link)) == link` for every canonical link.

use super::input::{Input, Texts};
use super::post_training::Recipe;
use crate::draft::link::{LinkProblem, escape, is_link};
use crate::draft::pairs::ViewPairs;
use crate::study::power::law;
use crate::variants::enum_with_all;

/// The name of the view.
const NAME: &str = "study";
/// The longest text, in bytes: an estimate may have a network of 20,000 in it.
const MOST_TEXT: usize = 60_000;

enum_with_all! {
    /// A study.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(super) enum Study {
        /// Compute-optimal training.
        Optimal,
        /// Operations and energy of inference.
        Inference,
        /// The stages of post-training.
        PostTraining,
        /// The algorithms of another year.
        Algorithms,
        /// The eras of Sevilla et al.
        Trend,
        /// The compute of an error rate.
        Error,
    }
}

impl Study {
    /// Returns the name in links, which never changes.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Inference => "inference",
            Self::PostTraining => "post-training",
            Self::Algorithms => "algorithms",
            Self::Trend => "trend",
            Self::Error => "error",
        }
    }

    /// Returns the inputs.
    const fn inputs(self) -> &'static [Input] {
        match self {
            Self::Optimal => &[Input::Budget],
            Self::Inference => &[
                Input::Forward,
                Input::Prompt,
                Input::Answer,
                Input::Queries,
                Input::Utilization,
                Input::Pue,
            ],
            Self::PostTraining => &[
                Input::Method,
                Input::Parameters,
                Input::Layers,
                Input::Width,
                Input::Sequences,
                Input::Prompts,
                Input::Samples,
                Input::PromptTokens,
                Input::TextTokens,
                Input::Spread,
                Input::Discarded,
                Input::Epochs,
                Input::Rescoring,
                Input::References,
                Input::Reward,
                Input::Value,
                Input::Teacher,
                Input::TeacherPasses,
                Input::RewardLayers,
                Input::RewardWidth,
                Input::ValueLayers,
                Input::ValueWidth,
                Input::TeacherLayers,
                Input::TeacherWidth,
            ],
            Self::Algorithms => &[Input::Compute, Input::Spent, Input::Algorithms],
            Self::Trend => &[Input::Released, Input::Target],
            Self::Error => &[Input::Law, Input::Error, Input::Goal],
        }
    }
}

/// The settings of the view, as a link spells them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// The study that is shown first.
    pub study: Option<Study>,
    /// The texts of the inputs.
    pub texts: Texts,
    /// The estimate as a fragment; empty if there is none.
    pub estimate: String,
}

/// A link as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opened {
    /// The settings that could be read.
    pub link: Link,
    /// The parts that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// Reads a fragment.
pub(super) fn decode(fragment: &str) -> Opened {
    let (link, problems) = ViewPairs::read_into(fragment, MOST_TEXT, set);
    Opened { link, problems }
}

/// Sets what a key spells, or says why not.
fn set(link: &mut Link, name: &str, text: &str) -> Result<(), &'static str> {
    match name {
        "view" if text == NAME => {}
        "study" => {
            let found = Study::ALL.into_iter().find(|study| study.name() == text);
            link.study = Some(found.ok_or("No study has this name; all of them are shown.")?);
        }
        "estimate" if is_link(text) => link.estimate = text.into(),
        "method" if Recipe::named(text).is_none() => {
            return Err("No recipe of post-training has this name; the first is shown.");
        }
        "estimate" => return Err("This is not the link of an estimate; it was left out."),
        "law" if law(text).is_none() => {
            return Err("No benchmark has this name; the first is shown.");
        }
        _ => {
            let input = Input::ALL.into_iter().find(|input| input.key() == name);
            let input = input.ok_or("No key of the view has this name; it was left out.")?;
            link.texts.set(input, text.into());
        }
    }
    Ok(())
}

/// Writes the fragment of all that is set.
pub(super) fn encode(link: &Link) -> String {
    spell(link, &Input::ALL)
}

/// Writes the fragment of a study with its own inputs.
pub(super) fn link_of(study: Study, texts: &Texts, estimate: &str) -> String {
    let link = Link {
        study: Some(study),
        texts: texts.clone(),
        estimate: estimate.into(),
    };
    spell(&link, study.inputs())
}

fn spell(link: &Link, inputs: &[Input]) -> String {
    let mut spelled = format!("view={NAME}");
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            spelled.push('&');
            spelled.push_str(name);
            spelled.push('=');
            spelled.push_str(&escape(text));
        }
    };
    add("study", link.study.map_or("", Study::name));
    for input in inputs {
        add(input.key(), link.texts.get(*input));
    }
    add("estimate", &link.estimate);
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_canonical_link_is_spelled_as_it_was_read() {
        for link in [
            "view=study",
            "view=study&study=optimal&budget=1e25",
            "view=study&study=inference&prompt=2_000&answer=500&queries=1e9&utilization=30%25&pue=1.1&estimate=v=1%26parameters=70e9%26tokens=2e12",
            "view=study&study=post-training&method=grpo&parameters=32.2e9&prompts=750*128&samples=8&prompt-tokens=512&text-tokens=32768&references=0",
            "view=study&study=post-training&method=ppo&reward=7e9&value=7e9&reward-layers=32&reward-width=4096&value-layers=32&value-width=4096",
            "view=study&study=algorithms&compute=1e20&spent=2012-06&algorithms=2019-05",
            "view=study&study=trend&released=2023-02&target=1e27",
            "view=study&study=error&law=coco-2022&error=20%25&goal=10%25",
        ] {
            let opened = decode(link);
            assert_eq!(opened.problems, [], "{link}");
            assert_eq!(encode(&opened.link), link);
        }
    }

    #[test]
    fn every_input_belongs_to_one_study_and_has_a_key_of_its_own() {
        for input in Input::ALL {
            let studies = Study::ALL
                .iter()
                .filter(|study| study.inputs().contains(&input));
            assert_eq!(studies.count(), 1, "{input:?}");
            let same = Input::ALL.iter().filter(|other| other.key() == input.key());
            assert_eq!(same.count(), 1, "{input:?}");
        }
    }

    #[test]
    fn the_link_of_a_study_has_its_own_inputs_alone() {
        let mut texts = Texts::default();
        texts.set(Input::Budget, "1e25".into());
        texts.set(Input::Goal, "10%".into());
        assert_eq!(
            link_of(Study::Optimal, &texts, "v=1&tokens=5"),
            "view=study&study=optimal&budget=1e25&estimate=v=1%26tokens=5"
        );
    }

    #[test]
    fn what_cannot_be_read_is_said_and_the_rest_opens() {
        let opened = decode("view=study&study=none&law=none&estimate=x&colour=1&budg&goal=5%25");
        let keys: Vec<&str> = opened.problems.iter().map(|of| of.key.as_str()).collect();
        assert_eq!(keys, ["budg", "study", "law", "estimate", "colour"]);
        assert_eq!(encode(&opened.link), "view=study&goal=5%25");
    }

    proptest! {
        #[test]
        fn any_text_opens_and_its_link_opens_the_same(text in "(view=study)?(&?(study|law|budget|goal|estimate|=|%26|%|é|&|_|[0-9]|optimal){0,9}){0,8}") {
            let opened = decode(&text);
            let again = decode(&encode(&opened.link));
            prop_assert_eq!(&again.link, &opened.link);
            prop_assert_eq!(again.problems.len(), 0);
        }
    }
}
