//! The first sentence of the view: an estimate among the systems, or the systems alone.

use super::{Own, Point, place};
use crate::quantity::write;

/// Returns the first sentence, for `points` as the whole table and those of it that are selected.
pub fn summary(points: &[Point], selected: &[usize], own: Option<&Own>) -> String {
    if let Some(own) = own {
        return place(own.flop.median(), points).sentence(own);
    }
    let selected: Vec<&Point> = selected.iter().filter_map(|at| points.get(*at)).collect();
    let largest = selected.iter().max_by(|a, b| a.flop.total_cmp(&b.flop));
    let (Some(first), Some(last), Some(largest)) = (selected.first(), selected.last(), largest)
    else {
        return "No system is selected.".into();
    };
    let systems = if selected.len() == 1 {
        "system"
    } else {
        "systems"
    };
    format!(
        "{} {systems}, {} to {}. The largest is {} with {} FLOP.",
        selected.len(),
        first.date.in_words(),
        last.date.in_words(),
        largest.name,
        write::people(largest.flop)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::table_points;

    #[test]
    fn the_systems_are_summed_up() {
        let points = table_points();
        let all: Vec<usize> = (0..points.len()).collect();
        let text = summary(&points, &all, None);
        assert!(text.starts_with("535 systems, July 1950 to "), "{text}");
        assert!(
            text.ends_with("The largest is Grok 4 with 5 × 10²⁶ FLOP."),
            "{text}"
        );
        assert_eq!(summary(&points, &[], None), "No system is selected.");
    }
}
