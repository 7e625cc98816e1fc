//! A visitor’s estimate as a point among the systems.

use super::{Point, When};
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Flop, strip_invisible};
use crate::words::UNTITLED;

/// An estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Its title, or “Untitled estimate”.
    pub name: String,
    /// Its compute.
    pub flop: Flop,
    /// Its date, if one is known.
    pub date: Option<When>,
}

impl Own {
    /// Returns whether it is the estimate of a system: the two have one name.
    pub fn is_of(&self, point: &Point) -> bool {
        is_one_name(&self.name, &point.name)
    }
}

fn is_one_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Makes the point of a draft with its figure. Its date is `date`; or that of the system of the same name; or the one
/// that the draft has for its reports.
pub fn own(draft: &Draft, flop: Flop, date: Option<When>, points: &[Point]) -> Own {
    let text = |key| draft.get(Field::new(0, key)).map(strip_invisible);
    let title = text(Key::Title).map(|title| title.trim().to_owned());
    let title = title.filter(|title| !title.is_empty());
    let of_table = || {
        let title = title.as_ref()?;
        let same = points.iter().find(|point| is_one_name(&point.name, title));
        same.map(|point| point.date)
    };
    let of_report = || When::read(&text(Key::Date)?);
    Own {
        date: date.or_else(of_table).or_else(of_report),
        name: title.unwrap_or_else(|| UNTITLED.into()),
        flop,
    }
}

/// Makes the point of a link, for tests.
#[cfg(test)]
pub(crate) fn own_of(fragment: &str, date: Option<When>, points: &[Point]) -> Option<Own> {
    let draft = crate::draft::link::decode(fragment).draft;
    let (flop, _) = crate::answer::answer(&draft).outcome.total.headline?;
    Some(own(&draft, flop, date, points))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::table_points;

    #[test]
    fn an_estimate_has_the_date_of_the_system_of_its_name() {
        let points = table_points();
        let of = |fragment: &str, date: &str| own_of(fragment, When::read(date), &points);
        let llama =
            of("v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12", "").expect("a figure");
        assert_eq!(
            llama.date.map(|date| date.to_string()),
            Some("2023-02-24".into())
        );
        assert!((llama.flop.median() / 5.48e23 - 1.0).abs() < 0.01);
        let typed = of(
            "v=1&title=LLaMA-65B&parameters=65.2e9&tokens=1.4e12",
            "2024-01",
        )
        .expect("a figure");
        assert_eq!(typed.date, When::read("2024-01"));
        let reported = of("v=1&date=2025-05-01&compute=1e24", "").expect("a figure");
        assert_eq!(
            (reported.name.as_str(), reported.date),
            ("Untitled estimate", When::read("2025-05-01"))
        );
        assert_eq!(of("v=1&compute=1e24", "").expect("a figure").date, None);
        assert_eq!(of("v=1&title=LLaMA-65B", ""), None);
    }
}
