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

    /// Returns whether a problem names something that the method without the headline still needs. A plan is solved for
    /// what it lacks.
    pub fn is_still_needed(&self, problem: &Problem) -> bool {
        let basis = self.outcome.total.headline.map(|(_, basis)| basis);
        let is_other = method_of(problem.field.key).is_some_and(|method| basis != Some(method));
        let mut solutions = self.reachable_solutions();
        is_other && solutions.all(|(_, solved)| solved.field != problem.field)
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

    /// The fields that the method without the headline still needs.
    fn needed(link: &str) -> Vec<Key> {
        let answer = answer(&decode(link).draft);
        let missing = answer.problems.iter();
        let missing = missing.filter(|problem| problem.severity == Severity::Missing);
        let needed = missing.filter(|problem| answer.is_still_needed(problem));
        needed.map(|problem| problem.field.key).collect()
    }

    #[test]
    fn a_method_that_was_begun_says_what_it_still_needs() {
        let counted = "v=1&parameters=65e9&tokens=1.4T";
        assert_eq!(needed(counted), []);
        assert_eq!(
            needed(&format!(
                "{counted}&chip-hours=1e6&hardware=nvidia-h100-sxm&utilization=0.4"
            )),
            [Key::Format]
        );
        assert_eq!(
            needed(&format!("v=1&parameters=65e9&{GPU_TIME}")),
            [Key::Examples]
        );
        // The time is solved for.
        assert_eq!(
            needed(&format!("{counted}&chips=1024&peak=312e12&utilization=0.4")),
            []
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
