//! The shape that flows from layer to layer.

use super::error::Fault;
use super::term::{Sizes, write_joined};
use std::fmt;

/// The features of one example, or of one sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One vector.
    Vector(u64),
    /// Channels at every position of a line, a plane or a space.
    Map {
        /// Features at one position.
        channels: u64,
        /// Positions along each side, 1 to 3 of them.
        sides: Sizes,
    },
    /// Token numbers, before their embedding.
    Tokens(u64),
    /// Vectors in a row.
    Sequence {
        /// Number of vectors.
        length: u64,
        /// Features of each.
        width: u64,
    },
}

impl Shape {
    /// Returns the text for a table: `64 × 112×112`, channels and sides; `1024 × 768`, positions
    /// and features.
    pub fn short(&self) -> String {
        match self {
            Self::Vector(width) => width.to_string(),
            Self::Map { channels, sides } => {
                let mut text = format!("{channels} × ");
                // Writing to a string does not fail.
                let _ = write_joined(&mut text, sides.numbers(), "×");
                text
            }
            Self::Tokens(length) => format!("{length} tokens"),
            Self::Sequence { length, width } => format!("{length} × {width}"),
        }
    }

    /// Features at one position.
    pub(super) fn width(&self) -> Result<u64, Fault> {
        match *self {
            Self::Vector(width) | Self::Sequence { width, .. } => Ok(width),
            Self::Map { channels, .. } => Ok(channels),
            Self::Tokens(_) => Err(Fault::NotEmbedded),
        }
    }

    /// Returns width and number of the vectors that a layer treats one by one.
    pub(super) fn rows(&self) -> Result<(u64, u64), Fault> {
        match *self {
            Self::Vector(width) => Ok((width, 1)),
            Self::Sequence { length, width } => Ok((width, length)),
            Self::Tokens(_) => Err(Fault::NotEmbedded),
            Self::Map { .. } => Err(Fault::Needs(
                "a vector or a sequence",
                Box::new(*self),
                "flatten, globalpool or sequence",
            )),
        }
    }

    /// Returns the same rows with another width.
    pub(super) fn with_width(self, new: u64) -> Self {
        match self {
            Self::Vector(_) => Self::Vector(new),
            Self::Map { sides, .. } => Self::Map {
                channels: new,
                sides,
            },
            Self::Sequence { length, .. } => Self::Sequence { length, width: new },
            Self::Tokens(length) => Self::Sequence { length, width: new },
        }
    }

    /// Returns length and width of a sequence.
    pub(super) fn sequence(&self) -> Result<(u64, u64), Fault> {
        match *self {
            Self::Sequence { length, width } => Ok((length, width)),
            Self::Tokens(_) => Err(Fault::NotEmbedded),
            Self::Vector(_) => Err(Fault::Needs(
                "a sequence",
                Box::new(*self),
                "tokens(length) or step(width), in place of input(…),",
            )),
            _ => Err(Fault::Needs(
                "a sequence",
                Box::new(*self),
                "sequence, frames or patch",
            )),
        }
    }

    /// Returns channels and sides for a moving window: of a map, or of a sequence as a line.
    pub(super) fn places(&self) -> Result<(u64, Sizes), Fault> {
        match *self {
            Self::Sequence { length, width } => Ok((width, Sizes::new(&[length]))),
            _ => self.map(),
        }
    }

    /// Returns the shape after a window: with other channels at other positions.
    pub(super) fn with_places(self, channels: u64, sides: Sizes) -> Self {
        match (self, sides.numbers()) {
            (Self::Sequence { .. }, [length]) => Self::Sequence {
                length: *length,
                width: channels,
            },
            _ => Self::Map { channels, sides },
        }
    }

    /// Returns channels and sides of a map.
    pub(super) fn map(&self) -> Result<(u64, Sizes), Fault> {
        match *self {
            Self::Map { channels, sides } => Ok((channels, sides)),
            _ => Err(Fault::NotAMap(Box::new(*self))),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vector(width) => write!(f, "a vector of {width}"),
            Self::Map { channels, sides } => {
                write!(f, "{channels} channels of ")?;
                write_joined(f, sides.numbers(), "×")
            }
            Self::Tokens(length) => write!(f, "{length} tokens"),
            Self::Sequence { length, width } => {
                write!(f, "{length}×{width} (positions × features)")
            }
        }
    }
}

/// Returns a number for every side: a single one stands for all.
pub(super) fn along(
    name: &'static str,
    given: Option<Sizes>,
    default: u64,
    sides: Sizes,
) -> Result<Sizes, Fault> {
    let count = sides.numbers().len();
    match given.map(|g| (g, g.numbers().len())) {
        None => Ok(Sizes::new(&[default; 3][..count.min(3)])),
        Some((one, 1)) => Ok(Sizes::new(&[one.numbers()[0]; 3][..count.min(3)])),
        Some((each, n)) if n == count => Ok(each),
        Some((each, _)) => Err(Fault::Sides(name, Box::new([each, sides]))),
    }
}
