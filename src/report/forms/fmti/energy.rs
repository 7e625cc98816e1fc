//! The indicators on energy, emissions and water.

use crate::quantity::{KilowattHours, Uncertain, write};
use crate::report::forms::facts::Facts;
use crate::report::forms::figures::one_and_three;
use crate::report::forms::sheet::Filled;
use crate::report::record::Known;

/// Writes the electricity, with how it was worked out.
pub(super) fn energy(facts: &Facts, electricity: Option<&Known<KilowattHours>>) -> Filled {
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

/// Writes the emissions of the same electricity.
pub(super) fn carbon(facts: &Facts) -> Filled {
    let how = "choose the grid under Energy. Or say here which information you lack and why: the index accepts that.";
    let Some(known) = facts.emissions() else {
        return Filled::Missing(how.into());
    };
    let figure = one_and_three(known.value.0.scaled(1e-3), "tCO2");
    let of = known.gap.mark("emissions");
    Filled::Given(format!("{figure}{of}. {}", facts.emissions_method())).of_part(&known.gap, how)
}

/// Writes the water of the same electricity, once it is typed how much the data centre uses.
pub(super) fn water(facts: &Facts, electricity: Option<&Known<KilowattHours>>) -> Filled {
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

#[cfg(test)]
mod tests {
    use super::super::tests::{BARE, says};

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
}
