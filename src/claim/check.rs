//! A statement held against its estimate.

use super::Verdict;
use crate::answer::{Answer, Asides, answer_with, energy_with};
use crate::catalog::EDITION;
use crate::catalog::claims::{Claim, Compares, Of};
use crate::draft::link::decode;
use crate::draft::{Draft, Field, Key};
use crate::estimate::solve::Solved;
use crate::quantity::{Dimension, Uncertain, read, rounded, write};

/// A statement with what follows from its estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The statement.
    pub claim: &'static Claim,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict in words.
    pub sentence: String,
    /// The figure of the statement in the unit of ours; none if its unit is wrong.
    pub figure: Option<f64>,
    /// Our figure in FLOP, chip-hours, MWh or as a share.
    pub ours: Option<f64>,
    /// Our figure in words.
    pub ours_in_words: String,
    /// Our figure by the present tables, in words, if it is another one.
    pub since: Option<String>,
}

/// A difference that is an error of rounding.
const SAME: f64 = 1e-9;

impl Checked {
    /// Checks a statement.
    pub fn of(claim: &'static Claim) -> Self {
        let pinned = decode(claim.link).draft;
        let mut updated = pinned.clone();
        updated.set(Field::new(0, Key::Data), EDITION);
        Self::by(claim, pinned, updated)
    }

    /// Checks a statement by an estimate as its link pins it, and says if the present tables give another figure.
    fn by(claim: &'static Claim, pinned: Draft, updated: Draft) -> Self {
        let ours = compared_figure(claim, &pinned);
        let now = compared_figure(claim, &updated);
        let dimension = dimension(claim.compares);
        let figure = read(claim.value, dimension).ok();
        let verdict = verdict(claim, figure, ours);
        let ratio = ours.and_then(|ours| Some(figure?.median() / ours));
        let share = ours.filter(|_| claim.compares == Compares::Peak);
        let in_words = |value: Option<f64>| value.map_or(String::new(), |v| words(claim, v));
        let has_changed = match (ours, now) {
            (Some(ours), Some(now)) => (now / ours - 1.0).abs() > SAME,
            (ours, now) => ours.is_some() != now.is_some(),
        };
        Self {
            claim,
            verdict,
            sentence: verdict.sentence(ratio, share),
            figure: figure.map(|figure| figure.median()),
            ours,
            ours_in_words: in_words(ours),
            since: has_changed.then(|| in_words(now)),
        }
    }
}

fn verdict(claim: &Claim, figure: Option<Uncertain>, ours: Option<f64>) -> Verdict {
    match (claim.compares, figure, ours) {
        (_, None, _) => Verdict::WrongUnit,
        (Compares::Peak, _, Some(share)) => Verdict::of_share(share),
        (compares, Some(figure), Some(ours)) => {
            let rounded = rounded(claim.value, dimension(compares));
            match claim.of {
                Of::Whole => Verdict::of_figure(figure, rounded, ours),
                Of::Steps => Verdict::of_steps(figure, rounded, ours),
            }
        }
        (_, _, None) => Verdict::Differs,
    }
}

/// Returns the dimension that a figure is read in.
fn dimension(compares: Compares) -> Dimension {
    match compares {
        Compares::Compute => Dimension::Operations,
        Compares::ChipHours | Compares::Peak => Dimension::ChipHours,
        Compares::Utilization | Compares::Remaining => Dimension::Share,
        Compares::Energy => Dimension::Count(&["mwh"]),
    }
}

/// Returns the figure of an estimate that the statement is compared with.
fn compared_figure(claim: &Claim, draft: &Draft) -> Option<f64> {
    let answer = &plain_answer(draft);
    let total = &answer.outcome.total;
    match claim.compares {
        Compares::Compute => compute(answer),
        Compares::ChipHours => {
            let solved = || answer.solved.first()?.chip_hours;
            let hours = total.chip_hours.or_else(solved)?;
            // A base unit is a second.
            Some(hours.0.median())
        }
        Compares::Peak | Compares::Utilization => share(answer),
        Compares::Energy => Some(
            energy_with(draft, answer, Asides::nowhere())
                .total
                .energy?
                .0
                .median()
                / 1000.0,
        ),
        Compares::Remaining => {
            let (other, _) = claim.other?;
            let whole = plain_answer(&decode(other).draft);
            Some(compute(answer)? / compute(&whole)?)
        }
    }
}

/// Answers a draft without a network or periods. The links of the table have none, so the view need not load the code
/// that counts them.
fn plain_answer(draft: &Draft) -> Answer {
    let asides = Asides::nowhere();
    answer_with(draft, asides).solved_for(draft, asides)
}

fn compute(answer: &Answer) -> Option<f64> {
    Some(answer.outcome.total.headline?.0.median())
}

/// Returns the share of the peak that operations and chip-hours imply: of both methods, or as solved for a goal.
fn share(answer: &Answer) -> Option<f64> {
    let agreement = answer.outcome.total.agreement;
    agreement
        .map(|agreement| agreement.implied_utilization)
        .or_else(|| match answer.solved.first()?.found.as_ref()?.solved {
            Solved::Utilization(share) => Some(share.median()),
            _ => None,
        })
}

/// Writes our figure with its unit.
fn words(claim: &Claim, value: f64) -> String {
    match claim.compares {
        Compares::Compute => format!("{} FLOP", write::people(value)),
        Compares::ChipHours => format!("{} chip-hours", write::in_words(value)),
        Compares::Energy => format!("{} MWh", write::people(value)),
        Compares::Peak | Compares::Utilization => {
            format!("{} the peak", write::of_peak(value))
        }
        Compares::Remaining => format!("{} of the FLOP left", write::percent(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::claims::claim;

    /// Returns a claim with another estimate, as the table has none of an earlier edition.
    fn of(slug: &str, link: &str) -> Checked {
        let claim = claim(slug).expect("in the table");
        let pinned = decode(link).draft;
        let mut updated = pinned.clone();
        updated.set(Field::new(0, Key::Data), EDITION);
        Checked::by(claim, pinned, updated)
    }

    #[test]
    fn a_claim_whose_figure_has_changed_with_the_tables_shows_it() {
        let keys = "time=10d&chips=4&hardware=nvidia-gtx-titan-x&format=fp32&utilization=0.3";
        let former = of(
            "stable-diffusion-compute",
            &format!("v=1&data=2026-11&{keys}"),
        );
        let since = former.since.expect("another peak");
        assert_ne!(since, former.ours_in_words);
        let present = format!("v=1&data={EDITION}&{keys}");
        assert_eq!(of("stable-diffusion-compute", &present).since, None);
    }

    #[test]
    fn no_link_of_the_table_needs_a_network_or_periods() {
        for claim in crate::catalog::claims::claims() {
            for link in [Some(claim.link), claim.other.map(|(link, _)| link)] {
                let Some(link) = link else { continue };
                let draft = decode(link).draft;
                assert_eq!(
                    plain_answer(&draft),
                    crate::answer::answer(&draft),
                    "{link}"
                );
            }
        }
    }

    #[test]
    fn a_figure_agrees_within_its_rounding_and_the_error_of_counting() {
        let point = Uncertain::point(1.9e15);
        let rounding = rounded("1.9e15", Dimension::Operations);
        let of = |ours| Verdict::of_figure(point, rounding, ours);
        assert_eq!(of(1.9e15), Verdict::Agrees);
        assert_eq!(of(2.14e15), Verdict::Agrees);
        assert_eq!(of(2.15e15), Verdict::Differs);
        assert_eq!(of(1.69e15), Verdict::Agrees);
        assert_eq!(of(1.68e15), Verdict::Differs);
    }

    #[test]
    fn a_share_of_steps_is_above_that_of_the_whole_run_or_contradicts_it() {
        let of = |ours| Verdict::of_steps(Uncertain::point(0.4), None, ours);
        assert_eq!(of(0.3), Verdict::Other);
        assert_eq!(of(0.39), Verdict::Agrees);
        assert_eq!(of(0.5), Verdict::Differs);
        for claim in crate::catalog::claims::claims() {
            let is_of_steps = claim.of == Of::Steps;
            let is_other = Checked::of(claim).verdict == Verdict::Other;
            assert_eq!(is_of_steps, is_other, "{}", claim.slug);
        }
    }

    #[test]
    fn a_share_of_the_peak_is_rated_as_the_page_rates_it() {
        assert_eq!(Verdict::of_share(0.4), Verdict::Plausible);
        assert_eq!(Verdict::of_share(0.1), Verdict::Unusual);
        assert_eq!(Verdict::of_share(0.9), Verdict::Unusual);
        assert_eq!(Verdict::of_share(1.1), Verdict::Impossible);
    }
}
