//! Amounts of compute at which laws begin to ask something, and where the estimate stands.
//!
//! What is compared is the sum of all stages; where a base model is among them, also the sum without
//! it, because for some laws it is disputed whether somebody else's base counts. A figure is an
//! indication or lets something be presumed: what a model is in law is not said here.

mod third;

use super::parts::{figure, range};
use crate::answer::answer;
use crate::catalog::thresholds::{Begins, Threshold, thresholds};
use crate::draft::Draft;
use crate::estimate::Outcome;
use crate::picture::limits;
use crate::quantity::sampling::Sample;
use crate::quantity::{Flop, write};
use crate::words::power::round_figure;
use crate::words::text::capitalized;
use crate::words::threshold::{apart, is_met, share_words, side};
use maud::{Markup, html};
use std::cmp::Ordering;

/// An amount of compute that is held against the thresholds.
struct Figure<'a> {
    /// Where it is the only one, nothing needs a name.
    name: &'static str,
    flop: Flop,
    sample: &'a Sample,
    /// Whether a base model of which nothing is known is missing from it.
    lacks_base: bool,
    /// Whether several stages are added up in it.
    is_sum: bool,
}

/// The panel.
pub fn draw(draft: &Draft) -> Markup {
    let outcome = answer(draft).outcome;
    let figures = figures(&outcome);
    let groups = groups();
    html! {
        div.evidence {
            @if figures.is_empty() {
                p.problem.missing { "There is no figure yet to be held against these." }
            } @else {
                (compared(&figures))
            }
            (limits::draw(&marks(&figures), &groups))
            @for (index, group) in groups.iter().enumerate() {
                (group_view(index + 1, group, &figures))
            }
            (third::draw(&outcome))
            p.hint { "Summaries with their sources, as of the days of the checks. Not legal advice." }
        }
    }
}

/// The total, and what it is without a base model.
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
    // Where nothing is known of the base, both are the same.
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

/// The figures by their names, for the picture.
fn marks(figures: &[Figure<'_>]) -> Vec<(&'static str, Flop)> {
    let marks = figures.iter().map(|figure| (figure.name, figure.flop));
    marks.collect()
}

/// Thresholds that the same figures meet, the least first.
fn groups() -> Vec<&'static [Threshold]> {
    let is_same = |a: &Threshold, b: &Threshold| (a.flop, a.begins) == (b.flop, b.begins);
    thresholds().chunk_by(is_same).collect()
}

fn compared(figures: &[Figure<'_>]) -> Markup {
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
                "Of a base model nothing is known: it is not in the figure, and how much compute went into the model in all cannot be told."
            }
        }
    }
}

/// A figure with its range, if it has one.
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
                "Compared is " (threshold.counts.words()) ". "
                a href=(threshold.link) { (threshold.citation) }
                ". Checked " (threshold.checked) "."
            }
        }
    }
}

/// Of a figure that a base model is missing from: what meets the threshold without it does with it, and
/// otherwise nothing can be told.
fn standing_of_part(part: &Figure<'_>, threshold: f64, begins: Begins) -> Markup {
    html! {
        @if is_met(part.flop.median() / threshold, begins) {
            "Already " (verdict(true, begins).to_lowercase())
            " without the base model of which nothing is known. " (standing(part, threshold, begins))
        } @else {
            strong { "Cannot be told" } ": the base model, of which nothing is known, is not in the figure."
        }
    }
}

/// Whether a figure meets a threshold.
fn verdict(is_met: bool, begins: Begins) -> &'static str {
    match (begins, is_met) {
        (Begins::AtLeast, true) => "Reached",
        (Begins::AtLeast, false) => "Not reached",
        (Begins::MoreThan, true) => "Above",
        (Begins::MoreThan, false) => "Not above",
    }
}

/// The same, and how far it is: `Above: 1.2 × 10²⁵ FLOP is 1.2 times 10²⁵.`
fn standing(compared: &Figure<'_>, threshold: f64, begins: Begins) -> Markup {
    let (median, limit) = (compared.flop.median(), round_figure(threshold));
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
        @if compared.flop.0.is_range() {
            strong { (share(compared.sample.share_above(threshold))) " of the distribution lies " (begins.side()) "." }
            " The median is " (is) "."
        } @else {
            strong { (verdict(is_met(ratio, begins), begins)) }
            ": " span.number { (apart(median, threshold)) } " FLOP is " (is) "."
        }
    }
}

/// The same of a sum, which is to be more than the threshold.
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

/// A share of a distribution, as reports say it.
fn share(share: f64) -> String {
    capitalized(&share_words(share))
}
