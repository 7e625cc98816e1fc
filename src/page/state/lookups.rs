//! Readings that few drafts need: networks, and time and chips given in more than numbers. The part
//! with the panels has them. Until it is loaded, the fields say that they are being read.

use crate::answer::{
    Asides, NetworkPass, Periods, Refusal, Severity, is_field_worded, is_unclear, unfinished,
};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::page::lazy::{Lazy, NOT_LOADED};
use crate::page::parts::erased::{Kept, State};
use crate::panel::{NetworkReading, PanelPart};
use crate::quantity::ReadError;

/// The number of counts that are kept: as many as a draft may have stages with a network, and some
/// more.
const KEPT: usize = 40;

/// Reads networks and periods, and keeps the counts of networks.
#[derive(Clone, Copy)]
pub(super) struct Lookups {
    panels: Lazy<dyn PanelPart>,
    /// The field that is typed in.
    typing: State<Option<Field>>,
    /// Counts with the texts they are of, the newest last.
    counts: Kept<Vec<(String, NetworkReading)>>,
}

impl Lookups {
    pub(super) fn new(panels: Lazy<dyn PanelPart>, typing: State<Option<Field>>) -> Self {
        Self {
            panels,
            typing,
            counts: Kept::new(Vec::new()),
        }
    }

    /// Calls a function of the engine with these readings.
    pub(super) fn with<T>(self, function: impl FnOnce(Asides<'_>) -> T) -> T {
        function(Asides {
            network: &|text| self.network(text).counted,
            fleet: &|draft, stage| self.periods(draft, stage),
            refusal: &|error, key, text| self.refusal(error, key, text),
            remarks: &|draft, field, value, has_problem| {
                // A number half typed is small, and asks for nothing yet.
                if self.typing.get() == Some(field) {
                    return Vec::new();
                }
                let panels = self.panels;
                let remarks = panels.ask(|panels| panels.remarks(draft, field, value, has_problem));
                remarks.unwrap_or_default()
            },
            // The panel of periods shows the reading of the hardware.
            hardware: &|_, _| None,
        })
    }

    /// Returns the count of a network.
    pub(super) fn network(self, text: &str) -> NetworkReading {
        if text.trim().is_empty() {
            return NetworkReading::waiting();
        }
        let kept = self.counts.with(|counts| {
            let kept = counts.iter().rfind(|(other, _)| other == text);
            kept.map(|(_, reading)| reading.clone())
        });
        if let Some(kept) = kept {
            return kept;
        }
        match self.panels.ask(|panels| panels.count(text)) {
            Some(reading) => {
                self.counts.update(|counts| {
                    if counts.len() >= KEPT {
                        counts.remove(0);
                    }
                    counts.push((text.to_owned(), reading.clone()));
                });
                reading
            }
            None if self.panels.has_failed() => NetworkReading {
                counted: NetworkPass::Refused(NOT_LOADED.into()),
                words: String::new(),
            },
            None => NetworkReading::waiting(),
        }
    }

    /// Explains why a number cannot be read.
    fn refusal(self, error: &ReadError, key: Key, text: &str) -> Refusal {
        if let Some(refusal) = unfinished(error, key) {
            return refusal;
        }
        match self.panels.ask(|panels| panels.refusal(error, key, text)) {
            Some(refusal) => refusal,
            None if self.panels.has_failed() => Refusal {
                severity: Severity::Error,
                message: format!(
                    "This cannot be read: type a number such as 1.5e24, 7B or 3.5. {NOT_LOADED}"
                ),
                remedies: Vec::new(),
            },
            None => Refusal::waiting(),
        }
    }

    fn periods(self, draft: &Draft, stage: u16) -> Periods {
        let read = self.panels.ask(|panels| panels.periods(draft, stage));
        read.unwrap_or_else(|| {
            let shown = Field::new(stage, lead(draft, stage));
            if self.panels.has_failed() {
                Periods::with(shown, Severity::Error, NOT_LOADED.into())
            } else {
                Periods::waiting(shown)
            }
        })
    }
}

/// Returns the field whose text has to be read, where the page says that it is being read or cannot
/// be.
fn lead(draft: &Draft, stage: u16) -> Key {
    match Group::Fleet.chosen(draft, stage) {
        _ if is_unclear(draft, stage) => Key::Hardware,
        Key::Time if is_field_worded(draft, stage, Key::Chips) => Key::Chips,
        lead => lead,
    }
}
