//! The method that an error keeps from its figure, while the other method gives the headline.

use super::{Answer, Problem, Severity};
use crate::draft::Key;
use crate::estimate::Basis;

impl Answer {
    /// Returns the method that has no figure because of an error, with the first such error, if the headline does
    /// without it. A method that is only not filled in is not lost.
    pub fn lost_method(&self) -> Option<(Basis, &Problem)> {
        let (_, basis) = self.outcome.total.headline?;
        if matches!(basis, Basis::Combined | Basis::Given) {
            return None;
        }
        self.problems.iter().find_map(|problem| {
            let method = method_of(problem.field.key)?;
            let is_lost = problem.severity == Severity::Error && method != basis;
            is_lost.then_some((method, problem))
        })
    }
}

/// Returns the only method that needs a key.
fn method_of(key: Key) -> Option<Basis> {
    match key {
        key if (Key::Connections..Key::Runs).contains(&key) => Some(Basis::Operations),
        key if (Key::Time..=Key::Utilization).contains(&key) => Some(Basis::GpuTime),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::draft::link::decode;

    fn lost(link: &str) -> Option<(Basis, Key)> {
        let answer = answer(&decode(link).draft);
        answer
            .lost_method()
            .map(|(method, problem)| (method, problem.field.key))
    }

    const GPU_TIME: &str = "chip-hours=1e6&peak=312e12&utilization=0.4";

    #[test]
    fn a_method_with_a_slip_is_lost_while_the_other_gives_the_headline() {
        assert_eq!(
            lost(&format!("v=1&parameters=65e9&tokens=1.4TT&{GPU_TIME}")),
            Some((Basis::Operations, Key::Tokens))
        );
        assert_eq!(
            lost("v=1&parameters=65e9&tokens=1.4T&chip-hours=1e6&peak=312e12&utilization=1.4"),
            Some((Basis::GpuTime, Key::Utilization))
        );
        // In one of two stages.
        assert_eq!(
            lost(&format!(
                "v=1&parameters=65e9&tokens=1.4T&2.parameters=65x&2.tokens=1e9&{}",
                GPU_TIME
                    .split('&')
                    .map(|entry| format!("2.{entry}"))
                    .collect::<Vec<_>>()
                    .join("&")
            )),
            Some((Basis::Operations, Key::Parameters))
        );
    }

    #[test]
    fn a_method_that_is_not_filled_in_is_not_lost() {
        assert_eq!(lost(&format!("v=1&{GPU_TIME}")), None);
        assert_eq!(lost(&format!("v=1&parameters=65e9&{GPU_TIME}")), None);
        assert_eq!(
            lost(&format!("v=1&parameters=65e9&tokens=1.4T&{GPU_TIME}")),
            None
        );
        // Without any figure nothing stands in for the method.
        assert_eq!(lost("v=1&parameters=65e9&tokens=1.4TT"), None);
        assert_eq!(lost("v=1&parameters=65e9&tokens=1.4TT&compute=1e24"), None);
    }
}
