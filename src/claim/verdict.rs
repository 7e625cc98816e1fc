//! Verdicts, and how they follow from a figure, our figure and the share of the peak.

use crate::estimate::{COUNTING_FACTOR, SEEN, Utilization};
use crate::quantity::{Uncertain, write};
use crate::variants::enum_with_all;

enum_with_all! {
    /// The kind of a verdict, by which the list is filtered.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Verdict {
        /// The figure is ours, within its rounding and the error of counting.
        Agrees,
        /// The share of the peak is one that published runs have.
        Plausible,
        /// The figure is of another quantity than ours, and both can be right.
        Other,
        /// The figure is not ours.
        Differs,
        /// The share of the peak is higher or lower than published runs have.
        Unusual,
        /// More than the hardware can do.
        Impossible,
        /// The unit is of another quantity.
        WrongUnit,
    }
}

impl Verdict {
    /// Returns the word in links.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Plausible => "plausible",
            Self::Other => "other",
            Self::Differs => "differs",
            Self::Unusual => "unusual",
            Self::Impossible => "impossible",
            Self::WrongUnit => "unit",
        }
    }

    /// Returns the name in a list.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "Agrees",
            Self::Plausible => "Plausible",
            Self::Other => "Another quantity",
            Self::Differs => "Differs",
            Self::Unusual => "Unusual",
            Self::Impossible => "Impossible",
            Self::WrongUnit => "Wrong unit",
        }
    }

    /// Compares a figure with ours. The two agree within the rounding of the figure and the error of counting.
    pub(super) fn of_figure(figure: Uncertain, rounded: Option<Uncertain>, ours: f64) -> Self {
        let range = rounded.unwrap_or(figure);
        let (low, high) = (
            range.low() / COUNTING_FACTOR,
            range.high() * COUNTING_FACTOR,
        );
        match (low..=high).contains(&ours) {
            true => Self::Agrees,
            false => Self::Differs,
        }
    }

    /// Compares a share of the peak in steps of training alone with that of the whole run, which has pauses and restarts
    /// in it as well: a higher one is not a contradiction, and a lower one is.
    pub(super) fn of_steps(figure: Uncertain, rounded: Option<Uncertain>, ours: f64) -> Self {
        match Self::of_figure(figure, rounded, ours) {
            Self::Differs if figure.median() > ours => Self::Other,
            verdict => verdict,
        }
    }

    /// Rates a share of the peak.
    pub(super) fn of_share(share: f64) -> Self {
        match Utilization::of(share) {
            Utilization::Impossible => Self::Impossible,
            Utilization::High | Utilization::Low => Self::Unusual,
            Utilization::Usual => Self::Plausible,
        }
    }

    /// Says the verdict in words. `ratio` is the figure over ours.
    pub(super) fn sentence(self, ratio: Option<f64>, share: Option<f64>) -> String {
        let of_peak = share.map_or(String::new(), |share| {
            format!(": {} the peak", write::of_peak(share))
        });
        match self {
            Self::Agrees => "Agrees".into(),
            Self::Plausible => format!("Plausible{of_peak}"),
            Self::Impossible => format!("Impossible{of_peak}"),
            Self::WrongUnit => "Wrong unit: an amount, not a rate".into(),
            Self::Other => "Another quantity: of steps alone, and ours of the whole run".into(),
            Self::Unusual => match share {
                Some(share) if share < *SEEN.start() => format!("Less than is usual{of_peak}"),
                _ => format!("More than is usual{of_peak}"),
            },
            Self::Differs => match ratio {
                Some(ratio) => {
                    let factor = if ratio < 1.0 { 1.0 / ratio } else { ratio };
                    format!("Differs by a factor of {}", write::digits(factor, 2))
                }
                None => "Differs".into(),
            },
        }
    }
}
