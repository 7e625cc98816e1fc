//! The notes of a row for Epoch AI’s table: each calculation as its analysts write it.

use super::{four, number};
use crate::draft::Key;
use crate::estimate::Basis;
use crate::quantity::write;
use crate::report::forms::facts::Facts;
use crate::report::record::{Calculation, Factor, Stage, Term};

/// Writes every calculation on a line, the headline’s first, and the link of the estimate at the end.
pub(super) fn notes(facts: &Facts) -> String {
    let record = facts.record;
    let mut lines: Vec<String> = Vec::new();
    for stage in &record.stages {
        let of = match record.is_sum() {
            true => format!("{}: ", stage.title()),
            false => String::new(),
        };
        for (basis, calculation) in stage.calculations() {
            lines.push(format!("{of}{}", equation(stage, basis, calculation)));
        }
    }
    if record.is_sum() {
        lines.push(format!("Total: {}", flop(record.total.0.median())));
    }
    lines.push(record.link.clone());
    lines.join("\n")
}

/// Writes `6 FLOP / parameter / token * 70e9 parameters * 2e12 tokens = 8.4e23 FLOP`.
fn equation(stage: &Stage, basis: Basis, calculation: &Calculation) -> String {
    let term = |term: &Term| {
        let factors: Vec<String> = match (basis, six(stage, term)) {
            (Basis::Operations, Some(rule)) => rule,
            _ => term.factors.iter().map(plain).collect(),
        };
        factors.join(" * ")
    };
    let terms: Vec<String> = calculation.terms.iter().map(term).collect();
    let sum = terms.join(" + ");
    let result = flop(calculation.flop.median());
    match (basis, sum.ends_with(" FLOP")) {
        (Basis::Given, _) => format!("{sum}, as published"),
        _ => format!("{sum} = {result}"),
    }
}

/// Writes the rule for a token of a model: 2 × (1 + backward) FLOP for each of its parameters.
fn six(stage: &Stage, term: &Term) -> Option<Vec<String>> {
    let parameters = number(stage, Key::Parameters)?;
    let [two, n, pass, rest @ ..] = term.factors.as_slice() else {
        return None;
    };
    let backward: f64 = pass
        .number
        .strip_prefix("(1 + ")?
        .strip_suffix(')')?
        .parse()
        .ok()?;
    if two.number != "2" {
        return None;
    }
    let rule = format!(
        "{} FLOP / parameter / token",
        write::exact(2.0 * (1.0 + backward))
    );
    let of = format!(
        "{} parameters{}",
        short(parameters.median()),
        remark(&n.detail)
    );
    let rest = rest.iter().map(plain);
    Some([rule, of].into_iter().chain(rest).collect())
}

/// Writes a factor without signs of its own: `2e12 tokens`, `0.4 [utilization]`.
fn plain(factor: &Factor) -> String {
    let number = match factor.number.strip_suffix('%') {
        Some(percent) => {
            let share = digits(percent).map(|percent| percent / 100.0);
            let note = match factor.detail.as_str() {
                "" => "utilization".to_owned(),
                detail => format!("utilization, {detail}"),
            };
            return format!("{} [{note}]", share.map_or(percent.into(), short));
        }
        None => digits(&factor.number).map_or(factor.number.clone(), short),
    };
    let unit = match factor.unit {
        "s/d" => "sec / day",
        "s/h" => "sec / hour",
        "s/min" => "sec / min",
        "FLOP/s" => "FLOP / sec",
        "d" => "days",
        "h" => "hours",
        "min" => "minutes",
        "s" => "seconds",
        unit => unit,
    };
    format!("{number} {unit}{}", remark(&factor.detail))
        .trim_end()
        .to_owned()
}

fn remark(detail: &str) -> String {
    match detail {
        "" => String::new(),
        detail => format!(" [{detail}]"),
    }
}

/// Reads the number of a factor: `7 × 10¹⁰`, `1,720,320`.
fn digits(text: &str) -> Option<f64> {
    let plain = crate::report::forms::sheet::plain_powers(text)
        .replace(" × 10^", "e")
        .replace(',', "");
    let number = crate::quantity::read(&plain, crate::quantity::Dimension::Ratio).ok()?;
    Some(number.median())
}

/// Writes a number as one types it: `7e10`, `0.4`, `3600`.
fn short(value: f64) -> String {
    write::exact(value)
}

/// Writes an amount in four digits: `8.4e23 FLOP`.
fn flop(value: f64) -> String {
    format!("{} FLOP", four(value))
}
