//! The class that `architectures` names, by the end of its name. It tells what comes after the
//! layers, and whether the encoder or the decoder is alone.

/// The kinds of classes that the library has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// The family’s usual class: the file names none, or its text part is within a larger model.
    Unnamed,
    /// `…ForCausalLM`, `…LMHeadModel`.
    Language,
    /// `…ForConditionalGeneration`, `…WithLMHeadModel`.
    Conditional,
    /// `…Model`: nothing after the layers.
    Bare,
    /// `…ForMaskedLM`.
    Masked,
    /// `…ForPreTraining`.
    PreTraining,
    /// `…ForSequenceClassification`, `…ForImageClassification`, `…ForAudioClassification`.
    Labels,
    /// `…ForTokenClassification`.
    TokenLabels,
    /// `…ForQuestionAnswering`.
    Answers,
    /// `…ForMultipleChoice`.
    Choice,
    /// `…ForNextSentencePrediction`.
    NextSentence,
    /// `…EncoderModel`: the encoder of a model that has a decoder too.
    Encoder,
    /// `…TextModel`.
    TextTower,
    /// `…VisionModel`.
    VisionTower,
    /// `…TextModelWithProjection`.
    TextProjected,
    /// `…VisionModelWithProjection`.
    VisionProjected,
    /// `…ForImageClassificationWithTeacher`.
    Distilled,
    /// `…MTModel`, for translation.
    Translating,
    /// `…ForCTC`: from sound to letters.
    Letters,
    /// `…ForMaskedImageModeling`: fills in masked patches, as pixels.
    MaskedImage,
}

/// Ends of names. A longer one comes before those that it ends in.
const ENDS: &[(&str, Class)] = &[
    ("TextModelWithProjection", Class::TextProjected),
    ("VisionModelWithProjection", Class::VisionProjected),
    ("TextModel", Class::TextTower),
    ("VisionModel", Class::VisionTower),
    ("EncoderModel", Class::Encoder),
    ("MTModel", Class::Translating),
    ("WithLMHeadModel", Class::Conditional),
    ("LMHeadModel", Class::Language),
    ("ForCausalLM", Class::Language),
    ("ForConditionalGeneration", Class::Conditional),
    ("ForMaskedLM", Class::Masked),
    ("ForPreTraining", Class::PreTraining),
    ("ForSequenceClassification", Class::Labels),
    ("ForImageClassificationWithTeacher", Class::Distilled),
    ("ForImageClassification", Class::Labels),
    ("ForAudioClassification", Class::Labels),
    ("ForTokenClassification", Class::TokenLabels),
    ("ForQuestionAnswering", Class::Answers),
    ("ForMultipleChoice", Class::Choice),
    ("ForNextSentencePrediction", Class::NextSentence),
    ("ForCTC", Class::Letters),
    ("ForMaskedImageModeling", Class::MaskedImage),
];

/// The classes of a network that may have a classifier.
pub(super) const CLASSIFIER: &[Class] = &[Class::Unnamed, Class::Bare, Class::Labels];

impl Class {
    /// Returns the kind of a class; none if its name ends in a way that is not known here.
    pub(super) fn of(name: &str) -> Option<Self> {
        let end = ENDS.iter().find(|(end, _)| name.ends_with(end));
        // Other names also end in “Model”, such as `GPT2DoubleHeadsModel` or `Qwen2ForRewardModel`:
        // these classes are not known.
        let mut ends = name.split("For").skip(1);
        let has_task = ends.any(|end| end.starts_with(|c: char| c.is_ascii_uppercase()));
        let is_bare = || name.ends_with("Model") && !name.contains("Head") && !has_task;
        end.map(|(_, class)| *class)
            .or_else(|| is_bare().then_some(Self::Bare))
    }
}
