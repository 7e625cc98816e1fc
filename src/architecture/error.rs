//! Errors in a network’s text, in words that say what to type instead.

use super::kind::Kind;
use super::shape::Shape;
use super::term::Sizes;
use std::fmt;

/// An error in a network, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Start of the term in the text, in characters from 1.
    pub at: usize,
    /// Place of the layer, `4.2` for the second within the fourth; empty if the text cannot be
    /// read.
    pub path: String,
    /// The term, cut short if it is long.
    pub term: String,
    /// The kind of error.
    pub fault: Fault,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            at,
            path,
            term,
            fault,
        } = self;
        if !path.is_empty() {
            write!(f, "Layer {path}, “{term}” (character {at}): {fault}")
        } else if term.is_empty() {
            write!(f, "{fault}")
        } else {
            write!(f, "At character {at}, “{term}”: {fault}")
        }
    }
}

impl std::error::Error for Error {}

/// The kinds of errors. Their text is shown under the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing but spaces.
    Empty,
    /// More than [`MAX_CHARS`](super::MAX_CHARS) characters.
    TooLong,
    /// Brackets within brackets within brackets.
    TooDeep,
    /// A character that no network contains.
    Character(char),
    /// A term, a size or a switch is missing before this character, or at the end of the text.
    Missing(&'static str, Option<char>),
    /// A bracket that nothing opened.
    Unopened,
    /// No layer has this name; a similar name.
    Unknown(String, Option<&'static str>),
    /// The layer has no such setting.
    NoSetting(String, Kind),
    /// More sizes without a name than the layer takes.
    TooManySizes(Kind),
    /// A size is left out.
    SizeMissing(&'static str, Kind),
    /// A setting is given twice.
    Twice(&'static str),
    /// A number where a switch stands alone, or the reverse.
    Takes(&'static str, &'static str),
    /// A size of zero.
    Zero(&'static str),
    /// A number past [`MAX_SIZE`](super::MAX_SIZE).
    TooLarge,
    /// Two things in a row with nothing between them.
    NoSeparator(char),
    /// The first layer is not an input.
    NoInput,
    /// An input elsewhere than at the start.
    InputWithin,
    /// `target` without a sequence before it.
    NoSource,
    /// The layer needs another shape: which one, the one that it gets, and the layers that make it.
    Needs(&'static str, Box<Shape>, &'static str),
    /// The layer needs positions with channels; the shape that it gets.
    NotAMap(Box<Shape>),
    /// A sequence does not fill the sides of a map: the shape, the sides.
    NoMap(Box<Shape>, Sizes),
    /// Token numbers go into an embedding first.
    NotEmbedded,
    /// Not one number for each side: the setting, what is given, the sides that there are.
    Sides(&'static str, Box<[Sizes; 2]>),
    /// A window larger than what it moves over: along which side, the window, the padded input.
    Window(Box<Shape>, u64, u64),
    /// A number that does not divide another: what and how many, what and how many.
    Division(&'static str, u64, &'static str, u64),
    /// Branches whose shapes do not go together.
    Branches(&'static str, Box<[Shape; 2]>),
    /// Shared layers change the shape: the one before, the one after.
    Reshaped(Box<[Shape; 2]>),
    /// More of something than there is: what and how many, of what and how many.
    MoreThan(&'static str, u64, &'static str, u64),
    /// Fewer positions were learned than there are.
    Positions(u64, u64),
    /// No embedding to share.
    NoTable,
    /// `tied` beside sizes of its own.
    TiedSizes,
    /// The embedding is of another width: its width, and what is there.
    OtherWidth(u64, Box<Shape>),
    /// Attention over a memory, without an encoder before it.
    NoMemory,
    /// One of a pair of settings.
    Together(&'static str, &'static str),
    /// More layers than are counted one by one.
    TooMany,
    /// Past what is counted.
    Overflow,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                f,
                "Nothing typed yet: type layers in order, such as input(784);fc(300);relu;fc(10)."
            ),
            Self::TooLong => write!(
                f,
                "More than 10,000 characters: write what repeats once, as 12*(…)."
            ),
            Self::TooDeep => write!(
                f,
                "brackets go more than 16 deep: write the inner layers in a row."
            ),
            Self::Character(c) if c.is_control() => write!(
                f,
                "there is an invisible character (U+{:04X}) here: delete it.",
                u32::from(*c)
            ),
            Self::Character(c) => write!(
                f,
                "“{c}” is not part of a network: type layers separated by ; and their sizes in brackets, such as conv(64,3)."
            ),
            Self::Missing(what, None) => write!(f, "the text ends where {what} is missing."),
            Self::Missing(what, Some(c)) => write!(f, "{what} is missing before “{c}”."),
            Self::Unopened => write!(f, "“)” closes a bracket that was not opened: delete it."),
            Self::Unknown(name, Some(near)) => {
                write!(f, "no layer is called “{name}”: did you mean {near}?")
            }
            Self::Unknown(name, None) => write!(
                f,
                "no layer is called “{name}”: type one such as conv, fc, lstm, attention or decoder."
            ),
            Self::NoSetting(name, kind) => {
                write!(
                    f,
                    "“{name}” is nothing that {} takes: type ",
                    kind.signature().name
                )?;
                settings(f, *kind)
            }
            Self::TooManySizes(kind) => {
                write!(f, "too many sizes: {} takes ", kind.signature().name)?;
                settings(f, *kind)
            }
            Self::SizeMissing(size, kind) => {
                write!(f, "“{size}” is missing: type {}.", Example(*kind))
            }
            Self::Twice(name) => write!(f, "“{name}” is given twice: keep one."),
            Self::Takes(name, takes) => write!(f, "type {name}{takes}."),
            Self::Zero(name) => write!(f, "{name} of zero makes no sense here: type 1 or more."),
            Self::TooLarge => write!(f, "a size is at most 1,000,000,000: check the zeros."),
            Self::NoSeparator(c) => write!(
                f,
                "“{c}” follows without a separator: put ; between layers, and their sizes in brackets with , between them."
            ),
            Self::NoInput => write!(
                f,
                "a network starts with its input: type input(3x224x224) for an image, tokens(1024) for text or step(128) for one time step, then ; and the first layer."
            ),
            Self::InputWithin => write!(
                f,
                "an input stands at the start of the network; a decoder’s own starts with target(…), outside of brackets."
            ),
            Self::NoSource => write!(
                f,
                "a decoder’s input follows the encoder’s layers: a sequence is missing before it."
            ),
            Self::Needs(what, shape, how) => write!(
                f,
                "this layer takes {what} and gets {shape}: put {how} before it."
            ),
            Self::NotAMap(shape) => write!(
                f,
                "this layer moves over positions with channels, such as 3 channels of 224×224, and gets {shape}: check the input and the layers before it."
            ),
            Self::NoMap(shape, sides) => write!(
                f,
                "the positions of {shape} do not fill a map of {sides}: type one to three sides that multiply to as many."
            ),
            Self::NotEmbedded => write!(
                f,
                "tokens are numbers, not vectors: put embed(vocabulary,width) first, such as embed(50257,768)."
            ),
            Self::Sides(name, sizes) => write!(
                f,
                "{name} {} has {}, and the input, {}, has {}: type one number for all sides or one for each.",
                sizes[0],
                count(sizes[0].numbers().len()),
                sizes[1],
                count(sizes[1].numbers().len())
            ),
            Self::Window(shape, window, input) => write!(
                f,
                "a window of {window} does not fit into {input}, the padded input of {shape}: type a smaller kernel or more padding."
            ),
            Self::Division(what, n, by, m) => {
                write!(f, "{n} {what} cannot be divided by {m} {by}: check both.")
            }
            Self::Branches(how, shapes) => {
                let [a, b] = shapes.as_ref();
                write!(
                    f,
                    "{how} takes branches of one shape, and one gives {a}, the other {b}: "
                )?;
                match *how {
                    "residual" => write!(
                        f,
                        "check the sizes, or give the shortcut layers of its own, as in residual(conv(128,3,stride=2,pad=1)/conv(128,1,stride=2))."
                    ),
                    _ => write!(f, "all but the channels must agree."),
                }
            }
            Self::Reshaped(shapes) => write!(
                f,
                "layers that share their weights must keep the shape, but these turn {} into {}: repeat them without shared(…).",
                shapes[0], shapes[1]
            ),
            Self::MoreThan(what, n, of, m) => {
                write!(f, "{n} {what} are more than {m} {of}: check both.")
            }
            Self::Positions(learned, there) => write!(
                f,
                "{learned} learned positions are fewer than the {there} that there are: type {there} or more, or a shorter sequence."
            ),
            Self::NoTable => write!(
                f,
                "there is no embedding before it to share: type the vocabulary, as in head(50257)."
            ),
            Self::TiedSizes => write!(
                f,
                "what is tied takes its sizes from the embedding: type tied alone."
            ),
            Self::OtherWidth(width, shape) => write!(
                f,
                "the embedding that it shares is {width} wide, and it gets {shape}: they must be equally wide to be shared."
            ),
            Self::NoMemory => write!(
                f,
                "there is no encoder before it: after the encoder’s layers start the decoder with target(length)."
            ),
            Self::Together(one, other) => write!(f, "{one} needs {other}: type both."),
            Self::TooMany => write!(
                f,
                "more than 5,000 layers that differ: repeat fewer times, or keep the shape the same from one to the next."
            ),
            Self::Overflow => write!(
                f,
                "the count is larger than this calculator can hold: check the sizes."
            ),
        }
    }
}

fn count(numbers: usize) -> String {
    match numbers {
        1 => "one number".into(),
        n => format!("{n} numbers"),
    }
}

/// A layer with its sizes by name: `conv(channels,kernel)`.
struct Example(Kind);

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = self.0.signature();
        f.write_str(signature.name)?;
        let required = signature.settings().take(signature.required);
        for (index, setting) in required.enumerate() {
            let before = if index == 0 { '(' } else { ',' };
            write!(f, "{before}{}", setting.name)?;
        }
        f.write_str(if signature.required > 0 { ")" } else { "" })
    }
}

/// Writes the settings of a layer, as the end of a sentence.
fn settings(f: &mut fmt::Formatter<'_>, kind: Kind) -> fmt::Result {
    let signature = kind.signature();
    let count = signature.settings().count();
    if count == 0 {
        return write!(f, "{} alone.", signature.name);
    }
    for (index, setting) in signature.settings().enumerate() {
        let between = match index {
            0 => "",
            n if n + 1 == count => " or ",
            _ => ", ",
        };
        let equals = match setting.takes {
            super::kind::Takes::Switch => "",
            _ if index < signature.positional => "",
            _ => "=…",
        };
        write!(f, "{between}{}{equals}", setting.name)?;
    }
    f.write_str(".")
}
