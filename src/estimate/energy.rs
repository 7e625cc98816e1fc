//! Electricity, greenhouse gas and money for the chip-hours of a run.
//!
//! Energy is chip-hours × power of a chip × a host factor × PUE (Patterson et al. 2021, "Carbon
//! Emissions and Large Neural Network Training", <https://arxiv.org/abs/2104.10350>, which measures
//! the power of chip and host together); emissions are energy × intensity of the grid. A chip's
//! design power is what it takes at most, near to what it takes while it trains.

use crate::quantity::{
    ChipHours, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money, PricePerChipHour, Ratio,
    Watts,
};

/// The power of a chip, and the factors between the chip and the meter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    /// Power of one chip while it trains; its design power if nothing was measured.
    pub chip: Watts,
    /// Power of a server over that of its chips: processors, memory, network, fans. At least 1;
    /// 1 where the chip's power was measured with its host.
    pub host: Ratio,
    /// Power of the data centre over that of its servers, at least 1.
    pub pue: Ratio,
}

impl Power {
    /// Returns the electricity for these hours.
    pub fn energy(self, hours: ChipHours) -> KilowattHours {
        hours * self.chip * self.host * self.pue
    }
}

/// Returns the mean power of a chip over hours on several kinds of chip; `None` if there are no hours.
pub fn mean_power(periods: &[(ChipHours, Watts)]) -> Option<Watts> {
    let hours = |(hours, _): &(ChipHours, Watts)| hours.median();
    let all: f64 = periods.iter().map(hours).sum();
    let taken: f64 = periods.iter().map(|p| hours(p) * p.1.median()).sum();
    let mean = Watts::point(taken / all);
    mean.0.is_positive_and_finite().then_some(mean)
}

/// Returns the greenhouse gas of this electricity from this grid.
pub fn emissions(energy: KilowattHours, grid: GramsPerKilowattHour) -> KilogramsCo2e {
    energy * grid
}

/// Returns the cost of the hours at this price, in the price's currency.
pub fn cost(hours: ChipHours, price: PricePerChipHour) -> Money {
    hours * price
}

/// A server and its greatest power, from which its power over that of its chips follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Host {
    /// Name of the server.
    pub name: &'static str,
    /// Slug of its chips.
    pub chip: &'static str,
    /// Number of chips in it.
    pub chips: f64,
    /// The greatest power of the whole server, W.
    pub watts: f64,
    /// Document and address that state it.
    pub source: &'static str,
}

impl Host {
    /// Returns the power of the server over the design power of its chips, in W each.
    pub fn factor(self, tdp_w: f64) -> Ratio {
        Ratio::point(self.watts / (self.chips * tdp_w))
    }
}

/// Servers whose greatest power is published. While training they take less, and so do their chips.
pub const HOSTS: [Host; 3] = [
    Host {
        name: "NVIDIA DGX A100",
        chip: "nvidia-a100-sxm-80gb",
        chips: 8.0,
        watts: 6_500.0,
        source: "NVIDIA DGX A100 user guide, https://docs.nvidia.com/dgx/dgxa100-user-guide/introduction-to-dgxa100.html",
    },
    Host {
        name: "NVIDIA DGX H100",
        chip: "nvidia-h100-sxm",
        chips: 8.0,
        watts: 10_200.0,
        source: "NVIDIA DGX H100 user guide, https://docs.nvidia.com/dgx/dgxh100-user-guide/introduction-to-dgxh100.html",
    },
    Host {
        name: "NVIDIA DGX B200",
        chip: "nvidia-b200",
        chips: 8.0,
        watts: 14_300.0,
        source: "NVIDIA DGX B200 user guide, https://docs.nvidia.com/dgx/dgxb200-user-guide/introduction-to-dgxb200.html",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Count, Seconds, Uncertain};

    fn close(a: f64, b: f64) {
        assert!((a / b - 1.0).abs() < 1e-12, "{a} is not {b}");
    }

    fn power(watts: f64, host: f64, pue: f64) -> Power {
        Power {
            chip: Watts::point(watts),
            host: Ratio::point(host),
            pue: Ratio::point(pue),
        }
    }

    /// Luccioni et al. 2022, "Estimating the Carbon Footprint of BLOOM",
    /// <https://arxiv.org/abs/2211.02001>: 1,082,990 GPU-hours of 400 W are 433,196 kWh, at 57 g
    /// per kWh 24.69 t.
    #[test]
    fn bloom_as_its_authors_compute_it() {
        let energy = power(400.0, 1.0, 1.0).energy(ChipHours::point(1_082_990.0));
        close(energy.median(), 433_196.0);
        let gas = emissions(energy, GramsPerKilowattHour::point(57.0));
        close(gas.median(), 24_692.172);
    }

    /// Patterson et al. 2021, table 4: GPT-3 took 14.8 days on 10,000 V100 of 330 W, host included,
    /// in a data centre of PUE 1.10 on a grid of 429 g; printed are 1,287 MWh and 552.1 t.
    #[test]
    fn gpt_3_as_patterson_et_al_compute_it() {
        let hours = Seconds::point(14.8 * 86_400.0) * Count::point(10_000.0);
        let energy = power(330.0, 1.0, 1.1).energy(hours);
        // 3,552,000 h × 0.33 kW × 1.1.
        close(energy.median(), 1_289_376.0);
        assert!((energy.median() / 1_287_000.0 - 1.0).abs() < 0.002);
        let gas = emissions(energy, GramsPerKilowattHour::point(429.0));
        assert!((gas.median() / 552_100.0 - 1.0).abs() < 0.002);
    }

    /// 1,000 h of an H100 of 700 W in a DGX of 10.2 kW: 1,000 × 10.2 / 8 kWh.
    #[test]
    fn a_server_takes_more_than_its_chips() {
        let host = HOSTS[1].factor(700.0);
        close(host.median(), 10_200.0 / 5_600.0);
        let energy = power(700.0, host.median(), 1.0).energy(ChipHours::point(1_000.0));
        close(energy.median(), 1_275.0);
        for host in HOSTS {
            let chip = crate::catalog::chip(host.chip).expect("in the catalog");
            let factor = host.factor(chip.tdp_w().expect("a power")).median();
            assert!((1.5..2.1).contains(&factor), "{}: {factor}", host.name);
        }
    }

    #[test]
    fn ranges_widen_as_they_multiply() {
        let power = Power {
            chip: Watts(Uncertain::range(500.0, 700.0)),
            host: Ratio(Uncertain::range(1.4, 1.8)),
            pue: Ratio::point(1.1),
        };
        let energy = power.energy(ChipHours::point(1e6));
        // √(500 × 700) × √(1.4 × 1.8) × 1.1 × 1e6 / 1000.
        let median = (350_000f64 * 2.52).sqrt() * 1.1 * 1e3;
        close(energy.median(), median);
        // Half the log-widths are ln(7/5)/2 and ln(9/7)/2; their squares add.
        let width = ((1.4f64.ln() / 2.0).powi(2) + ((1.8f64 / 1.4).ln() / 2.0).powi(2)).sqrt();
        close(energy.high(), median * width.exp());
        close(energy.low(), median / width.exp());
        let cost = cost(
            ChipHours::point(2_000.0),
            PricePerChipHour(Uncertain::range(2.0, 3.0)),
        );
        assert_eq!((cost.low(), cost.high()), (4_000.0, 6_000.0));
    }
}
