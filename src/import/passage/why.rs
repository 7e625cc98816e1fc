//! Reasons not to take an amount, in words.

/// A reason not to take an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    OtherModel,
    Inference,
    Evaluation,
    WarmUp,
    HeldOut,
    Planned,
    Void,
    OtherRuns,
    Comparison,
    Owned,
    Project,
    Question,
    Preparation,
    Downstream,
    Data,
    Sum,
    Whole,
    Part,
    Denied,
    Untrained,
}

impl Why {
    /// Returns the reason as a sentence.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::OtherModel => "It is a figure of another model.",
            Self::Inference => "It is about using the model, not about training it.",
            Self::Evaluation => "It is about evaluation.",
            Self::WarmUp => "It is about the warm-up.",
            Self::HeldOut => "It is about data for validation or testing.",
            Self::Planned => "It is planned or supposed, not done.",
            Self::Void => "It is of a run that does not count.",
            Self::OtherRuns => "It is of other runs: ablations, tests, baselines.",
            Self::Comparison => "It is there for comparison.",
            Self::Owned => "It says what is there, not what was used.",
            Self::Project => "It is of the whole project.",
            Self::Question => "It is in a question.",
            Self::Downstream => "It is of tasks that the model was adapted to afterwards.",
            Self::Preparation => "It is about preparing the data.",
            Self::Data => "It is the length of the data, not of the training.",
            Self::Sum => "It is the sum of several stages.",
            Self::Whole => "Only a part of it was used.",
            Self::Part => "It is a part of another amount.",
            Self::Denied => "The passage says that it was not so.",
            Self::Untrained => "Nothing was trained, as the passage says.",
        }
    }
}
