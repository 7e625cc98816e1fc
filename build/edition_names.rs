//! The editions of the tables, in the order in which they were made, and the checks of that list.

use super::table;

/// A state of the tables.
pub(crate) struct Named {
    /// Its name in links: the year and month in which it was made; `.2` after it for the second that
    /// has the month's name.
    pub(crate) name: &'static str,
    /// The day on which it was made.
    pub(crate) made: &'static str,
    /// Why its name has another month than that day. Empty for all whose name has the same.
    pub(crate) misnamed: &'static str,
}

/// Links have these names in them: none is ever renamed or taken out.
pub(crate) const EDITIONS: [Named; 5] = [
    Named {
        name: "2026-11",
        made: "2026-11-22",
        misnamed: "",
    },
    Named {
        name: "2026-12",
        made: "2026-11-23",
        misnamed: "It was named a month too early, and links have the name.",
    },
    Named {
        name: "2026-11.2",
        made: "2026-11-28",
        misnamed: "",
    },
    Named {
        name: "2026-11.3",
        made: "2026-11-29",
        misnamed: "",
    },
    Named {
        name: "2026-11.4",
        made: "2026-11-29",
        misnamed: "",
    },
];

/// The one that this program computes with where a link names none.
pub(crate) const PRESENT: &str = EDITIONS[EDITIONS.len() - 1].name;

/// Returns the names, in order.
pub(crate) fn names() -> Vec<&'static str> {
    EDITIONS.iter().map(|edition| edition.name).collect()
}

/// Says what is wrong with a list of editions, on a day.
pub(crate) fn problems(editions: &[Named], today: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (index, edition) in editions.iter().enumerate() {
        let earlier = &editions[..index];
        let mut complain = |problem: String| {
            problems.push(format!("edition {}: {problem}", edition.name));
        };
        if earlier.iter().any(|other| other.name == edition.name) {
            complain("the name is that of an earlier edition: give it another".into());
        }
        let Some(month) = month_of(edition.name) else {
            complain("the name is no month: write 2026-11, or 2026-11.2".into());
            continue;
        };
        if !table::is_day(edition.made) {
            complain(format!(
                "made “{}” is no day: write 2022-04-04",
                edition.made
            ));
            continue;
        }
        let has_its_month = edition.made.starts_with(month);
        if !has_its_month && edition.misnamed.is_empty() {
            complain(format!(
                "it was made on {}: name it by that month",
                edition.made
            ));
        }
        if has_its_month && !edition.misnamed.is_empty() {
            complain("its name has the month of its day: leave misnamed empty".into());
        }
        if edition.made > today {
            complain(format!(
                "made {} is a day to come: today is {today}",
                edition.made
            ));
        }
        if let Some(before) = earlier.last().filter(|before| before.made > edition.made) {
            complain(format!(
                "it was made on {}, before {}, which stands above it: put the earlier edition first",
                edition.made, before.name
            ));
        }
    }
    problems
}

/// Returns the month of a name, `2026-11` of `2026-11.2`.
fn month_of(name: &str) -> Option<&str> {
    let month = match name.split_once('.') {
        None => name,
        // The first of a month has no number.
        Some((month, number)) => {
            let is_number = matches!(
                number.as_bytes(),
                [b'2'..=b'9'] | [b'1'..=b'9', b'0'..=b'9']
            );
            is_number.then_some(month)?
        }
    };
    (month.len() == 7 && table::is_day(&format!("{month}-01"))).then_some(month)
}

/// Returns the day of a count of seconds since 1970 began in Greenwich.
pub(crate) fn day(seconds: u64) -> String {
    // Years that begin in March have their leap day last: Howard Hinnant, chrono-Compatible Low-Level
    // Date Algorithms, civil_from_days.
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = match month {
        0..=9 => (year, month + 3),
        _ => (year + 1, month - 9),
    };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year)
}
