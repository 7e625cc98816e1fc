//! The table beside the picture: the selected systems and the estimate, sorted and searched.

use super::{Own, Point, words};
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
    /// The rank by compute among the rows, 1 for the largest.
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
    for (at, row) in rows.iter_mut().enumerate() {
        row.rank = at + 1;
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
        assert_eq!(names(Column::Rank, false, ""), "1A 2mine 3b 4c");
        assert_eq!(names(Column::Flop, false, ""), "4c 3b 2mine 1A");
        assert_eq!(names(Column::System, false, ""), "1A 3b 4c 2mine");
        assert_eq!(names(Column::Date, false, ""), "3b 4c 1A 2mine");
        assert_eq!(names(Column::Date, true, ""), "2mine 1A 4c 3b");
        assert_eq!(names(Column::Rank, false, " B"), "3b");
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
