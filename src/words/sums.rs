//! Totals over stages in words: which stages a total is of, which ones have no figure, and why medians do not add up.

use crate::estimate::{Basis, Figures, Headline, Outcome, Role};
use crate::quantity::{Uncertain, write};

/// Says that stages have none of something: `Rollouts has none`.
pub fn have_none(names: &[String]) -> String {
    match names {
        [one] => format!("{one} has none"),
        many if many.len() > 3 => format!("{} stages have none", many.len()),
        many => format!("{} have none", many.join(", ")),
    }
}

/// Names the stages that a sum is of, where others have no figure: `Pre-training alone`, `Base and SFT together`.
pub fn only(names: &[String]) -> String {
    match names {
        [one] => format!("{one} alone"),
        many if many.len() > 3 => format!("{} stages together", many.len()),
        [first @ .., last] => format!("{} and {last} together", first.join(", ")),
        [] => String::new(),
    }
}

/// Says which stages keep a method from its total, where others have it: `No total of GPU time, because Rollouts has none.`
pub fn lacking(names: &[String], outcome: &Outcome) -> String {
    type Has = fn(&Figures) -> bool;
    let methods: [(&str, Has); 2] = [
        ("counted operations", |figures| figures.operations.is_some()),
        ("GPU time", |figures| figures.gpu_time.is_some()),
    ];
    let mut said = String::new();
    for (method, has) in methods {
        let [with, without] = divide(names, outcome, has);
        if !with.is_empty() && !without.is_empty() {
            let space = if said.is_empty() { "" } else { " " };
            said += &format!(
                "{space}No total of {method}, because {}.",
                have_none(&without)
            );
        }
    }
    said
}

/// Names the total by a method. Where only some of the stages have both methods, says which: `GPU time of Pre-training, the
/// rest counted`.
pub fn total_by(method: Headline, names: &[String], outcome: &Outcome) -> String {
    let [with, without] = divide(names, outcome, Figures::may_choose);
    let is_counted = |figures: &Figures| {
        figures.may_choose() || matches!(figures.headline, Some((_, Basis::Operations)))
    };
    let [_, not_counted] = divide(names, outcome, is_counted);
    let is_counted = not_counted.is_empty();
    let (name, is_whole) = match method {
        Headline::GpuTime => ("GPU time", false),
        _ => ("Counting operations", is_counted),
    };
    if with.is_empty() || without.is_empty() || is_whole {
        return name.into();
    }
    let of = match with.as_slice() {
        [one] => one.clone(),
        several => format!("{} stages", several.len()),
    };
    let rest = match is_counted {
        true => "counted",
        false => "by other methods",
    };
    format!("{name} of {of}, the rest {rest}")
}

/// Says why the total is not the sum of the stages' figures, where it is written as another number; else nothing.
pub fn of_sum(outcome: &Outcome) -> &'static str {
    let medians = outcome.stages_in_total();
    let medians = medians.filter_map(|stage| Some(stage.figures.headline?.0.median()));
    let sum: f64 = medians.sum();
    match outcome.total.headline {
        Some((total, _))
            if total.0.is_range() && write::people(sum) != write::people(total.median()) =>
        {
            "The total has ranges, so its median is not the sum of the stages’ medians."
        }
        _ => "",
    }
}

/// Writes the chip-hours of a run: `1,000 chip-hours`. Where only some stages have them, says which: `the 1,000
/// chip-hours of Base alone (SFT has none)`. Empty if none has.
pub fn hours(names: &[String], outcome: &Outcome) -> String {
    let written = |hours: Uncertain| format!("{} chip-hours", write::in_words(hours.median()));
    if let Some(hours) = outcome.total.chip_hours {
        return written(hours.0);
    }
    let [with, without] = divide(names, outcome, |figures| figures.chip_hours.is_some());
    match outcome.known_chip_hours() {
        Some(hours) if !without.is_empty() => format!(
            "the {} of {} ({})",
            written(hours.0),
            only(&with),
            have_none(&without)
        ),
        _ => String::new(),
    }
}

/// Returns the names of the stages in the total that have something, and of those that have not.
fn divide(names: &[String], outcome: &Outcome, has: impl Fn(&Figures) -> bool) -> [Vec<String>; 2] {
    let mut divided = [Vec::new(), Vec::new()];
    for (name, stage) in names.iter().zip(&outcome.stages) {
        if stage.role != Role::UnknownBase {
            divided[usize::from(!has(&stage.figures))].push(name.clone());
        }
    }
    divided
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;
    use crate::words::stage::of;

    fn lacks(link: &str) -> String {
        let draft = decode(link).draft;
        let names: Vec<String> = draft
            .stages()
            .iter()
            .map(|stage| of(&draft, *stage))
            .collect();
        lacking(&names, &crate::answer::answer(&draft).outcome)
    }

    #[test]
    fn a_stage_without_a_method_that_another_has_is_named() {
        let both =
            "v=1&stage=Base&parameters=7e9&tokens=1e12&chip-hours=1e5&peak=1e15&utilization=0.4";
        let counted = "&2.stage=Rollouts&2.parameters=7e9&2.tokens=1e9";
        assert_eq!(lacks(both), "");
        assert_eq!(
            lacks(&format!("{both}{counted}")),
            "No total of GPU time, because Rollouts has none."
        );
        let others: String = (3..=5)
            .map(|n| format!("&{n}.parameters=1e9&{n}.tokens=1e9"))
            .collect();
        assert_eq!(
            lacks(&format!("{both}{counted}{others}")),
            "No total of GPU time, because 4 stages have none."
        );
        assert_eq!(
            lacks("v=1&parameters=1e9&tokens=1e9&2.parameters=1e9&2.tokens=1e9"),
            "",
            "nobody asked for GPU time"
        );
        assert_eq!(
            lacks("v=1&role=base&2.parameters=1e9&2.tokens=1e9"),
            "",
            "a base model that is not known is in no total"
        );
    }

    #[test]
    fn the_gpu_time_of_some_stages_can_be_preferred() {
        let both =
            "v=1&stage=Base&parameters=7e9&tokens=1e12&chip-hours=1e5&peak=1e15&utilization=0.4";
        let counted = "&2.stage=Rollouts&2.parameters=7e9&2.tokens=1e9";
        let timed = "&3.stage=Distillation&3.chip-hours=1e3&3.peak=1e15&3.utilization=0.4";
        let look = |link: &str| {
            let draft = decode(link).draft;
            let stages = draft.stages();
            let names: Vec<String> = stages.iter().map(|stage| of(&draft, *stage)).collect();
            let outcome = crate::answer::answer(&draft).outcome;
            let totals = [Headline::Operations, Headline::GpuTime]
                .map(|method| outcome.total_preferring(method).map(|flop| flop.median()));
            (
                [Headline::Operations, Headline::GpuTime]
                    .map(|method| total_by(method, &names, &outcome)),
                totals,
            )
        };
        let (names, totals) = look(&format!("{both}{counted}"));
        assert_eq!(
            names,
            ["Counting operations", "GPU time of Base, the rest counted"]
        );
        let (base, time, rollouts) = (4.2e22, 1e5 * 3600.0 * 1e15 * 0.4, 4.2e19);
        assert_eq!(totals, [Some(base + rollouts), Some(time + rollouts)]);
        // The link that the choice makes has that figure.
        let chosen = format!("{both}{counted}&headline=gpu-time");
        let total = crate::answer::answer(&decode(&chosen).draft).outcome.total;
        assert_eq!(total.headline.map(|(flop, _)| flop.median()), totals[1]);
        let (names, totals) = look(&format!("{both}{counted}{timed}"));
        assert_eq!(
            names[0],
            "Counting operations of Base, the rest by other methods"
        );
        assert_eq!(names[1], "GPU time of Base, the rest by other methods");
        let distillation = 1e3 * 3600.0 * 1e15 * 0.4;
        assert_eq!(totals[0], Some(base + rollouts + distillation));
        let (_, none) = look(&format!("v=1&parameters=7e9&tokens=1e12{counted}{timed}"));
        assert_eq!(none, [None, None], "no stage has both");
    }

    #[test]
    fn a_total_that_is_no_sum_of_its_stages_says_why() {
        let said = |link: &str| of_sum(&crate::answer::answer(&decode(link).draft).outcome);
        let wide = "v=1&parameters=7e9&tokens=1e12..4e12&2.parameters=7e9&2.tokens=1e12..4e12";
        assert!(
            said(wide).starts_with("The total has ranges,"),
            "{}",
            said(wide)
        );
        for same in [
            "v=1&parameters=7e9&tokens=1e12..4e12",
            "v=1&parameters=7e9&tokens=1e12&2.parameters=7e9&2.tokens=2e12",
            "v=1&parameters=7e9&tokens=1e12..4e12&2.role=base&2.stage=Base",
            "v=1&parameters=7e9&tokens=1e12..4e12&2.parameters=1e6&2.tokens=1e6",
        ] {
            assert_eq!(said(same), "", "{same}");
        }
    }

    #[test]
    fn chip_hours_of_some_stages_say_which() {
        let said = |link: &str| {
            let draft = decode(link).draft;
            let stages = draft.stages();
            let names: Vec<String> = stages.iter().map(|stage| of(&draft, *stage)).collect();
            hours(&names, &crate::answer::answer(&draft).outcome)
        };
        let base = "v=1&stage=Base&chip-hours=1000";
        let sft = "&2.stage=SFT&2.parameters=1e9&2.tokens=1e9";
        assert_eq!(said(base), "1,000 chip-hours");
        assert_eq!(
            said(&format!("{base}{sft}")),
            "the 1,000 chip-hours of Base alone (SFT has none)"
        );
        assert_eq!(
            said(&format!("{base}{sft}&3.stage=RL&3.time=1d&3.chips=8")),
            "the 1,190 chip-hours of Base and RL together (SFT has none)"
        );
        assert_eq!(
            said(&format!("{base}{sft}&2.chip-hours=10")),
            "1,010 chip-hours"
        );
        assert_eq!(said("v=1&tokens=1e9&2.tokens=1e9"), "");
    }

    #[test]
    fn the_stages_of_a_part_of_a_sum_are_named_up_to_three() {
        let names: Vec<String> = ["A", "B", "C", "D"].map(String::from).into();
        for (many, said) in [
            (1, "A alone"),
            (2, "A and B together"),
            (3, "A, B and C together"),
            (4, "4 stages together"),
        ] {
            assert_eq!(only(&names[..many]), said);
        }
    }
}
