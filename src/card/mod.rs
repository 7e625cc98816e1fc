//! One estimate as a small card for other pages, with its figure and basis, as HTML ([`html`]) and
//! as a picture ([`svg`]); charts and comparisons for other pages ([`view`]); and what is pasted there ([`snippet`]).
//!
//! Readers of a card have not made the estimate, so the card also shows its problems.

pub mod comparison;
pub mod html;
mod inclusions;
mod methods;
pub mod snippet;
pub mod svg;
pub mod view;

pub use methods::Line;

use crate::answer::{Answer, Asides, Problem, Severity, answer_with, is_plain};
use crate::draft::link::{self, LinkProblem};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Role;
use crate::picture::scale::Scale;
use crate::quantity::{Flop, write};
use crate::words::basis::in_short;
use crate::words::stage::{opening, title};
use crate::words::text::clean;

/// The most problems that are shown. The page shows all of them.
const MAX_PROBLEMS: usize = 3;

/// The line before problems that are requests, because readers of a card did not fill it in.
const ASKS: &str = "This estimate is not finished. For its author:";

/// The remark on a link with a goal and one empty field to solve for. Solving it here would make
/// the program of cards, which other pages load, larger than it may be.
const PLAN: &str =
    "This link plans a run for a goal: open it in Petaday to see what the run takes.";

/// The content of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The title of the estimate. May be empty.
    pub title: String,
    /// The headline, and its basis in words.
    pub figure: Option<(Flop, &'static str)>,
    /// The lines of methods and stages.
    pub lines: Vec<Line>,
    /// The agreement of the methods or, for a plan, that it is one.
    pub remark: Option<String>,
    /// The headline among well-known systems and thresholds of laws.
    pub scale: Option<Scale>,
    /// Sentences on what the figure includes and leaves out.
    pub inclusions: Vec<String>,
    /// Sentences on what is wrong or missing.
    pub problems: Vec<String>,
    /// Whether the problems are requests, which `ASKS` introduces.
    pub is_unfinished: bool,
    /// `data of 2026-11`: the edition of the tables that the card is computed with.
    pub edition: String,
}

impl Card {
    /// Makes the card of a link or a fragment, whatever it holds.
    pub fn of_link(fragment: &str) -> Self {
        let opened = link::decode(fragment);
        Self::of(&opened.draft, &opened.problems)
    }

    /// Makes the card of a link that needs no counting of networks and no reading of periods or
    /// names of hardware. Returns `None` for other links: they are rare, and the code for them is
    /// large and in a program of its own.
    pub fn of_plain_link(fragment: &str) -> Option<Self> {
        let opened = link::decode(fragment);
        let card = |asides| Self::with(&opened.draft, &opened.problems, asides);
        is_plain(&opened.draft).then(|| card(Asides::nowhere()))
    }

    /// Makes the card of a draft, and of the damages of its link.
    pub fn of(draft: &Draft, damages: &[LinkProblem]) -> Self {
        Self::with(draft, damages, Asides::here())
    }

    /// Makes the card of a draft that was answered and has a figure.
    pub(crate) fn of_answer(draft: &Draft, answer: &Answer) -> Self {
        Self::made_of(draft, &[], answer, Asides::here())
    }

    fn with(draft: &Draft, damages: &[LinkProblem], asides: Asides<'_>) -> Self {
        Self::made_of(draft, damages, &answer_with(draft, asides), asides)
    }

    fn made_of(
        draft: &Draft,
        damages: &[LinkProblem],
        answer: &Answer,
        asides: Asides<'_>,
    ) -> Self {
        let outcome = &answer.outcome;
        let figure = outcome.total.headline;
        let title = draft.get(Field::new(0, Key::Title)).unwrap_or_default();
        let is_plan = figure.is_none() && is_solved(draft, &answer.problems);
        let remark = outcome.total.agreement.map(|both| both.to_string());
        // A link of a later version opens as nothing. Then nothing is missing and nothing is asked
        // for.
        let is_opened = !draft.is_blank() || damages.iter().all(|damage| damage.key != "v");
        // Missing values matter if there is no figure, doubts if there is one. The field that a
        // plan leaves empty is not missing, because it is solved for.
        let least = match figure {
            None if !is_plan => Severity::Missing,
            _ => Severity::Warning,
        };
        let candidates = answer.problems.iter().chain(&answer.findings);
        let relevant = candidates.filter(|problem| {
            let is_of_agreement = remark.as_ref() == Some(&problem.message);
            let is_in_remark = is_of_agreement && problem.severity == Severity::Warning;
            is_opened && problem.severity >= least && !is_in_remark
        });
        let problems = problems(damages, relevant, remark.as_ref(), outcome.stages.len() > 1);
        let agreement = methods::agreement(draft, answer, &problems);
        let is_missing = is_opened && !problems.is_empty();
        Self {
            title: clean(title),
            figure: figure.map(|(flop, basis)| (flop, in_short(basis))),
            lines: methods::lines(draft, outcome, asides),
            remark: if is_plan {
                Some(PLAN.into())
            } else {
                agreement
            },
            scale: figure.and_then(|(flop, _)| Scale::of(flop)),
            inclusions: inclusions::sentences(draft, outcome),
            problems,
            is_unfinished: figure.is_none() && !is_plan && is_missing,
            edition: format!("data of {}", draft.edition()),
        }
    }

    /// Writes the figure in one line: `8.4 × 10²³ FLOP (9,720 pfs-days)`.
    pub fn in_short(&self) -> String {
        let Some((flop, _)) = self.figure else {
            return "No figure".into();
        };
        let [flop, pfs_days] = [flop.median(), flop.pfs_days().median()].map(write::people);
        format!("{flop} FLOP ({pfs_days} pfs-days)")
    }
}

/// Returns whether exactly one field of a stage is empty, and the page solves for it.
fn is_solved(draft: &Draft, problems: &[Problem]) -> bool {
    let mut obstacles = problems.iter().filter(|p| p.severity.is_in_the_way());
    let (Some(only), None) = (obstacles.next(), obstacles.next()) else {
        return false;
    };
    let is_filled = |key| draft.is_filled(Field::new(only.field.stage, key));
    let is_alone = match only.field.key {
        // With time and chips both empty, the message asks for either.
        Key::Time => is_filled(Key::Chips),
        Key::Chips => is_filled(Key::Time),
        key => matches!(
            key,
            Key::ChipHours | Key::Hardware | Key::Peak | Key::Utilization
        ),
    };
    only.severity == Severity::Missing && is_alone && is_filled(Key::Goal)
}

/// Writes the damages of the link, then errors, then other problems. Only a few are shown, and
/// these should be the gravest.
fn problems<'a>(
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

/// Returns the title of a stage, and whether it is the base model.
fn name_of(name: &str, number: u16, role: Role) -> String {
    let name = title(&clean(name), number);
    match role {
        Role::Training => name,
        _ => name + " (base model)",
    }
}

/// Keeps a power of ten on one line with its factor.
fn join_powers(text: &str) -> String {
    text.replace(" × 10", "\u{a0}×\u{a0}10")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::EDITION;

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
    fn a_plan_is_not_called_unfinished() {
        let goal = "v=1&chips=1024&hardware=nvidia-h100-sxm&format=bf16&goal=1e24";
        let card = Card::of_link(&format!("{goal}&utilization=0.4"));
        assert_eq!(card.remark.as_deref(), Some(PLAN));
        assert!(card.figure.is_none() && card.problems.is_empty() && !card.is_unfinished);
        // These links solve for nothing: two fields are empty, a method is begun, the goal is no
        // number, another stage lacks something, or nothing is known of the hardware.
        for link in [
            goal,
            "v=1&parameters=70e9&chips=1024&goal=1e24",
            "v=1&chips=1024&peak=989e12&utilization=0.4&goal=banana",
            "v=1&chips=1024&peak=989e12&utilization=0.4&goal=1e24&2.parameters=7e9",
            "v=1&goal=1e24",
        ] {
            let card = Card::of_link(link);
            assert!(card.is_unfinished && card.remark.is_none(), "{card:?}");
        }
    }

    /// A card recognizes a plan by its missing field. This test asks the solver itself.
    #[test]
    fn every_plan_can_be_solved() {
        let factors = [
            "time=30d",
            "chips=1024",
            "chip-hours=1e6",
            "hardware=nvidia-h100-sxm",
            "format=bf16",
            "peak=989e12",
            "utilization=0.4",
            "parameters=7e9",
        ];
        for chosen in 0..1 << factors.len() {
            let mut link = String::from("v=1&goal=1e24");
            for (index, factor) in factors.iter().enumerate() {
                if chosen & (1 << index) != 0 {
                    link += "&";
                    link += factor;
                }
            }
            let draft = link::decode(&link).draft;
            let card = Card::of(&draft, &[]);
            let is_plan = card.remark.as_deref() == Some(PLAN);
            let is_found = crate::answer::answer(&draft)
                .reachable_solutions()
                .next()
                .is_some();
            // If the other method is begun, its missing field is asked for.
            let is_begun = link.contains("parameters");
            assert_eq!(is_plan, is_found && !is_begun, "{link}");
        }
    }

    #[test]
    fn a_pinned_card_keeps_its_figures() {
        let of = |data: &str| {
            Card::of_link(&format!(
                "v=1{data}&chip-hours=1e9&hardware=nvidia-l40&format=bf16&utilization=0.5"
            ))
        };
        let median = |card: &Card| card.figure.map_or(0.0, |(flop, _)| flop.median());
        let is = |card: &Card, peak: f64| {
            let ratio = median(card) / (1e9 * 3600.0 * peak * 0.5);
            (ratio - 1.0).abs() < 1e-12
        };
        let pinned = of("&data=2026-11");
        assert!(is(&pinned, 181e12), "{pinned:?}");
        assert_eq!(pinned.edition, "data of 2026-11");
        let following = of("");
        assert!(is(&following, 181.05e12), "{following:?}");
        assert_eq!(following.edition, format!("data of {EDITION}"));
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
    fn a_stage_has_the_same_number_everywhere() {
        let card = Card::of_link("v=1&5.parameters=1e9&5.tokens=1e9&12.parameters=1e9");
        assert_eq!(card.lines[0].name, "Stage 5");
        assert_eq!(card.lines[1].name, "Stage 12");
        assert!(card.problems[0].starts_with("Stage 12: "), "{card:?}");
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
