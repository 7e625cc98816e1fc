//! Sentences on what is wrong with an estimate or missing, for readers of its card, who have not made it.

use crate::answer::{Problem, Severity};
use crate::draft::link::LinkProblem;
use crate::words::stage::opening;
use crate::words::text::clean;

/// The most problems that are shown. The page shows all of them.
const MAX_PROBLEMS: usize = 3;

/// The line before problems that are requests, because readers of a card did not fill it in.
pub(super) const ASKS: &str = "This estimate is not finished. For its author:";

/// Writes the damages of the link, then errors, then other problems. Only a few are shown, and
/// these should be the gravest.
pub(super) fn sentences<'a>(
    damages: &[LinkProblem],
    relevant: impl Iterator<Item = &'a Problem> + Clone,
    remark: Option<&String>,
    has_stages: bool,
) -> Vec<String> {
    let damages = damages.iter().map(|damage| match damage.key.as_str() {
        // A link of a later version is not opened, and the message says so.
        "v" => damage.message.clone(),
        key => format!("“{}” in the link: {}", clean(key), damage.message),
    });
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let errors = relevant.clone().filter(is_error);
    let sorted = errors.chain(relevant.filter(move |problem| !is_error(problem)));
    let messages = sorted.map(|problem| {
        let mut text = match problem.field.stage {
            stage if stage > 0 && has_stages => opening(stage),
            _ => String::new(),
        };
        // A card shows no field beside the message, so an error names its field, unless it does
        // already or is about both methods.
        let key = format!("“{}”", problem.field.key.name());
        let is_named = problem.message.starts_with(&key) || remark == Some(&problem.message);
        let is_named = is_named || problem.is_of_format();
        if problem.severity == Severity::Error && !is_named {
            text = text + &key + ": ";
        }
        text + &problem.message
    });
    let mut all: Vec<String> = Vec::new();
    let mut more = 0;
    // Messages repeat what was typed, and a picture may not hold every character.
    for text in damages.chain(messages).map(|text| clean(&text)) {
        if all.len() < MAX_PROBLEMS {
            all.push(text);
        } else {
            more += 1;
        }
    }
    if more > 0 {
        all.push(format!("And {more} more."));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::MAX_PROBLEMS;
    use crate::card::Card;

    #[test]
    fn a_card_says_what_is_wrong_with_a_link() {
        let card = Card::of_link("v=1&parameters=70e9&tokens=2e12&tokns=1&utilization=3");
        assert_eq!(card.in_short(), "8.4 × 10²³ FLOP (9,720 pfs-days)");
        assert!(card.problems[0].contains("“tokns” in the link"), "{card:?}");
        assert!(card.problems[1].contains("utilization"), "{card:?}");
        let none = Card::of_link("v=1&parameters=70e9");
        assert_eq!(none.in_short(), "No figure");
        assert_eq!(none.scale, None);
        assert!(!none.problems.is_empty() && none.is_unfinished);
    }

    #[test]
    fn an_unreadable_value_is_reported_with_its_key() {
        let link = "v=1&parameters=1e9&tokens=1e9&price=abc&2.compute=1e20&2.runs=0";
        let problems = Card::of_link(link).problems;
        assert!(
            problems[0].starts_with("Stage 1: “price”: A number is missing"),
            "{problems:?}"
        );
        assert!(
            problems[1].starts_with("Stage 2: “runs”: Zero"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_doubtful_figure_shows_a_warning() {
        let problems = |link: &str| Card::of_link(&format!("v=1&{link}")).problems;
        // Each of these links has a figure.
        for (link, words) in [
            (
                "chip-hours=1e6&peak=1979e12&utilization=0.4",
                "is the sparse 16-bit figure",
            ),
            ("model=input(784);fc(10)&tokens=1e9", "counted per example"),
            (
                "data=2099-01&parameters=1e9&tokens=1e9",
                "data of 2099-01, which this version does not have",
            ),
        ] {
            let texts = problems(link);
            assert!(texts.len() == 1 && texts[0].contains(words), "{texts:?}");
        }
        // An error comes first.
        let texts = problems("data=x&parameters=1e9&tokens=1e9&uncertainty=y&headline=z");
        assert!(texts[2].contains("data of x"), "{texts:?}");
        assert_eq!(
            problems("parameters=70e9&tokens=2e12"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn no_message_appears_twice() {
        let both = "v=1&parameters=70e9&tokens=2e12&peak=312e12";
        for (hours, words) in [
            ("172032", "Impossible"),
            ("172032000", "lower than published runs"),
        ] {
            for more in ["", "&utilization=0.4"] {
                let card = Card::of_link(&format!("{both}&chip-hours={hours}{more}"));
                let texts: String = card.problems.iter().chain(&card.remark).cloned().collect();
                assert_eq!(texts.matches(words).count(), 1, "{card:?}");
            }
        }
    }

    #[test]
    fn only_a_few_of_many_problems_are_shown() {
        let link: String = (0..10).map(|key| format!("&x{key}=1")).collect();
        let card = Card::of_link(&format!("v=1&parameters=1e9&tokens=1e9{link}"));
        assert_eq!(card.problems.len(), MAX_PROBLEMS + 1);
        assert_eq!(card.problems[MAX_PROBLEMS], "And 7 more.");
    }

    #[test]
    fn a_link_of_a_later_version_shows_nothing_wrong() {
        let card = Card::of_link("v=9&parameters=1e9&tokens=1e9");
        assert_eq!(card.figure, None);
        assert!(
            card.problems[0].starts_with("This link was made by a newer Petaday"),
            "{card:?}"
        );
        assert_eq!(card.problems.len(), 1);
        assert!(!card.is_unfinished, "{card:?}");
    }
}
