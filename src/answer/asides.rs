//! The two questions that few drafts ask and much code answers: the forward pass of a network that is
//! spelled out, and the sum of a fleet's periods.
//!
//! The page asks its worker, so as not to make every visitor download what few need:
//! [`answer_with`](super::answer_with) is therefore told how.

use super::hardware::{is_unclear, unclear_hardware};
use super::{Problem, Severity, read};
use crate::architecture::{self, Count, Per};
use crate::draft::{Draft, Field, Key};
use crate::estimate::GpuTime;
use crate::quantity;

/// What is known of a network's forward pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Counted {
    /// It was counted.
    Pass(ForwardPass),
    /// It cannot be, and why, for the visitor.
    Refused(String),
    /// It is being counted.
    Waiting,
}

/// A forward pass, and on what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForwardPass {
    /// Multiply-adds on one example, token or time step; 2 FLOP each.
    pub multiply_adds: f64,
    /// What the pass is on.
    pub per: Per,
    /// Tokens of a sequence.
    pub sequence: Option<u64>,
}

/// What is known of a stage's time and chips where they are more than numbers: of a fleet's periods,
/// or of dates, nodes and cores.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Periods {
    /// What they come to; nothing where one of them cannot be read.
    pub gpu_time: GpuTime,
    /// What is wrong with them and with the fields that they take something from.
    pub problems: Vec<Problem>,
}

impl Periods {
    /// They are being read, which is said at this field.
    pub fn waiting(shown: Field) -> Self {
        Self::with(shown, Severity::Missing, "This is being read.".into())
    }

    /// Nothing is known of them, for one reason.
    pub fn with(field: Field, severity: Severity, message: String) -> Self {
        Self {
            gpu_time: GpuTime::default(),
            problems: vec![Problem {
                field,
                severity,
                message,
                choices: Vec::new(),
            }],
        }
    }
}

/// Whoever answers.
#[derive(Clone, Copy)]
pub struct Asides<'a> {
    /// Counts a network.
    pub network: &'a dyn Fn(&str) -> Counted,
    /// Reads the time and chips of a stage, which is asked for only where they are more than numbers, or its
    /// hardware is unclear.
    pub fleet: &'a dyn Fn(&Draft, u16) -> Periods,
    /// Says what is unclear about the hardware of a stage. Only what reads periods is asked.
    pub hardware: &'a dyn Fn(&Draft, u16) -> Option<Problem>,
}

impl Asides<'_> {
    /// Everything is worked out here and now.
    pub fn here() -> Self {
        Self {
            network: &counted,
            fleet: &periods,
            hardware: &|draft, stage| Some(unclear_hardware(draft, stage)),
        }
    }

    /// Nothing is worked out: for drafts that ask for nothing.
    pub fn nowhere() -> Self {
        Self {
            network: &|_| Counted::Waiting,
            fleet: &|_, _| Periods::default(),
            hardware: &|_, _| None,
        }
    }
}

/// Whether a draft asks for none of what [`Asides`] are for.
pub(crate) fn is_plain(draft: &Draft) -> bool {
    let is_plain = |stage: &u16| {
        let has = |key| draft.is_filled(Field::new(*stage, key));
        let asks = has(Key::Model) || has(Key::Fleet) || is_worded(draft, *stage);
        !asks && !is_unclear(draft, *stage)
    };
    draft.stages().iter().all(is_plain)
}

/// Whether the time or the chips of a stage may be given by dates, nodes or cores: then they are read
/// like the periods of a fleet.
pub(crate) fn is_worded(draft: &Draft, stage: u16) -> bool {
    [Key::Time, Key::Chips, Key::ChipHours]
        .into_iter()
        .any(|key| is_field_worded(draft, stage, key))
}

/// Whether one of these fields is.
pub(crate) fn is_field_worded(draft: &Draft, stage: u16, key: Key) -> bool {
    let mut texts = draft.all(Field::new(stage, key));
    key.dimension()
        .is_some_and(|dimension| texts.any(|text| quantity::is_worded(text, dimension)))
}

/// Sums the periods of a stage here and now.
pub fn periods(draft: &Draft, stage: u16) -> Periods {
    read::periods(draft, stage)
}

/// Counts a network here and now.
pub fn counted(text: &str) -> Counted {
    counted_from(&architecture::count_text(text))
}

/// What a network's count says of a forward pass.
pub fn counted_from(count: &Result<Count, architecture::Error>) -> Counted {
    match count {
        Ok(count) if count.multiply_adds == 0 => Counted::Refused(
            "No layer of this network multiplies anything: add a convolution, a linear layer or attention.".into(),
        ),
        Ok(count) => Counted::Pass(ForwardPass {
            multiply_adds: count.forward_multiply_adds(),
            per: count.per,
            sequence: count.sequence,
        }),
        Err(error) => Counted::Refused(error.to_string()),
    }
}
