//! A network as it is spelled, before anything is counted.

use super::kind::{Kind, Setting, Takes};
use std::fmt::{self, Write};

/// Up to four whole numbers: `64`, `3x3`, `3x16x112x112`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    numbers: [u64; 4],
    count: u8,
}

impl Sizes {
    /// How many numbers there can be.
    pub const MOST: usize = 4;

    /// These numbers; any beyond the fourth are dropped.
    pub fn new(numbers: &[u64]) -> Self {
        let mut sizes = Self::default();
        for number in numbers.iter().take(Self::MOST) {
            sizes.push(*number);
        }
        sizes
    }

    /// One more number, if there is room.
    pub(super) fn push(&mut self, number: u64) {
        if let Some(place) = self.numbers.get_mut(usize::from(self.count)) {
            *place = number;
            self.count += 1;
        }
    }

    /// The numbers.
    pub fn numbers(&self) -> &[u64] {
        &self.numbers[..usize::from(self.count)]
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_joined(f, self.numbers(), "x")
    }
}

/// Whole numbers with something between them.
pub(super) fn write_joined(f: &mut impl Write, numbers: &[u64], between: &str) -> fmt::Result {
    for (index, number) in numbers.iter().enumerate() {
        let between = if index > 0 { between } else { "" };
        write!(f, "{between}{number}")?;
    }
    Ok(())
}

/// What is given for a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Numbers.
    Sizes(Sizes),
    /// The word `same`.
    Same,
    /// A switch that is there.
    On,
}

/// A layer with its sizes and switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What it is.
    pub kind: Kind,
    /// One place for each setting of the kind.
    values: Vec<Option<Value>>,
}

impl Layer {
    /// A layer with nothing given.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            values: vec![None; kind.signature().settings().count()],
        }
    }

    /// The settings and what is given for them.
    pub fn settings(&self) -> impl Iterator<Item = (Setting, Option<Value>)> {
        self.kind
            .signature()
            .settings()
            .zip(self.values.iter().copied())
    }

    /// Gives a setting; false if it was given before. A default is the same as nothing.
    pub(super) fn give(&mut self, index: usize, value: Value) -> bool {
        let Some(place) = self.values.get_mut(index) else {
            return false;
        };
        place.replace(value).is_none()
    }

    /// Leaves out what is so anyway.
    pub(super) fn drop_defaults(&mut self) {
        for (setting, place) in self.kind.signature().settings().zip(&mut self.values) {
            let default = setting.default.map(|n| Value::Sizes(Sizes::new(&[n])));
            if default.is_some() && *place == default {
                *place = None;
            }
        }
    }

    /// What is given for the setting of that name.
    pub fn value(&self, name: &str) -> Option<Value> {
        self.settings().find(|(s, _)| s.name == name)?.1
    }

    /// Whether a switch is there.
    pub fn is(&self, switch: &str) -> bool {
        self.value(switch).is_some()
    }

    /// The numbers of a setting, if it is given.
    pub fn sizes(&self, name: &str) -> Option<Sizes> {
        match self.value(name) {
            Some(Value::Sizes(sizes)) => Some(sizes),
            _ => None,
        }
    }

    /// The number of a setting, if it is given.
    pub fn size(&self, name: &str) -> Option<u64> {
        self.sizes(name)?.numbers().first().copied()
    }

    /// The number of a setting that the reader has made sure of, or one that changes nothing.
    pub(super) fn number(&self, name: &str) -> u64 {
        self.size(name).unwrap_or(1)
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = self.kind.signature();
        f.write_str(signature.name)?;
        let mut before = '(';
        for (index, (setting, value)) in self.settings().enumerate() {
            let Some(value) = value else { continue };
            f.write_char(before)?;
            before = ',';
            let named = index >= signature.positional && setting.takes != Takes::Switch;
            match value {
                Value::Sizes(sizes) if named => write!(f, "{}={sizes}", setting.name)?,
                Value::Sizes(sizes) => write!(f, "{sizes}")?,
                Value::Same => write!(f, "{}=same", setting.name)?,
                Value::On => f.write_str(setting.name)?,
            }
        }
        if before == ',' {
            f.write_char(')')
        } else {
            Ok(())
        }
    }
}

/// What layers in brackets after a word are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Added: a residual connection.
    Residual,
    /// Side by side: DenseNet, Inception.
    Concat,
    /// No branches: the layers in the brackets have the same weights in every repetition, as in ALBERT.
    Shared,
}

impl Join {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Residual, Self::Concat, Self::Shared];

    /// As spelled.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residual => "residual",
            Self::Concat => "concat",
            Self::Shared => "shared",
        }
    }
}

/// What a term is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A layer.
    Layer(Layer),
    /// Terms in a row, to be repeated together.
    Group(Vec<Term>),
    /// Branches from the same input; an empty one, or the one that is missing, is the input itself.
    /// Of what is shared there is one.
    Join(Join, Vec<Vec<Term>>),
}

/// A layer, a group or branches, so many times in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How many times, each with weights of its own unless they are shared.
    pub repeat: u64,
    /// What.
    pub item: Item,
    /// Where it starts in the text, in characters from 1.
    pub at: usize,
}

/// A network: terms in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// In order, the input first.
    pub terms: Vec<Term>,
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.repeat > 1 {
            write!(f, "{}*", self.repeat)?;
        }
        match &self.item {
            Item::Layer(layer) => write!(f, "{layer}"),
            Item::Group(terms) => {
                f.write_char('(')?;
                row(f, terms)?;
                f.write_char(')')
            }
            Item::Join(join, branches) => {
                f.write_str(join.name())?;
                for (index, branch) in branches.iter().enumerate() {
                    f.write_char(if index == 0 { '(' } else { '/' })?;
                    row(f, branch)?;
                }
                f.write_char(')')
            }
        }
    }
}

fn row(f: &mut fmt::Formatter<'_>, terms: &[Term]) -> fmt::Result {
    for (index, term) in terms.iter().enumerate() {
        if index > 0 {
            f.write_char(';')?;
        }
        write!(f, "{term}")?;
    }
    Ok(())
}

/// The canonical spelling, which reads back to the same network.
impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        row(f, &self.terms)
    }
}
