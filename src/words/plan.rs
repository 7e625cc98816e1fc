//! The answer to a plan: the factor that was left empty, and what the run takes, in one line each.

use super::{energy, stage};
use crate::answer::{Evaluation, SolvedFactor, wants_costs};
use crate::draft::{Draft, Field, Key};
use crate::estimate::solve::{Factor, Solved};
use crate::quantity::{Dimension, write};

/// The answers of a draft beside its FLOP: solved factors and costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// The factors that were left empty, a stage each.
    pub plan: Vec<PlanLine>,
    /// Electricity, emissions and cost, as far as they are known.
    pub costs: String,
}

/// A factor that was left empty, solved for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The stage, if there are several, and the factor: `Training time`.
    pub label: String,
    /// The value with its range: `8.98 d (7.9–10.2)`.
    pub value: String,
}

/// Returns whether a draft may leave a factor to be solved for: there is something to reach, and two factors
/// of the hardware are filled in but not all. Says too much rather than too little.
pub fn may_be_plan(draft: &Draft) -> bool {
    draft.stages().into_iter().any(|stage| {
        let has = |keys: &[Key]| {
            keys.iter()
                .any(|key| draft.is_filled(Field::new(stage, *key)))
        };
        let has_goal =
            has(&[Key::Goal]) || has(&FORWARD) && has(&[Key::Examples, Key::Tokens, Key::Steps]);
        let factors = match has(&[Key::ChipHours, Key::Fleet]) {
            true => [true, true],
            false => [has(&[Key::Time]), has(&[Key::Chips])],
        };
        let rest = [has(&[Key::Hardware, Key::Peak]), has(&[Key::Utilization])];
        let filled = factors
            .into_iter()
            .chain(rest)
            .filter(|is_filled| *is_filled);
        has_goal && (2..4).contains(&filled.count())
    })
}

/// The ways in which a forward pass is given.
const FORWARD: [Key; 5] = [
    Key::Connections,
    Key::Forward,
    Key::MultiplyAdds,
    Key::Parameters,
    Key::Model,
];

/// Returns the solved factors of a draft, and its costs if they are wanted: they are part of a plan, or one
/// of their fields is filled in.
pub fn forecast(evaluation: &Evaluation) -> Forecast {
    let draft = evaluation.draft();
    let has_stages = draft.stages().len() > 1;
    let solved = evaluation.answer().solved.iter();
    let plan: Vec<PlanLine> = solved
        .filter_map(|solution| {
            let found = solution.found.as_ref()?;
            let solved = found.solved;
            let label = match has_stages {
                true => {
                    let stage = stage::of(draft, solution.stage);
                    format!("{stage}: {}", label(solved.factor()).to_ascii_lowercase())
                }
                false => label(solved.factor()).into(),
            };
            let value = match solved {
                Solved::Chips(_) => chips(found),
                _ => value(solved),
            };
            Some(PlanLine { label, value })
        })
        .collect();
    let is_wanted = !plan.is_empty() || wants_costs(draft);
    let costs = match is_wanted {
        true => {
            let energy = evaluation.energy();
            let known = Some(energy::brief_of_all(energy)).filter(|known| !known.is_empty());
            let parts = known.into_iter().chain(energy::gaps(draft, energy));
            parts.collect::<Vec<_>>().join(" · ")
        }
        false => String::new(),
    };
    Forecast { plan, costs }
}

const fn label(factor: Factor) -> &'static str {
    match factor {
        Factor::Time => "Training time",
        Factor::Chips => "Chips",
        Factor::ChipHours => "Chip-hours",
        Factor::Peak => "Peak of a chip",
        Factor::Utilization => "Utilization",
    }
}

/// Writes a number of chips that is enough: `at least 457`.
fn chips(found: &SolvedFactor) -> String {
    let value = value(found.solved);
    let range = value.split_once(' ').map_or("", |(_, range)| range);
    format!("at least {} {range}", found.text).trim_end().into()
}

fn value(solved: Solved) -> String {
    let value = solved.value();
    match solved {
        Solved::Time(_) => write::brief(value, Dimension::Time),
        Solved::Chips(_) => write::brief(value, Dimension::Chips),
        Solved::ChipHours(_) => write::brief(value, Dimension::Ratio),
        Solved::Peak(_) => write::brief(value, Dimension::Speed),
        Solved::Utilization(_) if !solved.is_possible() => {
            format!("impossible, {} the peak", write::of_peak(value.median()))
        }
        Solved::Utilization(_) => write::brief(value, Dimension::Share),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn of(link: &str) -> (bool, Forecast) {
        let draft = decode(&format!("v=1&{link}")).draft;
        (may_be_plan(&draft), forecast(&Evaluation::of(draft)))
    }

    const PLAN: &str = "parameters=13000000000&tokens=2000000000000&chips=512&hardware=nvidia-h100-sxm&format=bf16";

    /// 6 × 13e9 × 2e12 = 1.56e23 FLOP on 512 × 989.4e12 × √(0.35 × 0.45) takes 775,965 s, at 700 W and two
    /// dollars an hour 77.25 MWh and 220,719 dollars.
    #[test]
    fn a_range_goes_from_the_utilization_to_the_time_and_the_costs() {
        let (may_be, forecast) = of(&format!("{PLAN}&utilization=0.35..0.45&price=2USD"));
        assert!(may_be);
        let [line] = forecast.plan.as_slice() else {
            panic!("one line: {forecast:?}");
        };
        assert_eq!(line.label, "Training time");
        assert_eq!(line.value, "8.98 d (7.9–10.2)");
        assert_eq!(
            forecast.costs,
            "77.3 MWh (68.1–87.6), chips alone · $221k ($195k–250k)"
        );
    }

    #[test]
    fn the_energy_says_if_it_is_that_of_the_chips_alone() {
        let costs = |more: &str| of(&format!("{PLAN}&utilization=0.4{more}")).1.costs;
        assert_eq!(costs(""), "76.6 MWh, chips alone");
        assert_eq!(costs("&pue=1"), "76.6 MWh");
        assert_eq!(costs("&host=2"), "153 MWh");
    }

    #[test]
    fn the_typical_uncertainty_of_both_methods_is_in_the_plan() {
        let (_, exact) = of(&format!("{PLAN}&utilization=0.4"));
        assert_eq!(exact.plan[0].value, "8.91 d");
        let (_, typical) = of(&format!("uncertainty=typical&{PLAN}&utilization=0.4"));
        // √(ln² 2 + ln² 1.1) in the logarithm.
        assert_eq!(typical.plan[0].value, "8.91 d (4.4–17.9)");
        let old = format!("data=2026-11.3&uncertainty=typical&{PLAN}&utilization=0.4");
        assert_eq!(of(&old).1.plan[0].value, "8.91 d");
    }

    #[test]
    fn a_plan_of_one_of_two_stages_names_it_and_says_what_has_no_total() {
        let first = "parameters=1e9&tokens=1e11&time=1d&chips=8&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&price=2USD";
        let second = "2.parameters=1e9&2.tokens=1e10&2.chips=8&2.hardware=nvidia-h100-sxm&2.format=bf16&2.utilization=0.4";
        let (_, forecast) = of(&format!("{first}&{second}"));
        assert_eq!(forecast.plan[0].label, "Stage 2: training time");
        assert!(
            forecast
                .costs
                .ends_with(" · no total of cost: Stage 2 has none. Stage 1 alone: $384"),
            "{}",
            forecast.costs
        );
    }

    #[test]
    fn each_factor_is_solved_for() {
        for (link, label, value) in [
            (
                "time=10d&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4",
                "Chips",
                "at least 457",
            ),
            (
                "time=10d&chips=512&hardware=nvidia-h100-sxm&format=bf16",
                "Utilization",
                "35.6%",
            ),
            (
                "time=1d&chips=512&hardware=nvidia-h100-sxm&format=bf16",
                "Utilization",
                "impossible, 356% of the peak",
            ),
            (
                "time=10d&chips=512&utilization=0.4",
                "Peak of a chip",
                "882 TFLOP/s",
            ),
        ] {
            let (may_be, forecast) = of(&format!("parameters=13e9&tokens=2e12&{link}"));
            assert!(may_be, "{link}");
            assert_eq!(forecast.plan[0].label, label);
            assert_eq!(forecast.plan[0].value, value);
        }
    }

    #[test]
    fn an_estimate_with_nothing_left_empty_is_no_plan() {
        for link in [
            "parameters=13e9&tokens=2e12",
            "parameters=13e9&tokens=2e12&chips=512",
            "time=10d&chips=512&utilization=0.4",
            "parameters=13e9&tokens=2e12&time=10d&chips=512&peak=1e15&utilization=0.4",
        ] {
            let (may_be, forecast) = of(link);
            assert!(!may_be, "{link}");
            assert_eq!(forecast, Forecast::default(), "{link}");
        }
    }
}
