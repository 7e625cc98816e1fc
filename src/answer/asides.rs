//! The parts of an answer that few drafts need and much code works out: the forward pass of a network
//! that is spelled out, the periods of a fleet, hardware by an unclear name, and what is said of texts that cannot be
//! read or can hardly be meant.
//!
//! The page loads that code only for drafts that need it, so [`answer_with`](super::answer_with) takes
//! these parts as functions.

use super::hardware::{is_unclear, unclear_hardware};
use super::remark::is_remarkable;
use super::{Problem, Refusal, Severity, read, refusal, remarks};
use crate::architecture::{self, Count, Per};
use crate::draft::{Draft, Field, Key};
use crate::estimate::GpuTime;
use crate::quantity::{self, ReadError, Uncertain};

/// The forward pass of a network, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkPass {
    /// The network was counted.
    Pass(ForwardPass),
    /// The network cannot be counted; the reason, for the visitor.
    Refused(String),
    /// The network is being counted.
    Waiting,
}

/// The multiply-adds of a forward pass, and the unit of data that it is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForwardPass {
    /// Multiply-adds on one example, token or time step; 2 FLOP each.
    pub multiply_adds: f64,
    /// The unit of data: an example, a token or a time step.
    pub per: Per,
    /// The tokens of a sequence.
    pub sequence: Option<u64>,
}

/// The time and chips of a stage that are more than numbers: the periods of a fleet, or dates, nodes
/// and cores.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Periods {
    /// The inputs of method 2 that result; empty if one of the texts cannot be read.
    pub gpu_time: GpuTime,
    /// Problems of these texts, and of the fields that they depend on.
    pub problems: Vec<Problem>,
}

impl Periods {
    /// Returns the note at this field that the texts are being read.
    pub fn waiting(shown: Field) -> Self {
        Self::with(shown, Severity::Missing, "Reading this…".into())
    }

    /// Returns a problem in place of a result.
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

/// The functions that work out what few drafts need.
#[derive(Clone, Copy)]
pub struct Asides<'a> {
    /// Counts a network.
    pub network: &'a dyn Fn(&str) -> NetworkPass,
    /// Reads the time and chips of a stage. It is called only if they are more than numbers, or if the
    /// hardware is unclear.
    pub fleet: &'a dyn Fn(&Draft, u16) -> Periods,
    /// Explains why a number cannot be read.
    pub refusal: &'a dyn Fn(&ReadError, Key, &str) -> Refusal,
    /// Returns the remarks on a number; the last argument says whether it has a problem already. It is called only if there
    /// may be one.
    pub remarks: &'a dyn Fn(&Draft, Field, Uncertain, bool) -> Vec<Problem>,
    /// Returns the problem of a stage's hardware with an unclear name. Only the reader of periods calls
    /// it.
    pub hardware: &'a dyn Fn(&Draft, u16) -> Option<Problem>,
}

impl Asides<'_> {
    /// Works out everything at once.
    pub fn here() -> Self {
        Self {
            network: &count_network,
            fleet: &periods,
            refusal: &refusal,
            remarks: &remarks,
            hardware: &|draft, stage| Some(unclear_hardware(draft, stage)),
        }
    }

    /// Works out nothing, for drafts that need nothing of the kind.
    pub fn nowhere() -> Self {
        Self {
            network: &|_| NetworkPass::Waiting,
            fleet: &|_, _| Periods::default(),
            refusal: &|_, _, _| Refusal::waiting(),
            remarks: &|_, _, _, _| Vec::new(),
            hardware: &|_, _| None,
        }
    }
}

/// Returns whether a draft needs none of [`Asides`].
pub(crate) fn is_plain(draft: &Draft) -> bool {
    let is_plain = |stage: &u16| {
        let has = |key| draft.is_filled(Field::new(*stage, key));
        let asks = has(Key::Model) || has(Key::Fleet) || is_worded(draft, *stage);
        !asks && !is_unclear(draft, *stage)
    };
    let reads = |(field, text): (Field, &str)| {
        let dimension = field.key.dimension().filter(|_| !text.trim().is_empty());
        dimension.is_none_or(|dimension| {
            let read = draft.rules().read(text, dimension);
            read.is_ok_and(|value| !is_remarkable(draft, field, text, value))
        })
    };
    draft.stages().iter().all(is_plain) && draft.entries().all(reads)
}

/// Returns whether the time or the chips of a stage may be given by dates, nodes or cores. If so they
/// are read like the periods of a fleet.
pub(crate) fn is_worded(draft: &Draft, stage: u16) -> bool {
    [Key::Time, Key::Chips, Key::ChipHours]
        .into_iter()
        .any(|key| is_field_worded(draft, stage, key))
}

/// Returns whether this field may be given by dates, nodes or cores.
pub(crate) fn is_field_worded(draft: &Draft, stage: u16, key: Key) -> bool {
    let mut texts = draft.all(Field::new(stage, key));
    key.dimension()
        .is_some_and(|dimension| texts.any(|text| quantity::is_worded(text, dimension)))
}

/// Sums the periods of a stage.
pub fn periods(draft: &Draft, stage: u16) -> Periods {
    read::periods(draft, stage)
}

/// Counts a network.
pub fn count_network(text: &str) -> NetworkPass {
    network_pass(&architecture::count_text(text))
}

/// Returns the forward pass from the count of a network.
pub fn network_pass(count: &Result<Count, architecture::NetworkError>) -> NetworkPass {
    match count {
        Ok(count) if count.multiply_adds == 0 => NetworkPass::Refused(
            "No layer of this network multiplies anything: add a convolution, a linear layer or attention.".into(),
        ),
        Ok(count) => NetworkPass::Pass(ForwardPass {
            multiply_adds: count.forward_multiply_adds(),
            per: count.per,
            sequence: count.sequence,
        }),
        Err(error) => NetworkPass::Refused(error.to_string()),
    }
}
