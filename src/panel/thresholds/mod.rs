//! Thresholds of laws, and where the estimate stands.
//!
//! The sum of all stages is compared. If there is a base model, the sum without it is compared,
//! too, because for some laws it is disputed whether a base model trained by others counts. A
//! figure is an indication or gives rise to a presumption; the panel does not say what a model is
//! in law.

mod third;

use super::parts::{figure, range};
use super::piece::{Element, Piece, pieces};
use crate::answer::Evaluation;
use crate::catalog::thresholds::{Begins, Threshold, thresholds};
use crate::estimate::Outcome;
use crate::picture::limits;
use crate::quantity::sampling::Sample;
use crate::quantity::{Flop, write};
use crate::words::power::round_figure;
use crate::words::text::capitalized;
use crate::words::threshold::{apart, is_met, share_words, side};
use maud::{Markup, html};
use std::cmp::Ordering;

/// The page of the docs on laws.
const LAW: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/law.md");

/// An amount of compute that is compared with the thresholds.
struct Figure<'a> {
    /// The figure's name, which is shown only if there are several.
    name: &'static str,
    flop: Flop,
    sample: &'a Sample,
    /// Whether an unknown base model is missing from the figure.
    lacks_base: bool,
    /// Whether the figure adds up several stages.
    is_sum: bool,
}

/// Draws the panel.
pub fn draw(evaluation: &Evaluation) -> Vec<Piece> {
    let figures = figures(&evaluation.answer().outcome);
    let groups = groups();
    let content = html! {
            (third::verdict(evaluation))
            @if figures.is_empty() {
                p.problem.missing { "There is no figure yet to compare with these." }
            } @else {
                (compared_figures(&figures))
            }
            (limits::draw(&marks(&figures), &groups))
            @for (index, group) in groups.iter().enumerate() {
                (group_view(index + 1, group, &figures))
            }
    };
    let about = html! {
            p.hint {
                "Summaries with their sources, as of the days of the checks. Not legal advice. "
                a href=(LAW) { "Which figure each compares" }
            }
    };
    pieces![Element::of_class("div", "evidence").holding(pieces![
        content,
        third::draw(evaluation),
        about
    ])]
}

/// Returns the total and, if there is a base model, the total without it.
fn figures(outcome: &Outcome) -> Vec<Figure<'_>> {
    let of = |name, flop: Option<Flop>, sample, terms: usize| {
        flop.map(|flop| Figure {
            name,
            flop,
            sample,
            lacks_base: outcome.lacks_base(),
            is_sum: terms > 1,
        })
    };
    let headline = |figures: crate::estimate::Figures| figures.headline.map(|(flop, _)| flop);
    let total = headline(outcome.total);
    let without = outcome.without_base.and_then(headline);
    let (all, own) = (outcome.sample(), outcome.sample_without_base());
    let terms = outcome.terms().len();
    let own_terms = outcome.terms_without_base().len();
    // Without a known base model, both figures would be the same.
    match without.filter(|_| !outcome.terms_of_base().is_empty()) {
        None => {
            let name = match outcome.lacks_base() {
                true => "Without the base model",
                false => "The estimate",
            };
            of(name, total, all, terms).into_iter().collect()
        }
        without => {
            let with = of("With the base model", total, all, terms);
            let without = of("Without it", without, own, own_terms);
            with.into_iter().chain(without).collect()
        }
    }
}

/// Returns the figures with their names, for the picture.
fn marks(figures: &[Figure<'_>]) -> Vec<(&'static str, Flop)> {
    let marks = figures.iter().map(|figure| (figure.name, figure.flop));
    marks.collect()
}

/// Groups thresholds that the same figures meet, the smallest first.
fn groups() -> Vec<&'static [Threshold]> {
    let is_same = |a: &Threshold, b: &Threshold| (a.flop, a.begins) == (b.flop, b.begins);
    thresholds().chunk_by(is_same).collect()
}

fn compared_figures(figures: &[Figure<'_>]) -> Markup {
    html! {
        @match figures {
            [with, without] => p {
                @if with.lacks_base { "With the base model that is known: " } @else { "Cumulative, with the base model: " } (amount_view(with.flop))
                "; without it: " (amount_view(without.flop)) "."
            },
            _ => @for figure in figures {
                p {
                    @if figure.lacks_base { "What was added to the base model: " } @else if figure.is_sum { "The sum of all stages: " } @else { "The estimate: " }
                    (amount_view(figure.flop)) "."
                }
            },
        }
        @if figures.iter().any(|figure| figure.lacks_base) {
            p.problem.warning {
                "The compute of a base model is not known: it is not in the figure, so the model’s total compute is not known either."
            }
        }
    }
}

/// Draws a figure with its range, if it has one.
fn amount_view(flop: Flop) -> Markup {
    html! {
        strong { (figure(flop.median())) " FLOP" }
        @if flop.0.is_range() { " (90% range " (range(flop.0)) ")" }
    }
}

fn group_view(number: usize, group: &'static [Threshold], figures: &[Figure<'_>]) -> Markup {
    let Some(first) = group.first() else {
        return html! {};
    };
    html! {
        section.threshold {
            h3 { span.place { (number) } " " (first.begins.words()) " " (round_figure(first.flop)) " FLOP" }
            @for figure in figures {
                p {
                    @if figures.len() > 1 { (figure.name) ": " }
                    @if figure.lacks_base { (standing_of_part(figure, first.flop, first.begins)) } @else { (standing(figure, first.flop, first.begins)) }
                }
            }
            ul {
                @for threshold in group { (law(threshold)) }
            }
        }
    }
}

fn law(threshold: &'static Threshold) -> Markup {
    html! {
        li {
            strong { (threshold.name) } ", " (threshold.standing()) ": " (threshold.says)
            small {
                "Compares " (threshold.counts.words()) ". "
                a href=(threshold.link) { (threshold.citation) }
                ". Checked " (threshold.checked) "."
            }
        }
    }
}

/// Draws where a figure stands that an unknown base model is missing from. If the figure meets the
/// threshold, it does so with the base model as well; otherwise nothing can be told.
fn standing_of_part(part: &Figure<'_>, threshold: f64, begins: Begins) -> Markup {
    let ratio = part.flop.median() / threshold;
    html! {
        @if is_met(ratio, begins) {
            "Already " (verdict(ratio, begins).to_ascii_lowercase())
            " without the base model, whose compute is not known. " (standing(part, threshold, begins))
        } @else {
            strong { "Unknown" } ": the base model, whose compute is not known, is not in the figure."
        }
    }
}

/// Says where a figure stands, given its ratio to a threshold.
fn verdict(ratio: f64, begins: Begins) -> &'static str {
    match (side(ratio), begins) {
        (Ordering::Less, _) => "Below",
        (_, Begins::AtLeast) => "Reached",
        (Ordering::Equal, Begins::MoreThan) => "Not above",
        (Ordering::Greater, Begins::MoreThan) => "Above",
    }
}

/// Draws the verdict with the distance: `Above: 1.2 × 10²⁵ FLOP is 1.2 times 10²⁵.`
fn standing(figure: &Figure<'_>, threshold: f64, begins: Begins) -> Markup {
    let (median, limit) = (figure.flop.median(), round_figure(threshold));
    let ratio = median / threshold;
    let times = write::people(ratio);
    let is = match side(ratio) {
        Ordering::Equal if begins == Begins::AtLeast => format!("equal to {limit}"),
        Ordering::Equal => format!("equal to {limit}, not above it"),
        Ordering::Greater if times == "1" => format!("just above {limit}"),
        Ordering::Greater => format!("{times} times {limit}"),
        _ if times == "1" => format!("just below {limit}"),
        _ if ratio < 0.001 => format!("less than 0.1% of {limit}"),
        _ => format!("{} of {limit}", write::percent(ratio)),
    };
    html! {
        @if figure.flop.0.is_range() {
            strong { (share(figure.sample.share_above(threshold))) " of the distribution lies " (begins.side()) "." }
            " The median is " (is) "."
        } @else {
            strong { (verdict(ratio, begins)) }
            ": " span.number { (apart(median, threshold)) } " FLOP is " (is) "."
        }
    }
}

/// Draws the same for a sum that has to exceed the threshold.
fn standing_of(sample: &Sample, threshold: f64) -> Markup {
    let sum = Figure {
        name: "",
        flop: Flop(sample.value()),
        sample,
        lacks_base: false,
        is_sum: false,
    };
    standing(&sum, threshold, Begins::MoreThan)
}

/// Writes a share of a distribution in the words of reports.
fn share(share: f64) -> String {
    capitalized(&share_words(share))
}
