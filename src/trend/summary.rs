//! The first sentence of the view: an estimate among the systems, or the systems alone.

use super::words::Period;
use super::{Own, Point, Selection, place};
use crate::quantity::write;

/// Returns the first sentence, for `selected` as the points of the selection in the order of their dates.
pub fn summary(selected: &[&Point], selection: &Selection, own: Option<&Own>) -> String {
    if let (Some(own), false) = (own, selected.is_empty()) {
        return place(own, selected).sentence(own, selection);
    }
    let largest = selected.iter().max_by(|a, b| a.flop.total_cmp(&b.flop));
    let (Some(first), Some(last), Some(largest)) = (selected.first(), selected.last(), largest)
    else {
        return "No system is selected.".into();
    };
    format!(
        "{} {}, {} to {}. The largest is {} with {} FLOP.",
        selected.len(),
        selection.systems(selected.len(), Period::Without),
        first.date.in_words(),
        last.date.in_words(),
        largest.name,
        write::people(largest.flop)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{decode, table_points};

    #[test]
    fn the_systems_are_summed_up() {
        let points = table_points();
        let text = |keys: &str| {
            let view = decode(&format!("view=trends{keys}")).view;
            let selected = view.selection.of(&points);
            let selected: Vec<&Point> = selected.iter().map(|at| &points[*at]).collect();
            summary(&selected, &view.selection, None)
        };
        let games = text("&domain=games&from=2018");
        let text = text("");
        assert!(text.starts_with("535 systems, July 1950 to "), "{text}");
        assert!(
            text.ends_with("The largest is Grok 4 with 5 × 10²⁶ FLOP."),
            "{text}"
        );
        assert!(games.contains(" games systems, "), "{games}");
        assert!(
            !games.contains("since 2018"),
            "the period is said once: {games}"
        );
        let nothing = summary(&[], &Selection::default(), None);
        assert_eq!(nothing, "No system is selected.");
    }
}
