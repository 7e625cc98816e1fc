//! The table beside the picture: the selected systems and the estimate, sorted and searched.

use super::{Own, Point, place, words};
use crate::quantity::write;
use crate::variants::enum_with_all;

/// The number of rows that are shown on each side of the estimate, or at the top, before all are asked for.
const AROUND: usize = 4;
const AT_TOP: usize = 10;

enum_with_all! {
    /// A column to sort by.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[expect(missing_docs, reason = "each is called what it is")]
    pub enum Column {
        Rank,
        System,
        Date,
        Flop,
        Domain,
        Organization,
    }
}

impl Column {
    /// Returns the heading.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Rank => "Rank",
            Self::System => "System",
            Self::Date => "Date",
            Self::Flop => "FLOP",
            Self::Domain => "Domain",
            Self::Organization => "Organization",
        }
    }
}

/// The order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column that is sorted by.
    pub column: Column,
    /// Whether the last comes first.
    pub is_reversed: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The rank by compute among the systems, 1 for the largest. The estimate has the rank that it would have among them.
    pub rank: usize,
    /// The name.
    pub name: String,
    /// The date in short; empty if it is not known.
    pub date: String,
    /// The compute in FLOP.
    pub flop: f64,
    /// The compute over that of the estimate; empty if there is none.
    pub ratio: String,
    /// The main domain.
    pub domain: String,
    /// The organizations.
    pub organization: String,
    /// The address of the paper or announcement.
    pub link: String,
    /// Whether it is the estimate.
    pub is_own: bool,
    days: i64,
}

/// Returns the rows of selected points and of an estimate that have a text in their name, organization or domain.
pub fn rows(
    points: &[Point],
    selected: &[usize],
    own: Option<&Own>,
    order: Order,
    find: &str,
) -> Vec<Row> {
    let own_flop = own.map(|own| own.flop.median());
    let ratio = |flop: f64| own_flop.map_or(String::new(), |own| write::people(flop / own));
    let mut rows: Vec<Row> = selected
        .iter()
        .filter_map(|at| points.get(*at))
        .map(|point| Row {
            rank: 0,
            name: point.name.clone(),
            date: point.date.in_short(),
            flop: point.flop,
            ratio: ratio(point.flop),
            domain: point
                .domains
                .first()
                .map_or(String::new(), |domain| words::domain_title(*domain)),
            organization: point.organization.clone(),
            link: point.link.clone(),
            is_own: false,
            days: point.date.days(),
        })
        .collect();
    rows.extend(own.map(|own| Row {
        rank: 0,
        name: own.name.clone(),
        date: own.date.map_or(String::new(), |date| date.in_short()),
        flop: own.flop.median(),
        ratio: "1".into(),
        domain: String::new(),
        organization: String::new(),
        link: String::new(),
        is_own: true,
        days: own.date.map_or(i64::MAX, |date| date.days()),
    }));
    rows.sort_by(|a, b| b.flop.total_cmp(&a.flop).then(b.is_own.cmp(&a.is_own)));
    let mut systems = 0;
    for row in &mut rows {
        systems += usize::from(!row.is_own);
        row.rank = systems;
    }
    if let (Some(own), Some(row)) = (own, rows.iter_mut().find(|row| row.is_own)) {
        let selected: Vec<&Point> = selected.iter().filter_map(|at| points.get(*at)).collect();
        row.rank = place(own, &selected).rank;
    }
    let find = find.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&find);
    rows.retain(|row| has(&row.name) || has(&row.organization) || has(&row.domain));
    // The sort is stable: rows that are alike stay in the order of their rank.
    match order.column {
        Column::Rank => {}
        Column::Flop => rows.reverse(),
        Column::System => rows.sort_by_cached_key(|row| row.name.to_lowercase()),
        Column::Date => rows.sort_by_key(|row| row.days),
        Column::Domain => rows.sort_by(|a, b| a.domain.cmp(&b.domain)),
        Column::Organization => rows.sort_by_cached_key(|row| row.organization.to_lowercase()),
    }
    if order.is_reversed {
        rows.reverse();
    }
    rows
}

/// Returns the first and the last row, from 1, that are shown before all are asked for: those around the estimate, or
/// the first ones. `(0, 0)` if there are none.
pub fn shown_rows(rows: &[Row]) -> (usize, usize) {
    let count = rows.len();
    match rows.iter().position(|row| row.is_own) {
        Some(at) => {
            let first = at
                .saturating_sub(AROUND)
                .min(count.saturating_sub(2 * AROUND + 1));
            (first + 1, (first + 2 * AROUND + 1).min(count))
        }
        None => (count.min(1), count.min(AT_TOP)),
    }
}

/// Says which of the rows are shown, from the first to the last, and what they are.
pub fn rows_in_words(rows: &[Row], first: usize, last: usize) -> String {
    let count = rows.len();
    let systems = rows.iter().filter(|row| !row.is_own).count();
    let of = match (systems == count, systems) {
        (true, _) => String::new(),
        (false, 0) => ": your estimate".into(),
        (false, 1) => ": 1 system and your estimate, its rank in brackets".into(),
        (false, n) => format!(": {n} systems and your estimate, its rank in brackets"),
    };
    match (count, first > 1 || last < count) {
        (0, _) => "No system has this text.".into(),
        (_, true) => format!("Rows {first}–{last} of {count}{of}."),
        (1, false) => format!("1 row{of}."),
        (_, false) => format!("All {count} rows{of}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{When, own_of, table_points};

    fn point(name: &str, date: &str, flop: f64) -> Point {
        Point::new(name, When::read(date).expect(date), flop)
    }

    fn names(column: Column, is_reversed: bool, find: &str) -> String {
        let points = [
            point("b", "2010", 1e20),
            point("A", "2012", 1e21),
            point("c", "2011", 1e19),
        ];
        let order = Order {
            column,
            is_reversed,
        };
        let own = own_of("v=1&title=mine&compute=1e20", None, &points);
        let rows = rows(&points, &[0, 1, 2], own.as_ref(), order, find);
        let names: Vec<String> = rows
            .into_iter()
            .map(|row| format!("{}{}", row.rank, row.name))
            .collect();
        names.join(" ")
    }

    #[test]
    fn rows_are_sorted_by_each_column() {
        assert_eq!(names(Column::Rank, false, ""), "1A 2mine 2b 3c");
        assert_eq!(names(Column::Flop, false, ""), "3c 2b 2mine 1A");
        assert_eq!(names(Column::System, false, ""), "1A 2b 3c 2mine");
        assert_eq!(names(Column::Date, false, ""), "2b 3c 1A 2mine");
        assert_eq!(names(Column::Date, true, ""), "2mine 1A 3c 2b");
        assert_eq!(names(Column::Rank, false, " B"), "2b");
    }

    #[test]
    fn the_rank_is_that_of_the_sentence_and_the_rows_are_counted_as_what_they_are() {
        let points = table_points();
        let selected: Vec<usize> = (0..points.len()).collect();
        let order = Order {
            column: Column::Rank,
            is_reversed: false,
        };
        let link = "v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12";
        let own = own_of(link, None, &points).expect("a figure");
        let of = |find: &str| rows(&points, &selected, Some(&own), order, find);
        let all = of("");
        let both: Vec<&Row> = all.iter().filter(|row| row.name == "LLaMA-65B").collect();
        assert_eq!(both.len(), 2);
        let among: Vec<&Point> = points.iter().collect();
        let rank = place(&own, &among).rank;
        assert!(both.iter().any(|row| row.is_own && row.rank == rank));
        assert_eq!(all.iter().map(|row| row.rank).max(), Some(points.len()));
        assert_eq!(
            rows_in_words(&all, 109, 117),
            "Rows 109–117 of 536: 535 systems and your estimate, its rank in brackets."
        );
        let found = of("llama-65b");
        assert_eq!(
            rows_in_words(&found, 1, 2),
            "All 2 rows: 1 system and your estimate, its rank in brackets."
        );
        assert_eq!(rows_in_words(&[], 0, 0), "No system has this text.");
        let systems = rows(&points, &selected, None, order, "");
        assert_eq!(rows_in_words(&systems, 1, 10), "Rows 1–10 of 535.");
    }

    #[test]
    fn the_rows_around_the_estimate_are_shown() {
        let points = table_points();
        let selected: Vec<usize> = (0..points.len()).collect();
        let order = Order {
            column: Column::Rank,
            is_reversed: false,
        };
        let shown = |compute: &str| {
            let own = own_of(&format!("v=1&compute={compute}"), None, &points);
            shown_rows(&rows(&points, &selected, own.as_ref(), order, ""))
        };
        assert_eq!(shown("1e30"), (1, 9));
        assert_eq!(shown("1"), (528, 536));
        let (first, last) = shown("1e23");
        assert_eq!(last - first, 8);
        assert_eq!(shown_rows(&[]), (0, 0));
        assert_eq!(
            shown_rows(&rows(&points, &selected, None, order, "")),
            (1, 10)
        );
    }
}
