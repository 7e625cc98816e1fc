//! The class that `architectures` names, by the end of its name. It tells what comes after the
//! layers, and whether the encoder or the decoder is alone.

use super::super::error::FileError;
use super::family::Family;
use super::keys::Keys;
use super::shorten_name;

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
        split(name).map(|(_, class)| class)
    }
}

/// Returns the models that a class is of, such as `GPT2`, and its kind.
pub(super) fn split(name: &str) -> Option<(&str, Class)> {
    let ended = ENDS.iter().find_map(|(end, class)| {
        let models = name.strip_suffix(end)?;
        Some((models, *class))
    });
    ended.or_else(|| strip_bare_end(name).map(|models| (models, Class::Bare)))
}

/// Returns the models that a class without a task is of.
fn strip_bare_end(name: &str) -> Option<&str> {
    let models = name.strip_suffix("Model")?;
    // Other names also end in “Model”, such as `GPT2DoubleHeadsModel` or `Qwen2ForRewardModel`:
    // these classes are not known.
    let mut ends = models.split("For").skip(1);
    let has_task = ends.any(|end| end.starts_with(|c: char| c.is_ascii_uppercase()));
    let is_bare = !has_task && !models.contains("Head");
    is_bare.then_some(models)
}

/// Returns the class that a part of a file was saved from.
pub(super) fn named(keys: Keys<'_>) -> Option<&str> {
    keys.list("architectures")?.first()?.as_str()
}

/// Returns the kind of a class, if the family is counted for it.
pub(super) fn counted_class(family: &Family, named: Option<&str>) -> Result<Class, FileError> {
    match named {
        Some(named) => of_family(family, Class::of(named), named),
        None => Ok(Class::Unnamed),
    }
}

/// Returns the kind of class of a text part within a larger model: by its own class, or else by
/// that of the model. Most text parts have an output projection.
pub(super) fn within(
    family: &Family,
    model: Keys<'_>,
    own: Option<&str>,
) -> Result<Class, FileError> {
    let own_head = own.and_then(Class::of) == Some(Class::Language);
    let Some(outer) = named(model) else {
        return Ok(Class::Unnamed);
    };
    // A class from elsewhere, such as InternVLChatModel, has a text model with its head in it.
    let is_remote = model.has("auto_map") || outer.ends_with("ChatModel");
    match Class::of(outer) {
        Some(Class::Bare) if !own_head && !is_remote => of_family(family, Some(Class::Bare), outer),
        Some(Class::Labels | Class::TokenLabels | Class::Answers) => of_family(family, None, outer),
        _ => Ok(Class::Unnamed),
    }
}

fn of_family(family: &Family, class: Option<Class>, named: &str) -> Result<Class, FileError> {
    let class = class.filter(|class| family.counts(*class));
    class.ok_or_else(|| {
        FileError::Uncountable(format!(
            "The file names the class {}, which is not counted for this family: its layers differ, so the count would be wrong.",
            shorten_name(named)
        ))
    })
}
