//! The indicators on compute of the Foundation Model Transparency Index, December 2025.
//!
//! <https://github.com/stanford-crfm/fmti>, `Dec2025/Dec2025_indicators.csv`, which has each indicator’s definition and
//! notes. Figures are asked for in one significant figure.

use super::super::record::{Amount, Known, Record};
use super::facts::{Facts, HOURS};
use super::figures::{flop_in_one, in_full, one_and_three, one_figure};
use super::inference::benchmark;
use super::sheet::{Filled, NOT_DISCLOSED, Sheet};
use crate::answer::scope::{LedgerItem, LedgerLine, LedgerState};
use crate::quantity::{Flop, KilowattHours, Uncertain, sampling, write};

const BRIEF: &str =
    "https://www.frontiermodelforum.org/updates/issue-brief-measuring-training-compute/";

/// Writes the indicators.
pub(super) fn indicators(facts: &Facts) -> String {
    let record = facts.record;
    let mut sheet = Sheet::of(
        "Foundation Model Transparency Index, December 2025, indicators on compute",
        NOT_DISCLOSED,
        record,
    );
    sheet.given("Compute usage for final training run", compute(facts));
    sheet.field("Compute usage including R&D", &development(record));
    sheet.field(
        "Development duration for final training run",
        &duration(facts),
    );
    sheet.field("Compute hardware for final training run", &hardware(facts));
    let provider = "name who owns the hardware: yourself, a cloud, or a computing centre. The estimate does not say it.";
    sheet.field("Compute provider", &Filled::Missing(provider.into()));
    let electricity = facts.electricity();
    sheet.field(
        "Energy usage for final training run",
        &energy(facts, electricity.as_ref()),
    );
    sheet.field("Carbon emissions for final training run", &carbon(facts));
    sheet.field(
        "Water usage for final training run",
        &water(facts, electricity.as_ref()),
    );
    sheet.field("Internal compute allocation", &allocation(facts));
    sheet.field("Benchmarked inference", &benchmark(facts));
    sheet.note_of_plan(record);
    sheet.end(record)
}

fn compute(facts: &Facts) -> String {
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
fn development(record: &Record) -> Filled {
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

fn duration(facts: &Facts) -> Filled {
    let how = "type training time and chips.";
    let is_alone = facts.own().count() == 1;
    let days = facts.days().map(|known| {
        let several = match is_alone || !(known.gap.is_none() || known.gap.has_several()) {
            true => "",
            false => ", one stage after another",
        };
        let of = known.gap.of();
        known.map(|days| match days >= 1.0 {
            true => format!("{}{of}{several}", one_and_full(days, "days")),
            false => format!("{}{of}{several}", one_and_full(days * 24.0, "hours")),
        })
    });
    let hours = facts.hours().map(|known| {
        let of = known.gap.of();
        known.map(|hours| {
            let each: Vec<String> = hours
                .iter()
                .map(|of| one_and_full(of.hours, format!("{} chip-hours", of.chip).trim_start()))
                .collect();
            each.join(" and ") + &of
        })
    });
    // Says which stages lack it or, if none does, which they are.
    let end = |lacks: &[String], subject: &str| match lacks {
        [] => format!("{subject} of {}.", facts.covers()),
        lacks => format!("{}.", lacks.join("; ")),
    };
    match (days, hours) {
        (None, None) => Filled::Missing(how.into()),
        (Some(days), Some(hours)) => {
            let lacks = Facts::lacks(&days.gap, &hours.gap);
            let end = end(&lacks, "The duration is that");
            let text = format!("{}, using {}. {end}", days.value, hours.value);
            Filled::Given(text).of_part(hours.gap.or(&days.gap), how)
        }
        (Some(days), None) => {
            let lack: Vec<String> = days.gap.lack("training time").into_iter().collect();
            Filled::Given(format!(
                "{}. Hardware hours are not disclosed. {}",
                days.value,
                end(&lack, "The duration is that")
            ))
            .of_part(&days.gap, how)
            .with_note(Some("for hardware hours, type the number of chips."))
        }
        (None, Some(hours)) => {
            let lack: Vec<String> = hours.gap.lack(HOURS).into_iter().collect();
            Filled::Given(format!(
                "{}. The continuous duration is not disclosed. {}",
                hours.value,
                end(&lack, "The hours are those")
            ))
            .of_part(&hours.gap, how)
            .with_note(Some(
                "for the duration, type training time and chips in place of chip-hours.",
            ))
        }
    }
}

/// Writes a number in one figure, beside all of them: `30 days (26)`, `300,000 chip-hours (319,488)`.
fn one_and_full(value: f64, unit: &str) -> String {
    let (one, full) = (one_figure(value), in_full(value));
    match one == full {
        true => format!("{one} {unit}"),
        false => format!("{one} {unit} ({full})"),
    }
}

fn hardware(facts: &Facts) -> Filled {
    let how = match facts.hardware() {
        Some(known) if known.gap.is_none() => {
            "type the number of chips, with time in place of chip-hours. The index gives no point for the hardware alone."
        }
        _ => {
            "choose the hardware, and type the number of chips. The index gives no point for one of the two alone."
        }
    };
    let known = facts.counted_hardware();
    let known = known.map(|known| Known {
        value: format!("{}.", known.words("hardware with a number of chips")),
        gap: known.gap,
    });
    match known {
        Some(known) => Filled::Given(known.value).of_part(&known.gap, how),
        None => Filled::Missing(how.into()),
    }
}

fn energy(facts: &Facts, electricity: Option<&Known<KilowattHours>>) -> Filled {
    let how = "type the power of a chip or choose the hardware, with time and chips. Or say here which information you lack and why: the index accepts that.";
    let Some(known) = electricity else {
        return Filled::Missing(how.into());
    };
    let of = match known.gap.lack("energy") {
        Some(lack) => format!("It is the energy{}; {lack}", known.gap.of()),
        None => format!("It is the energy of {}", facts.covers()),
    };
    let figure = one_and_three(megawatt_hours(known.value), "MWh");
    let method = facts.electricity_method();
    Filled::Given(format!(
        "{figure}. {method} {of}; other runs are not in it."
    ))
    .of_part(&known.gap, how)
}

fn megawatt_hours(kwh: KilowattHours) -> Uncertain {
    kwh.0.scaled(1e-3)
}

fn carbon(facts: &Facts) -> Filled {
    let how = "choose the grid under Energy. Or say here which information you lack and why: the index accepts that.";
    let Some(known) = facts.emissions() else {
        return Filled::Missing(how.into());
    };
    let figure = one_and_three(known.value.0.scaled(1e-3), "tCO2");
    let of = known.gap.mark("emissions");
    Filled::Given(format!("{figure}{of}. {}", facts.emissions_method())).of_part(&known.gap, how)
}

/// Writes the water of the same electricity, once it is typed how much the data centre uses.
fn water(facts: &Facts, electricity: Option<&Known<KilowattHours>>) -> Filled {
    let lacking = "Or say here which information you lack and why: the index accepts that.";
    let Some(known) = electricity else {
        return Filled::Missing(format!(
            "fill in the energy, and type the water for a kilowatt-hour above the form on the page. {lacking}"
        ));
    };
    let Some(rate) = facts.record.water else {
        return Filled::Missing(format!(
            "type the water for a kilowatt-hour above the form on the page: the estimate does not know it. {lacking}"
        ));
    };
    let figure = one_and_three(rate.megalitres(known.value), "ML");
    let energy = write::people(megawatt_hours(known.value).median());
    Filled::Given(format!(
        "{figure}{}. Estimated as the energy above, {energy} MWh, × {} of the data centre.",
        known.gap.mark("energy"),
        rate.words()
    ))
    .of_part(&known.gap, "fill in their energy.")
}

/// Writes the shares of the stages, as a beginning: the index asks for those of teams.
fn allocation(facts: &Facts) -> Filled {
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
    use super::super::tests::{FULL, field, form};
    use crate::report::Format;

    fn says(link: &str, name: &str, words: &[&str]) {
        let text = field(&form(Format::Fmti, link), name);
        for words in words {
            assert!(text.contains(words), "{name}: {words} is not in {text}");
        }
    }

    const BARE: &str = "parameters=70e9&tokens=2e12";

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

    #[test]
    fn duration_is_in_time_and_in_hardware_hours() {
        let name = "Development duration for final training run";
        says(
            BARE,
            name,
            &["Not disclosed. To fill this in: type training time and chips"],
        );
        let run = "parameters=70e9&tokens=2e12&hardware=nvidia-h100-sxm&format=bf16";
        says(
            &format!("{run}&time=93d&chips=400"),
            name,
            &["90 days (93), using 900,000 NVIDIA H100 SXM chip-hours (892,800)."],
        );
        says(
            &format!("{run}&chip-hours=832102"),
            name,
            &[
                "800,000 NVIDIA H100 SXM chip-hours (832,102).",
                "The continuous duration is not disclosed. The hours are",
            ],
        );
        says(
            &format!("{run}&time=10h"),
            name,
            &["10 hours. Hardware hours are not disclosed"],
        );
        says(
            FULL,
            name,
            &["one stage after another", "of Pre-training and Fine-tuning"],
        );
    }

    #[test]
    fn hardware_has_its_amount() {
        let name = "Compute hardware for final training run";
        says(
            BARE,
            name,
            &["Not disclosed. To fill this in: choose the hardware"],
        );
        says(FULL, name, &["512 × NVIDIA A100"]);
        says(
            "chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4",
            name,
            &["Not disclosed"],
        );
    }

    #[test]
    fn energy_and_carbon_say_how_they_were_worked_out() {
        let (energy, carbon) = (
            "Energy usage for final training run",
            "Carbon emissions for final training run",
        );
        says(
            BARE,
            energy,
            &["Not disclosed", "say here which information you lack"],
        );
        says(
            BARE,
            carbon,
            &["Not disclosed. To fill this in: choose the grid"],
        );
        // IBM’s own: 832,102 h × 700 W × 1.3, and 0.39 kg/kWh; in three figures 757 MWh and 295 t.
        let ibm = "parameters=8.17e9&tokens=12e12&chip-hours=832102&hardware=nvidia-h100-sxm&format=bf16&power=700_W&pue=1.3&grid=390_g/kWh";
        says(
            ibm,
            energy,
            &[
                "800 MWh (in three figures 757)",
                "700 W",
                "1.3",
                "other runs are not in it",
            ],
        );
        says(ibm, carbon, &["300 tCO2 (in three figures 295)", "390 g"]);
    }

    #[test]
    fn water_provider_and_teams_are_not_in_an_estimate() {
        says(
            BARE,
            "Water usage for final training run",
            &["Not disclosed. To fill this in: fill in the energy, and type the water"],
        );
        says(
            FULL,
            "Water usage for final training run",
            &["Not disclosed. To fill this in: type the water for a kilowatt-hour"],
        );
        says(
            FULL,
            "Compute provider",
            &["Not disclosed. To fill this in: name who owns"],
        );
        says(BARE, "Internal compute allocation", &["Not disclosed"]);
        says(
            FULL,
            "Internal compute allocation",
            &["By stage", "Pre-training 99.", "Fine-tuning 0.8"],
        );
    }

    #[test]
    fn inference_is_given_in_seconds_and_flop_a_second() {
        says(
            BARE,
            "Benchmarked inference",
            &["Not disclosed. To fill this in"],
        );
        says(
            FULL,
            "Benchmarked inference",
            &["It takes 30 seconds", "FLOP/s"],
        );
    }
}
