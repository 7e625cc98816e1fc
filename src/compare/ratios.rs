//! How many times one estimate is the other, in words.

use super::Column;
use crate::quantity::Flop;
use crate::words::comparison::times;

/// Returns a sentence for each estimate after the first: how its compute stands to that of the first, and whether
/// their ranges overlap.
pub fn ratios(columns: &[Column]) -> Vec<String> {
    let Some((first, others)) = columns.split_first() else {
        return Vec::new();
    };
    let Some(of_first) = flop(first) else {
        return Vec::new();
    };
    others
        .iter()
        .filter_map(|other| {
            let flop = flop(other)?;
            let words = times(flop.median() / of_first.median(), &first.name);
            let ranges = match (
                flop.0.is_range() && of_first.0.is_range(),
                are_apart(of_first, flop),
            ) {
                (false, _) => "",
                (true, true) => " Their ranges do not overlap.",
                (true, false) => " Their ranges overlap.",
            };
            Some(format!("{} took {words}.{ranges}", other.name))
        })
        .collect()
}

fn flop(column: &Column) -> Option<Flop> {
    let headline = column.evaluation.answer().outcome.total.headline;
    headline.map(|(flop, _)| flop)
}

fn are_apart(a: Flop, b: Flop) -> bool {
    a.0.high() < b.0.low() || b.0.high() < a.0.low()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::columns;

    fn of(links: &[&str]) -> Vec<String> {
        let links: Vec<String> = links.iter().map(|link| format!("v=1&{link}")).collect();
        ratios(&columns(&links))
    }

    #[test]
    fn each_estimate_is_held_against_the_first() {
        let gpt = "title=GPT-3&parameters=175e9&tokens=300e9";
        let ranged = "title=GPT-3&parameters=175e9&tokens=250e9..360e9";
        assert_eq!(
            of(&[
                gpt,
                "title=Big&parameters=175e9&tokens=3e12",
                "title=Twin&parameters=175e9&tokens=300e9",
                "title=Unknown&tokens=1",
            ]),
            ["Big took 10 × GPT-3.", "Twin took as much as GPT-3."]
        );
        assert_eq!(
            of(&[ranged, "parameters=175e9&tokens=3e11..6e11"]),
            ["Untitled estimate took 1.4 × GPT-3. Their ranges overlap."]
        );
        assert_eq!(
            of(&[ranged, "parameters=175e9&tokens=3e12..6e12"]),
            ["Untitled estimate took 14 × GPT-3. Their ranges do not overlap."]
        );
        // A point is inside or outside a range, and has none.
        assert_eq!(
            of(&[gpt, "parameters=175e9&tokens=3e12..6e12"]),
            ["Untitled estimate took 14 × GPT-3."]
        );
        assert_eq!(of(&["title=Nothing", gpt]), [""; 0]);
    }
}
