//! The result of reading a file: network, counts, notes and open sizes of a model.

use crate::architecture::{Count, LayerCount, Per};
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::quantity::write;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A `config.json` of Hugging Face.
    HfConfig,
    /// An ONNX graph.
    Onnx,
    /// A safetensors file, or the index of several.
    Safetensors,
    /// A GGUF file.
    Gguf,
    /// A profiler’s report, a training log, or a trainer’s record.
    Profiler,
}

impl Source {
    /// Returns the name in JSON, for scripts.
    pub fn slug(self) -> &'static str {
        match self {
            Self::HfConfig => "hf-config",
            Self::Onnx => "onnx",
            Self::Safetensors => "safetensors",
            Self::Gguf => "gguf",
            Self::Profiler => "profiler",
        }
    }
}

/// Exact multiply-adds of one forward pass, over a number of tokens or examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forward {
    /// Multiply-adds of a whole sequence or batch.
    pub multiply_adds: u128,
    /// Number of tokens or examples.
    pub of: u64,
}

impl Forward {
    /// Returns a pass over one example.
    pub fn one(multiply_adds: u128) -> Self {
        Self {
            multiply_adds,
            of: 1,
        }
    }

    /// Returns the multiply-adds of one token or example, if that is a whole number.
    pub fn whole(self) -> Option<u128> {
        let of = u128::from(self.of.max(1));
        self.multiply_adds
            .is_multiple_of(of)
            .then_some(self.multiply_adds / of)
    }

    /// Returns the multiply-adds of one token or example.
    pub fn each(self) -> f64 {
        self.multiply_adds as f64 / self.of.max(1) as f64
    }
}

/// One layer, node or tensor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its name in the file.
    pub name: String,
    /// Its kind: an operator, a layer, a number format.
    pub kind: String,
    /// Trainable parameters.
    pub parameters: u128,
    /// Multiply-adds of a whole sequence or batch.
    pub multiply_adds: u128,
}

/// A size that the file leaves open, by its name there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSize {
    /// `batch`, `sequence`, `height` …
    pub name: String,
    /// The size counted with until another is given.
    pub assumed: u64,
}

/// A note for the reader of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A convention, or an assumption: the count stands.
    Info(String),
    /// The count lacks something, or may not be what is wanted.
    Warning(String),
}

impl Note {
    /// Returns the words.
    pub fn text(&self) -> &str {
        match self {
            Self::Info(text) | Self::Warning(text) => text,
        }
    }
}

/// A model as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The kind of file.
    pub source: Source,
    /// The model’s name in the file, if it has one.
    pub name: Option<String>,
    /// The network as text, for `model=`, if the file has its dimensions.
    pub model: Option<String>,
    /// Trainable parameters, each shared tensor once.
    pub parameters: Option<u128>,
    /// The least and the most parameters, if the network is a guess.
    pub between: Option<(u128, u128)>,
    /// Parameters without the experts that a token does not visit.
    pub active_parameters: Option<u128>,
    /// One forward pass.
    pub forward: Option<Forward>,
    /// The unit of a forward pass.
    pub per: Per,
    /// Tokens of the sequence that was counted with.
    pub sequence: Option<u64>,
    /// The context of the model, if it is longer than that.
    pub context: Option<u64>,
    /// The same pass by other conventions that people compare it with, as a line.
    pub beside: Option<String>,
    /// Why the count is far from the figure of 6·N·D in that line.
    pub apart: Option<String>,
    /// The layers, nodes or tensors.
    pub rows: Vec<Row>,
    /// Sizes that the file leaves open.
    pub open: Vec<OpenSize>,
    /// Conventions, assumptions and gaps.
    pub notes: Vec<Note>,
    /// Further fields of the form that the file fills in: a trainer's steps, tokens or epochs.
    pub further: Vec<(Key, String)>,
}

impl Import {
    /// Returns an import with nothing known yet.
    pub fn new(source: Source) -> Self {
        Self {
            source,
            name: None,
            model: None,
            parameters: None,
            between: None,
            active_parameters: None,
            forward: None,
            per: Per::Example,
            sequence: None,
            context: None,
            beside: None,
            apart: None,
            rows: Vec::new(),
            open: Vec::new(),
            notes: Vec::new(),
            further: Vec::new(),
        }
    }

    /// Returns the import of a network whose dimensions are in the file.
    pub fn counted(source: Source, model: String, count: &Count) -> Self {
        Self {
            model: Some(model),
            parameters: Some(count.parameters),
            active_parameters: Some(count.active_parameters),
            forward: Some(Forward {
                multiply_adds: count.multiply_adds,
                of: count.sequence.unwrap_or(1),
            }),
            per: count.per,
            sequence: count.sequence,
            rows: count.layers.iter().map(row).collect(),
            ..Self::new(source)
        }
    }

    /// Adds a note on a convention or an assumption.
    pub(super) fn info(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Info(text.into()));
    }

    /// Adds a warning of what the count lacks.
    pub(super) fn warning(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Warning(text.into()));
    }

    /// Returns the fields of method 1: the network if there is one, else its multiply-adds, else
    /// its active parameters; and further fields.
    ///
    /// Method 1 takes only one of the three. If the number of active parameters is not known, none
    /// go in: with all of a model’s experts the estimate would be many times too high.
    pub fn fields(&self) -> Vec<(Key, String)> {
        let forward = || {
            let forward = self.forward.filter(|forward| forward.multiply_adds > 0)?;
            let exact = forward.whole().map(|whole| whole.to_string());
            // These are the shortest digits that read back the same.
            let text = exact.unwrap_or_else(|| write::exact(forward.each()));
            Some((Key::MultiplyAdds, text))
        };
        let parameters = || {
            let active = self.active_parameters.filter(|active| *active > 0)?;
            Some((Key::Parameters, active.to_string()))
        };
        let model = || self.model.clone().map(|model| (Key::Model, model));
        let leads = Group::Forward.leads();
        let given = self.further.iter().any(|(key, _)| leads.contains(key));
        let lead = if given {
            None
        } else {
            model().or_else(forward).or_else(parameters)
        };
        lead.into_iter().chain(self.further.clone()).collect()
    }
}

fn row(layer: &LayerCount) -> Row {
    Row {
        name: layer.name.clone(),
        kind: layer.kind.title().into(),
        parameters: layer.all_parameters(),
        multiply_adds: layer.all_multiply_adds(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_count_alone_goes_into_the_form() {
        let mut import = Import::new(Source::Profiler);
        assert_eq!(import.fields(), []);
        import.parameters = Some(46_702_792_704);
        assert_eq!(
            import.fields(),
            [],
            "how many of them are active is not known"
        );
        import.active_parameters = Some(12_879_925_248);
        assert_eq!(import.fields(), [(Key::Parameters, "12879925248".into())]);
        import.forward = Some(Forward {
            multiply_adds: 7,
            of: 2,
        });
        assert_eq!(import.fields(), [(Key::MultiplyAdds, "3.5".into())]);
        import.further = vec![(Key::Forward, "7".into()), (Key::Tokens, "1000".into())];
        assert_eq!(
            import.fields(),
            import.further,
            "the forward pass is there already"
        );
    }
}
