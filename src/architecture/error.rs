//! Errors in a network’s text, in words that say what to type instead.

use super::kind::{LayerKind, Takes};
use super::shape::Shape;
use super::term::Sizes;

/// An error in a network, and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", place(*.at, .path, .term))]
pub struct NetworkError {
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

/// Names the layer or the character at which the error is; nothing for the whole text.
fn place(at: usize, path: &str, term: &str) -> String {
    if !path.is_empty() {
        format!("Layer {path}, “{term}” (character {at}): ")
    } else if term.is_empty() {
        String::new()
    } else {
        format!("At character {at}, “{term}”: ")
    }
}

/// The kinds of errors. Their text is shown under the field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing but spaces.
    #[error("Nothing typed yet: type layers in order, such as input(784);fc(300);relu;fc(10).")]
    Empty,
    /// More than [`MAX_CHARS`](super::MAX_CHARS) characters.
    #[error("More than 10,000 characters: write repeated layers once, as 12*(…).")]
    TooLong,
    /// Brackets within brackets within brackets.
    #[error("brackets go more than 16 deep: write the inner layers in a row.")]
    TooDeep,
    /// A character that no network contains.
    #[error("{}", character(*.0))]
    Character(char),
    /// A term, a size or a switch is missing before this character, or at the end of the text.
    #[error("{}", missing(.0, *.1))]
    Missing(&'static str, Option<char>),
    /// A bracket that nothing opened.
    #[error("“)” closes a bracket that was not opened: delete it.")]
    Unopened,
    /// No layer has this name; a similar name.
    #[error("no layer is called “{0}”: {suggestion}", suggestion = suggestion(*.1))]
    Unknown(String, Option<&'static str>),
    /// The layer has no such setting.
    #[error("{layer} does not take “{0}”: type {settings}", layer = .1.signature().name, settings = settings(*.1))]
    NoSetting(String, LayerKind),
    /// More sizes without a name than the layer takes.
    #[error("too many sizes: {layer} takes {settings}", layer = .0.signature().name, settings = settings(*.0))]
    TooManySizes(LayerKind),
    /// A size is left out.
    #[error("“{0}” is missing: type {example}.", example = example(*.1))]
    SizeMissing(&'static str, LayerKind),
    /// A setting is given twice.
    #[error("“{0}” is given twice: keep one.")]
    Twice(&'static str),
    /// A number where a switch stands alone, or the reverse.
    #[error("type {0}{1}.")]
    Takes(&'static str, &'static str),
    /// A size of zero.
    #[error("{0} of zero makes no sense here: type 1 or more.")]
    Zero(&'static str),
    /// A number past [`MAX_SIZE`](super::MAX_SIZE).
    #[error("a size is at most 1,000,000,000: check the zeros.")]
    TooLarge,
    /// Two things in a row with nothing between them.
    #[error(
        "“{0}” follows without a separator: put ; between layers, and their sizes in brackets with , between them."
    )]
    NoSeparator(char),
    /// The first layer is not an input.
    #[error(
        "a network starts with its input: type input(3x224x224) for an image, tokens(1024) for text or step(128) for one time step, then ; and the first layer."
    )]
    NoInput,
    /// An input elsewhere than at the start.
    #[error(
        "an input goes at the start of the network; a decoder’s own input starts with target(…), outside brackets."
    )]
    InputWithin,
    /// `target` without a sequence before it.
    #[error("a decoder’s input follows the encoder’s layers: a sequence is missing before it.")]
    NoSource,
    /// The layer needs another shape: which one, the one that it gets, and the layers that make it.
    #[error("this layer takes {0} and gets {1}: put {2} before it.")]
    Needs(&'static str, Box<Shape>, &'static str),
    /// The layer needs positions with channels; the shape that it gets.
    #[error(
        "this layer moves over positions with channels, such as 3 channels of 224×224, and gets {0}: check the input and the layers before it."
    )]
    NotAMap(Box<Shape>),
    /// A sequence does not fill the sides of a map: the shape, the sides.
    #[error(
        "the positions of {0} do not fill a map of {1}: type one to three sides with that product."
    )]
    NoMap(Box<Shape>, Sizes),
    /// Token numbers go into an embedding first.
    #[error(
        "tokens are numbers, not vectors: put embed(vocabulary,width) first, such as embed(50257,768)."
    )]
    NotEmbedded,
    /// Not one number for each side: the setting, what is given, the sides that there are.
    #[error("{0} {size} has {numbers}, and the input, {sides}, has {all}: type one number for all sides or one for each.", size = .1[0], numbers = count(&.1[0]), sides = .1[1], all = count(&.1[1]))]
    Sides(&'static str, Box<[Sizes; 2]>),
    /// A window larger than what it moves over: along which side, the window, the padded input.
    #[error(
        "a window of {1} does not fit into {2}, the padded input of {0}: type a smaller kernel or more padding."
    )]
    Window(Box<Shape>, u64, u64),
    /// A number that does not divide another: what and how many, what and how many.
    #[error("{1} {0} cannot be divided by {3} {2}: check both.")]
    Division(&'static str, u64, &'static str, u64),
    /// Branches whose shapes do not go together.
    #[error("{0} takes branches of one shape, and one gives {a}, the other {b}: {remedy}", a = .1[0], b = .1[1], remedy = remedy(.0))]
    Branches(&'static str, Box<[Shape; 2]>),
    /// Shared layers change the shape: the one before, the one after.
    #[error("layers that share their weights must keep the shape, but these turn {} into {}: repeat them without shared(…).", .0[0], .0[1])]
    Reshaped(Box<[Shape; 2]>),
    /// More of something than there is: what and how many, of what and how many.
    #[error("{1} {0} are more than {3} {2}: check both.")]
    MoreThan(&'static str, u64, &'static str, u64),
    /// Fewer positions were learned than there are.
    #[error(
        "{0} learned positions are fewer than the {1} that there are: type {1} or more, or a shorter sequence."
    )]
    Positions(u64, u64),
    /// No embedding to share.
    #[error("there is no embedding before it to share: type the vocabulary, as in head(50257).")]
    NoTable,
    /// `tied` beside sizes of its own.
    #[error("a tied layer takes its sizes from the embedding: type only tied.")]
    TiedSizes,
    /// The embedding is of another width: its width, and what is there.
    #[error("the shared embedding is {0} wide, and this layer gets {1}: make both equally wide.")]
    OtherWidth(u64, Box<Shape>),
    /// Attention over a memory, without an encoder before it.
    #[error(
        "there is no encoder before it: after the encoder’s layers start the decoder with target(length)."
    )]
    NoMemory,
    /// One of a pair of settings.
    #[error("{0} needs {1}: type both.")]
    Together(&'static str, &'static str),
    /// More layers than are counted one by one.
    #[error(
        "more than 5,000 layers that differ: repeat fewer times, or keep the shape the same from one to the next."
    )]
    TooMany,
    /// Past what is counted.
    #[error("the count is larger than this calculator can hold: check the sizes.")]
    Overflow,
}

/// Says how to mend a text that ends, or goes on, where something is missing.
fn missing(what: &str, before: Option<char>) -> String {
    match before {
        None => format!("the text ends where {what} is missing."),
        Some(c) => format!("{what} is missing before “{c}”."),
    }
}

/// Says what to do about a character; one that cannot be seen is named by its number.
fn character(c: char) -> String {
    if c.is_control() {
        let number = u32::from(c);
        return format!("there is an invisible character (U+{number:04X}) here: delete it.");
    }
    format!(
        "“{c}” is not part of a network: type layers separated by ; and their sizes in brackets, such as conv(64,3)."
    )
}

/// Asks whether a similar name was meant, or names some layers.
fn suggestion(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("did you mean {near}?"),
        None => "type one such as conv, fc, lstm, attention or decoder.".into(),
    }
}

/// Says what to check where branches differ.
fn remedy(how: &str) -> &'static str {
    match how {
        "residual" => {
            "check the sizes, or give the shortcut layers of its own, as in residual(conv(128,3,stride=2,pad=1)/conv(128,1,stride=2))."
        }
        _ => "all but the channels must agree.",
    }
}

/// Counts the numbers of a size, in words.
fn count(sizes: &Sizes) -> String {
    match sizes.numbers().len() {
        1 => "one number".into(),
        n => format!("{n} numbers"),
    }
}

/// Spells a layer with its sizes by name: `conv(channels,kernel)`.
fn example(kind: LayerKind) -> String {
    let signature = kind.signature();
    if signature.required == 0 {
        return signature.name.into();
    }
    let required = signature.settings().take(signature.required);
    let names: Vec<&str> = required.map(|setting| setting.name).collect();
    format!("{}({})", signature.name, names.join(","))
}

/// Lists the settings of a layer, as the end of a sentence.
fn settings(kind: LayerKind) -> String {
    let signature = kind.signature();
    let spelled = signature.settings().enumerate().map(|(index, setting)| {
        let is_named = index >= signature.positional && setting.takes != Takes::Switch;
        format!("{}{}", setting.name, if is_named { "=…" } else { "" })
    });
    let spelled: Vec<String> = spelled.collect();
    match spelled.as_slice() {
        [] => format!("{} alone.", signature.name),
        [one] => format!("{one}."),
        [rest @ .., last] => format!("{} or {last}.", rest.join(", ")),
    }
}
