//! The title, data, scope, thresholds and conventions of an estimate, as the JSON has them.

use super::figures::Figure;
use crate::answer::scope;
use crate::catalog::EDITION;
use crate::draft::Draft;
use crate::quantity::Ratio;
use crate::report::record;
use crate::report::record::Distance;
use crate::report::record::distance::Comparison;
use serde::Serialize;

/// Editions of the tables: the one that the link names, the newest one of the program, and the one
/// that the figures are computed with.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    link: Option<&'a str>,
    program: &'static str,
    used: String,
}

/// An item of the ledger.
#[derive(Serialize)]
pub(super) struct Scope {
    item: &'static str,
    state: Option<&'static str>,
    implied: bool,
    typed: Option<String>,
    flop: Option<Figure>,
    note: Option<String>,
    point: u8,
}

/// A threshold, with the ratio of the figure to it.
#[derive(Serialize)]
pub(super) struct Threshold {
    slug: &'static str,
    flop: f64,
    begins: &'static str,
    name: &'static str,
    standing: String,
    ratio: f64,
    share_above: Option<f64>,
    ratio_without_base: Option<f64>,
    share_above_without_base: Option<f64>,
    lacks_base: bool,
}

/// The stages beside a base model.
#[derive(Serialize)]
pub(super) struct Modification {
    flop: Figure,
    of_base: Option<Figure>,
}

/// How operations are counted in every estimate, and what this one assumes.
#[derive(Serialize)]
pub(super) struct Conventions {
    multiply_add_flop: u8,
    recomputation_counted: bool,
    formats_weighted: bool,
    pfs_day_flop: f64,
    interval: f64,
    assumptions: Vec<String>,
}

pub(super) fn data<'a>(draft: &Draft, made_with: Option<&'a str>) -> Data<'a> {
    Data {
        link: made_with,
        program: EDITION,
        used: draft.edition().to_string(),
    }
}

/// Returns every item, even those without a state.
pub(super) fn ledger(draft: &Draft) -> Vec<Scope> {
    let (lines, _) = scope::lines(draft);
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    lines
        .into_iter()
        .map(|line| Scope {
            item: line.item.slug(),
            state: line.state.map(scope::LedgerState::slug),
            implied: line.is_implied,
            typed: filled(line.typed),
            flop: line.flop.map(|flop| flop.0.into()),
            note: filled(line.note),
            point: line.item.point(),
        })
        .collect()
}

pub(super) fn thresholds(distances: &[Distance]) -> Vec<Threshold> {
    let ratio = |comparison: Option<Comparison>| comparison.map(|c| c.ratio);
    let of = |distance: &Distance| {
        // The share of a part says nothing about the whole.
        let share =
            |comparison: Comparison| comparison.share_above.filter(|_| !distance.lacks_base);
        Threshold {
            slug: distance.threshold.slug,
            flop: distance.threshold.flop,
            begins: distance.threshold.begins.slug(),
            name: distance.threshold.name,
            standing: distance.threshold.standing(),
            ratio: distance.of_total.ratio,
            share_above: share(distance.of_total),
            ratio_without_base: ratio(distance.without_base),
            share_above_without_base: distance.without_base.and_then(share),
            lacks_base: distance.lacks_base,
        }
    };
    distances.iter().map(of).collect()
}

pub(super) fn modification(modification: record::Modification) -> Modification {
    Modification {
        flop: modification.amount.0.0.into(),
        of_base: modification.of_base.map(|Ratio(ratio)| ratio.into()),
    }
}

pub(super) fn conventions(assumptions: Vec<String>) -> Conventions {
    Conventions {
        multiply_add_flop: 2,
        recomputation_counted: false,
        formats_weighted: false,
        pfs_day_flop: crate::quantity::units::FLOP_PER_PFS_DAY,
        interval: 0.9,
        assumptions,
    }
}
