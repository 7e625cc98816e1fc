//! The indicators on compute: of the final run, with experiments, and its shares.

use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState};
use crate::quantity::{Flop, sampling, write};
use crate::report::forms::facts::Facts;
use crate::report::forms::figures::flop_in_one;
use crate::report::forms::sheet::Filled;
use crate::report::record::{Amount, Record};

const BRIEF: &str =
    "https://www.frontiermodelforum.org/updates/issue-brief-measuring-training-compute/";

/// Writes the compute of the final run in one figure, with how it was estimated.
pub(super) fn compute(facts: &Facts) -> String {
    let record = facts.record;
    let mut text = format!(
        "{}. It covers {}",
        flop_in_one(record.total),
        facts.covers()
    );
    if record.outcome().lacks_base() {
        text.push_str(", without the base model, whose compute is not known");
    }
    format!(
        "{text}. {} Every operation counts alike, whatever its number format, as in the Frontier Model Forum’s brief ({BRIEF}).",
        facts.method()
    )
}

/// Writes the compute with experiments, if the ledger has that of failed and exploratory runs.
pub(super) fn development(record: &Record) -> Filled {
    let how = "type under Scope what “Failed and exploratory runs” took, in FLOP, or that there were none.";
    let line = record
        .scope
        .iter()
        .find(|line| line.item == LedgerItem::FailedRuns);
    let Some((line, state)) = line.and_then(|line| Some((line, line.state?))) else {
        return Filled::Missing(how.into());
    };
    let same = |why: &str| {
        let figure = flop_in_one(record.total);
        Filled::Given(format!("{figure}, as for the final training run: {why}."))
    };
    match state {
        LedgerState::None => same("there were no failed or exploratory runs"),
        LedgerState::In => same("failed and exploratory runs are counted in it"),
        LedgerState::Out => match line.flop {
            Some(flop) => Filled::Given(with_experiments(record, line, flop)),
            None => Filled::Missing(how.into()),
        },
    }
}

fn with_experiments(record: &Record, line: &LedgerLine, flop: Flop) -> String {
    let all = Amount(Flop(sampling::sum(&[record.total.0.0, flop.0])));
    let note = match line.note.as_str() {
        "" => String::new(),
        note => format!(" ({note})"),
    };
    format!(
        "{}: {} of the final training run, and {} of failed and exploratory runs{note}.",
        flop_in_one(all),
        record.total.flop(),
        Amount(flop).flop()
    )
}

/// Writes the shares of the stages, as a beginning: the index asks for those of teams.
pub(super) fn allocation(facts: &Facts) -> Filled {
    let record = facts.record;
    let how = "write the share of each team, such as pre-training 60%, post-training 15%.";
    let total = record.total.0.median();
    let shares: Vec<String> = record
        .stages
        .iter()
        .filter_map(|stage| {
            let (flop, _) = stage.figures.headline?;
            let share = write::percent(flop.median() / total);
            Some(format!("{} {share}", stage.title()))
        })
        .collect();
    let text = (shares.len() > 1).then(|| {
        format!(
            "By stage, which may differ from the split by team: {}.",
            shares.join(", ")
        )
    });
    Filled::of(text, how)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{BARE, FULL, says};

    #[test]
    fn compute_is_given_in_one_figure_with_its_method() {
        let name = "Compute usage for final training run";
        says(
            BARE,
            name,
            &[
                "8 × 10^23 FLOP (in three figures 8.40 × 10^23)",
                "Estimated by counting operations",
                "the training run",
                "issue-brief-measuring-training-compute",
            ],
        );
        says(
            FULL,
            name,
            &["It covers Pre-training and Fine-tuning", "90% range"],
        );
        says(
            "role=base&2.parameters=7e9&2.tokens=1e9",
            name,
            &["without the base model, whose compute is not known"],
        );
    }

    #[test]
    fn experiments_are_those_of_the_ledger() {
        let name = "Compute usage including R&D";
        says(
            BARE,
            name,
            &["Not disclosed. To fill this in: type under Scope"],
        );
        let with = |scope: &str| format!("{BARE}&scope=failed-runs:{scope}");
        says(
            &with("out:1.6e23:our_log"),
            name,
            &[
                "1 × 10^24 FLOP",
                "8.4 × 10^23 FLOP of the final",
                "1.6 × 10^23 FLOP of failed",
                "(our log)",
            ],
        );
        says(
            &with("none"),
            name,
            &["there were no failed or exploratory runs"],
        );
        says(&with("in"), name, &["are counted in it"]);
        says(&with("out"), name, &["Not disclosed"]);
    }
}
