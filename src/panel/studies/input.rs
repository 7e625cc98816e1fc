//! The inputs of the studies: the boxes, and their texts as they are read.

use crate::panel::Action;
use crate::panel::parts::plain_box;
use crate::panel::piece::{Control, Element, On, Piece, pieces};
use crate::quantity::{Dimension, ReadError, read, write};
use crate::study::StudyError;
use crate::trend::When;
use crate::variants::enum_with_all;
use maud::html;

enum_with_all! {
    /// An input of a study.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Input {
        /// Compute of the best training.
        Budget,
        /// FLOP of a forward pass on a token.
        Forward,
        /// Tokens of a prompt.
        Prompt,
        /// Tokens of an answer.
        Answer,
        /// Queries in a year.
        Queries,
        /// Share of the peak in inference.
        Utilization,
        /// Power of the data centre over that of its servers.
        Pue,
        /// Compute of the same result.
        Compute,
        /// Date at which the compute was spent.
        Spent,
        /// Date of the algorithms.
        Algorithms,
        /// Date of the estimate.
        Released,
        /// Compute that a trend reaches.
        Target,
        /// The benchmark and the version of its fit.
        Law,
        /// Error rate to start from.
        Error,
        /// Error rate to reach.
        Goal,
        /// The recipe of post-training.
        Method,
        /// Active parameters of the model that is trained.
        Parameters,
        /// Layers with attention.
        Layers,
        /// Width of their attention.
        Width,
        /// Texts, or pairs of texts, to train on.
        Sequences,
        /// Prompts to sample for.
        Prompts,
        /// Samples for a prompt.
        Samples,
        /// Tokens of a prompt that is sampled for.
        PromptTokens,
        /// Tokens of a text, with its prompt; or of a response. One number or a list.
        TextTokens,
        /// Standard deviation of these.
        Spread,
        /// Share of the samples that nothing is learned from.
        Discarded,
        /// Times that each text is trained on.
        Epochs,
        /// Passes of the policy for its probabilities.
        Rescoring,
        /// Passes of the reference.
        References,
        /// Parameters of the reward model.
        Reward,
        /// Parameters of the value model.
        Value,
        /// Parameters of the teacher.
        Teacher,
        /// Passes of the teacher.
        TeacherPasses,
        /// Layers with attention of the reward model.
        RewardLayers,
        /// Width of their attention.
        RewardWidth,
        /// Layers with attention of the value model.
        ValueLayers,
        /// Width of their attention.
        ValueWidth,
        /// Layers with attention of the teacher.
        TeacherLayers,
        /// Width of their attention.
        TeacherWidth,
    }
}

impl Input {
    /// Returns the key in links, which never changes.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Forward => "forward",
            Self::Prompt => "prompt",
            Self::Answer => "answer",
            Self::Queries => "queries",
            Self::Utilization => "utilization",
            Self::Pue => "pue",
            Self::Compute => "compute",
            Self::Spent => "spent",
            Self::Algorithms => "algorithms",
            Self::Released => "released",
            Self::Target => "target",
            Self::Law => "law",
            Self::Error => "error",
            Self::Goal => "goal",
            Self::Method => "method",
            Self::Parameters => "parameters",
            Self::Layers => "layers",
            Self::Width => "width",
            Self::Sequences => "sequences",
            Self::Prompts => "prompts",
            Self::Samples => "samples",
            Self::PromptTokens => "prompt-tokens",
            Self::TextTokens => "text-tokens",
            Self::Spread => "spread",
            Self::Discarded => "discarded",
            Self::Epochs => "epochs",
            Self::Rescoring => "rescoring",
            Self::References => "references",
            Self::Reward => "reward",
            Self::Value => "value",
            Self::Teacher => "teacher",
            Self::TeacherPasses => "teacher-passes",
            Self::RewardLayers => "reward-layers",
            Self::RewardWidth => "reward-width",
            Self::ValueLayers => "value-layers",
            Self::ValueWidth => "value-width",
            Self::TeacherLayers => "teacher-layers",
            Self::TeacherWidth => "teacher-width",
        }
    }
}

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StudyAction {
    /// Types into an input, or chooses its value.
    Type(Input, String),
    /// Empties all inputs.
    Clear,
}

/// The texts of the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Texts([String; Input::ALL.len()]);

impl Default for Texts {
    fn default() -> Self {
        Self([const { String::new() }; Input::ALL.len()])
    }
}

/// An input as it was read.
pub(super) struct Typed {
    /// The value: what was typed, else what stands in its place.
    pub value: Option<f64>,
    /// Why what was typed cannot be read.
    problem: Option<String>,
    /// The text in its place while nothing is typed.
    default: String,
}

impl Typed {
    /// Returns whether something is typed that cannot be read.
    pub(super) fn is_wrong(&self) -> bool {
        self.problem.is_some()
    }

    /// Gives what cannot be read this reason.
    pub(super) fn saying(self, reason: StudyError) -> Self {
        Self {
            problem: self.problem.map(|_| reason.to_string()),
            ..self
        }
    }
}

impl Texts {
    pub(super) fn set(&mut self, input: Input, text: String) {
        if let Some(old) = self.0.get_mut(input as usize) {
            *old = text;
        }
    }

    pub(super) fn get(&self, input: Input) -> &str {
        self.0.get(input as usize).map_or("", |text| text.trim())
    }

    /// Reads a number. `default` is taken where nothing is typed.
    pub(super) fn number(&self, input: Input, dimension: Dimension, default: Option<f64>) -> Typed {
        let shown = |value| write::entry(value, dimension);
        let mut typed = Typed {
            value: default,
            problem: None,
            default: default.map_or(String::new(), shown),
        };
        let text = self.get(input);
        if !text.is_empty() {
            let number = read(text, dimension);
            typed.value = number.as_ref().ok().map(|value| value.median());
            typed.problem = number.err().map(|error| error.explain(dimension));
        }
        typed
    }

    /// Reads a number that may be zero, though others of its dimension may not.
    pub(super) fn number_or_zero(
        &self,
        input: Input,
        dimension: Dimension,
        default: Option<f64>,
    ) -> Typed {
        match read(self.get(input), dimension) {
            Err(ReadError::Zero) => Typed {
                value: Some(0.0),
                problem: None,
                default: String::new(),
            },
            _ => self.number(input, dimension, default),
        }
    }

    /// Reads one number, or several with semicolons between them. The value is their mean.
    pub(super) fn numbers(&self, input: Input, dimension: Dimension) -> (Typed, Vec<f64>) {
        let text = self.get(input);
        if !text.contains(';') {
            let typed = self.number(input, dimension, None);
            let numbers = typed.value.into_iter().collect();
            return (typed, numbers);
        }
        let parts = text.split(';').map(str::trim);
        let read: Result<Vec<f64>, _> = parts
            .filter(|part| !part.is_empty())
            .map(|part| read(part, dimension).map(|value| value.median()))
            .collect();
        let numbers = read.as_ref().map_or(&[][..], Vec::as_slice);
        let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
        let typed = Typed {
            value: (!numbers.is_empty()).then_some(mean),
            problem: read.as_ref().err().map(|error| error.explain(dimension)),
            default: String::new(),
        };
        (typed, read.unwrap_or_default())
    }

    /// Reads a date, as a year with a fraction.
    pub(super) fn date(&self, input: Input, default: &str) -> Typed {
        let year = |text: &str| When::read(text).map(When::decimal);
        let mut typed = Typed {
            value: year(default),
            problem: None,
            default: default.to_owned(),
        };
        let text = self.get(input);
        if !text.is_empty() {
            typed.value = year(text);
            let problem = "Type a date such as 2023-02, or a year.";
            typed.problem = typed.value.is_none().then(|| problem.to_owned());
        }
        typed
    }

    /// Draws the box of an input, with its label and what is wrong in it.
    pub(super) fn field(&self, input: Input, label: &str, hint: &str, typed: &Typed) -> Vec<Piece> {
        let id = format!("study-input-{}", input as usize);
        let on = On::new(move |text| Action::Study(StudyAction::Type(input, text)));
        let text = self.0.get(input as usize).map_or("", String::as_str);
        let about = format!("{id}-about");
        let mut field = plain_box(text, on)
            .id(&id)
            .with("aria-describedby", &about)
            .with("placeholder", &typed.default);
        if typed.problem.is_some() {
            field = field.with("aria-invalid", "true");
        }
        let about = html! {
            p.hint id=(about) {
                @match &typed.problem {
                    Some(problem) => span class="problem error" { (problem) },
                    None => (hint),
                }
            }
        };
        let label = html! { label for=(id) { (label) } };
        pieces![Element::of_class("div", "field").holding(pieces![label, field, about])]
    }

    /// Draws a list to choose from, of values and their captions.
    pub(super) fn list(
        &self,
        input: Input,
        label: &str,
        options: &[(String, String)],
    ) -> Box<Element> {
        let id = format!("study-input-{}", input as usize);
        let on = On::new(move |text| Action::Study(StudyAction::Type(input, text)));
        let first = options.first().map_or("", |(value, _)| value.as_str());
        let chosen = Some(self.get(input)).filter(|text| !text.is_empty());
        let options = html! {
            @for (value, caption) in options { option value=(value) { (caption) } }
        };
        let list = Element::new("select")
            .id(&id)
            .read(options)
            .acting(Control::Choose(chosen.unwrap_or(first).into(), on));
        let label = html! { label for=(id) { (label) } };
        Element::of_class("div", "field").holding(pieces![label, list])
    }
}
