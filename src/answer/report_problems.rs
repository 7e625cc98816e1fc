//! Problems with the fields that no figure depends on: the date of a report, and the ledger.
//!
//! This is apart from [`answer`](super::answer()), as [`energy`](super::energy()) is: only reports and
//! their panels need it.

use super::{Problem, Severity, inference, scope};
use crate::draft::{Draft, Field, Key, date};
use crate::quantity::{Dimension, plain_excerpt, read};

/// Returns these problems in link order.
pub fn report_problems(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(check_date(draft));
    problems.extend(check_scope(draft));
    problems.extend(inference::problems(draft));
    problems
}

/// Checks the date. Reports leave out a text that is not a date.
fn check_date(draft: &Draft) -> Option<Problem> {
    let typed = draft.get(Field::new(0, Key::Date))?;
    let is_none = !typed.trim().is_empty() && date(typed).is_none();
    is_none.then(|| Problem {
        field: Field::new(0, Key::Date),
        severity: Severity::Error,
        message: format!(
            "“{}” is not a date: type it as year-month-day, such as 2026-11-22. It is left out.",
            plain_excerpt(typed).trim()
        ),
        choices: Vec::new(),
    })
}

/// Checks the ledger: items that are none, amounts that cannot be read, and entries that contradict the
/// figure.
fn check_scope(draft: &Draft) -> Vec<Problem> {
    let (lines, unknown) = scope::lines(draft);
    let problem = |severity, message| Problem {
        field: Field::new(0, Key::Scope),
        severity,
        message,
        choices: Vec::new(),
    };
    let unknown = unknown.iter().map(|text| {
        problem(
            Severity::Error,
            format!(
                "“{}” is not an item of the scope. It is left out.",
                plain_excerpt(text).trim()
            ),
        )
    });
    let unread = lines.iter().filter(|line| !line.typed.is_empty());
    let unread = unread.filter_map(|line| {
        let error = read(&line.typed, Dimension::Operations).err()?;
        let name = line.item.name();
        Some(problem(
            Severity::Error,
            format!("The compute of “{name}” cannot be read: {error}"),
        ))
    });
    let contradicted = lines.iter().filter_map(|line| {
        let (name, state) = (line.item.name(), line.state?.name());
        let message = format!(
            "The scope says “{name}: {state}”, but {}.",
            line.contradiction?
        );
        Some(problem(Severity::Warning, message))
    });
    unknown.chain(unread).chain(contradicted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn messages(link: &str) -> Vec<String> {
        let draft = decode(&format!("v=1&{link}")).draft;
        report_problems(&draft)
            .into_iter()
            .map(|p| p.message)
            .collect()
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let all = messages("date=tomorrow&scope=coffee:in;failed-runs:out:much");
        assert_eq!(all.len(), 3, "{all:?}");
        assert!(all[0].contains("“tomorrow” is not a date"), "{all:?}");
        assert!(all[1].contains("“coffee:in”"), "{all:?}");
        assert!(all[2].contains("Failed and exploratory runs"), "{all:?}");
        assert_eq!(messages("date=2026-02-30").len(), 1);
        let none: [String; 0] = [];
        assert_eq!(messages("date=2026-02-28&scope=failed-runs:out:3e22"), none);
    }

    #[test]
    fn a_ledger_does_not_say_other_than_the_figure() {
        for (link, is_wrong) in [
            ("parameters=1&scope=recomputation:in", true),
            ("parameters=1&scope=recomputation:none", false),
            ("parameters=1&scope=recomputation:out", false),
            // Who published it may have counted it.
            ("compute=1e24&scope=recomputation:in", false),
            ("role=base&compute=1e24&scope=base-model:none", true),
            ("role=base&compute=1e24&scope=base-model:out", true),
            ("role=base&compute=1e24&scope=base-model:in", false),
            ("role=base&2.compute=1e24&scope=base-model:in", true),
            ("role=base&2.compute=1e24&scope=base-model:out", false),
            ("compute=1e24&scope=base-model:none", false),
        ] {
            assert_eq!(messages(link).len(), usize::from(is_wrong), "{link}");
        }
    }
}
