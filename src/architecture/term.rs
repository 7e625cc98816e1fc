//! A network as spelled, before it is counted.

use super::kind::{LayerKind, Setting, Takes};
use crate::variants::enum_with_all;
use std::fmt::{self, Write};

/// Up to four whole numbers: `64`, `3x3`, `3x16x112x112`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    numbers: [u64; 4],
    count: u8,
}

impl Sizes {
    /// The most numbers.
    pub const MOST: usize = 4;

    /// Keeps the first four numbers and drops any others.
    pub fn new(numbers: &[u64]) -> Self {
        let mut sizes = Self::default();
        for number in numbers.iter().take(Self::MOST) {
            sizes.push(*number);
        }
        sizes
    }

    /// Adds a number, if there is room.
    pub(super) fn push(&mut self, number: u64) {
        if let Some(place) = self.numbers.get_mut(usize::from(self.count)) {
            *place = number;
            self.count += 1;
        }
    }

    /// Returns the numbers.
    pub fn numbers(&self) -> &[u64] {
        &self.numbers[..usize::from(self.count)]
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_joined(f, self.numbers(), "x")
    }
}

/// Writes whole numbers with a text between them.
pub(super) fn write_joined(f: &mut impl Write, numbers: &[u64], between: &str) -> fmt::Result {
    for (index, number) in numbers.iter().enumerate() {
        let between = if index > 0 { between } else { "" };
        write!(f, "{between}{number}")?;
    }
    Ok(())
}

/// The value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Numbers.
    Sizes(Sizes),
    /// The word `same`.
    Same,
    /// A switch that is on.
    On,
}

/// A layer with its sizes and switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its kind.
    pub kind: LayerKind,
    /// One place for each setting of the kind.
    values: Vec<Option<Value>>,
}

impl Layer {
    /// Returns a layer without any setting.
    pub fn new(kind: LayerKind) -> Self {
        Self {
            kind,
            values: vec![None; kind.signature().settings().count()],
        }
    }

    /// Returns the settings and their values.
    pub fn settings(&self) -> impl Iterator<Item = (Setting, Option<Value>)> {
        self.kind
            .signature()
            .settings()
            .zip(self.values.iter().copied())
    }

    /// Sets a value; returns false if it was set before.
    pub(super) fn give(&mut self, index: usize, value: Value) -> bool {
        let Some(place) = self.values.get_mut(index) else {
            return false;
        };
        place.replace(value).is_none()
    }

    /// Drops values that equal the default.
    pub(super) fn drop_defaults(&mut self) {
        for (setting, place) in self.kind.signature().settings().zip(&mut self.values) {
            let default = setting.default.map(|n| Value::Sizes(Sizes::new(&[n])));
            if default.is_some() && *place == default {
                *place = None;
            }
        }
    }

    /// Returns the value of the setting of that name.
    pub fn value(&self, name: &str) -> Option<Value> {
        self.settings().find(|(s, _)| s.name == name)?.1
    }

    /// Returns whether a switch is on.
    pub fn is(&self, switch: &str) -> bool {
        self.value(switch).is_some()
    }

    /// Returns the numbers of a setting, if it is given.
    pub fn sizes(&self, name: &str) -> Option<Sizes> {
        match self.value(name) {
            Some(Value::Sizes(sizes)) => Some(sizes),
            _ => None,
        }
    }

    /// Returns the number of a setting, if it is given.
    pub fn size(&self, name: &str) -> Option<u64> {
        self.sizes(name)?.numbers().first().copied()
    }

    /// Returns the number of a setting that the reader has checked, or 1, which changes nothing.
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

enum_with_all! {
    /// The relation between the layers in brackets after a word.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Join {
        /// Added: a residual connection.
        Residual,
        /// Side by side: DenseNet, Inception.
        Concat,
        /// No branches: the layers in the brackets have the same weights in every repetition, as in ALBERT.
        Shared,
    }
}

impl Join {
    /// Returns the word as spelled.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residual => "residual",
            Self::Concat => "concat",
            Self::Shared => "shared",
        }
    }
}

/// The content of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A layer.
    Layer(Layer),
    /// Terms in a row, to be repeated together.
    Group(Vec<Term>),
    /// Branches from the same input; an empty branch, or a single branch’s counterpart, is the
    /// input itself. `shared` has one.
    Join(Join, Vec<Vec<Term>>),
}

/// A layer, a group or branches, repeated in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Number of copies, each with weights of its own unless they are shared.
    pub repeat: u64,
    /// The layer, group or branches.
    pub item: Item,
    /// Start in the text, in characters from 1.
    pub at: usize,
}

/// A network: terms in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// The terms in order, the input first.
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
