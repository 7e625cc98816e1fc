//! One estimate as a card, for pages of others: what it comes to and what that rests on, in little
//! room, as HTML ([`html`]) and as a picture of its own ([`svg`]).
//!
//! A card is read by people who have not made the estimate: it says what is wrong with it too.

mod counted;
pub mod html;
mod methods;
pub mod svg;

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

/// So many problems are said; the page says them all.
const MOST_SAID: usize = 3;

/// Stands before problems that are requests: readers of a card did not fill it in.
const ASKS: &str = "The estimate is not finished. To whoever fills it in:";

/// Of a link that has a goal, and a field empty for what that takes. To work it out would make the program
/// of cards, which pages of others load, larger than it may be.
const PLANS: &str = "This link plans a run for a goal: open it in Petaday to see what that takes.";

/// What a card says.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What the estimate is of; may be empty.
    pub title: String,
    /// The headline, and what it rests on in words.
    pub figure: Option<(Flop, &'static str)>,
    /// A method or a stage each.
    pub lines: Vec<Line>,
    /// What the methods say of each other; of a plan, that it is one.
    pub remark: Option<String>,
    /// The headline among well-known systems and amounts that laws name.
    pub scale: Option<Scale>,
    /// What is in the figure and what is not, in sentences.
    pub counted: Vec<String>,
    /// What is wrong or missing, in sentences.
    pub problems: Vec<String>,
    /// Whether they are requests (`ASKS`).
    pub is_unfinished: bool,
    /// `data of 2026-11`: the edition of the tables that it is computed with.
    pub edition: String,
}

impl Card {
    /// The card of a link or a fragment, whatever it holds.
    pub fn of_link(fragment: &str) -> Self {
        let opened = link::decode(fragment);
        Self::of(&opened.draft, &opened.problems)
    }

    /// The card of a link that needs neither a network counted nor periods or names of hardware read. `None`
    /// for the others: few links have these, and they take much code, which is in a program of its own.
    pub fn of_plain_link(fragment: &str) -> Option<Self> {
        let opened = link::decode(fragment);
        let card = |asides| Self::with(&opened.draft, &opened.problems, asides);
        is_plain(&opened.draft).then(|| card(Asides::nowhere()))
    }

    /// The card of a draft, and of what could not be read of its link.
    pub fn of(draft: &Draft, damages: &[LinkProblem]) -> Self {
        Self::with(draft, damages, Asides::here())
    }

    /// The card of a draft that was answered, before anything was solved for.
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
        // Of a link that a later version made nothing was opened: nothing is missing, and nothing is asked for.
        let is_opened = !draft.is_blank() || damages.iter().all(|damage| damage.key != "v");
        // What is missing matters where there is no figure; what makes one doubtful, where there is one.
        // What a plan leaves empty is solved for.
        let least = match figure {
            None if !is_plan => Severity::Missing,
            _ => Severity::Warning,
        };
        let said = answer.problems.iter().chain(&answer.findings);
        let said = said.filter(|problem| {
            let is_of_agreement = remark.as_ref() == Some(&problem.message);
            let is_said = is_of_agreement && problem.severity == Severity::Warning;
            is_opened && problem.severity >= least && !is_said
        });
        let problems = problems(damages, said, remark.as_ref(), outcome.stages.len() > 1);
        let agreement = methods::agreement(outcome, &problems);
        let is_missing = is_opened && !problems.is_empty();
        Self {
            title: clean(title),
            figure: figure.map(|(flop, basis)| (flop, in_short(basis))),
            lines: methods::lines(draft, outcome, asides),
            remark: if is_plan {
                Some(PLANS.into())
            } else {
                agreement
            },
            scale: figure.and_then(|(flop, _)| Scale::of(flop)),
            counted: counted::sentences(draft, outcome),
            problems,
            is_unfinished: figure.is_none() && !is_plan && is_missing,
            edition: format!("data of {}", draft.edition()),
        }
    }

    /// The figure in one line: `8.4 × 10²³ FLOP (9,720 pfs-days)`.
    pub fn in_short(&self) -> String {
        let Some((flop, _)) = self.figure else {
            return "No figure".into();
        };
        let [flop, pfs_days] = [flop.median(), flop.pfs_days().median()].map(write::people);
        format!("{flop} FLOP ({pfs_days} pfs-days)")
    }
}

/// Whether one field of a stage is empty, and the page solves for it.
fn is_solved(draft: &Draft, problems: &[Problem]) -> bool {
    let mut open = problems.iter().filter(|p| p.severity.is_in_the_way());
    let (Some(only), None) = (open.next(), open.next()) else {
        return false;
    };
    let filled = |key| draft.is_filled(Field::new(only.field.stage, key));
    let is_alone = match only.field.key {
        // The question is one where both are empty.
        Key::Time => filled(Key::Chips),
        Key::Chips => filled(Key::Time),
        key => matches!(
            key,
            Key::ChipHours | Key::Hardware | Key::Peak | Key::Utilization
        ),
    };
    only.severity == Severity::Missing && is_alone && filled(Key::Goal)
}

/// Damages of the link, then errors, then the rest: a few are said, and those are to be the gravest.
fn problems<'a>(
    damages: &[LinkProblem],
    said: impl Iterator<Item = &'a Problem> + Clone,
    remark: Option<&String>,
    has_stages: bool,
) -> Vec<String> {
    let damages = damages.iter().map(|damage| match damage.key.as_str() {
        // Of a later version nothing is opened, which the message says.
        "v" => damage.message.clone(),
        key => format!("“{}” in the link: {}", clean(key), damage.message),
    });
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let errors = said.clone().filter(is_error);
    let said = errors.chain(said.filter(move |problem| !is_error(problem)));
    let said = said.map(|problem| {
        let mut text = match problem.field.stage {
            stage if stage > 0 && has_stages => opening(stage),
            _ => String::new(),
        };
        // Here it stands beside no field, unless it names it. What the methods say of each other is of several.
        let key = format!("“{}”", problem.field.key.name());
        let is_named = problem.message.starts_with(&key) || remark == Some(&problem.message);
        if problem.severity == Severity::Error && !is_named {
            text = text + &key + ": ";
        }
        text + &problem.message
    });
    let mut all: Vec<String> = Vec::new();
    let mut more = 0;
    // Messages repeat what was typed, and a picture may not hold all of that.
    for text in damages.chain(said).map(|text| clean(&text)) {
        if all.len() < MOST_SAID {
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

/// The title of a stage, and whether it is the base model.
fn name_of(name: &str, number: u16, role: Role) -> String {
    let name = title(&clean(name), number);
    match role {
        Role::Training => name,
        _ => name + " (base model)",
    }
}

/// A power of ten stays with its number.
fn unbroken(text: &str) -> String {
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
    fn what_cannot_be_read_is_said_with_its_key() {
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
        assert_eq!(card.remark.as_deref(), Some(PLANS));
        assert!(card.figure.is_none() && card.problems.is_empty() && !card.is_unfinished);
        // These solve for nothing: two fields are empty, a method is begun, the goal is no number, another
        // stage lacks something, nothing of the hardware is known.
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

    /// A card tells by what is missing; here the solver is asked.
    #[test]
    fn what_is_called_a_plan_is_solved_for() {
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
            let is_plan = card.remark.as_deref() == Some(PLANS);
            let is_found = crate::answer::answer(&draft).found().next().is_some();
            // Where the other method is begun, what that lacks is asked for.
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
    fn a_figure_that_is_doubtful_says_so() {
        let problems = |link: &str| Card::of_link(&format!("v=1&{link}")).problems;
        // Each of them has a figure.
        for (link, words) in [
            (
                "chip-hours=1e6&peak=1979e12&utilization=0.4",
                "is the sparse 16-bit figure",
            ),
            (
                "model=input(784);fc(10)&tokens=1e9",
                "counted for one whole example",
            ),
            (
                "data=2099-01&parameters=1e9&tokens=1e9",
                "data of 2099-01, which this version does not know",
            ),
        ] {
            let said = problems(link);
            assert!(said.len() == 1 && said[0].contains(words), "{said:?}");
        }
        // An error comes first.
        let said = problems("data=x&parameters=1e9&tokens=1e9&uncertainty=y&headline=z");
        assert!(said[2].contains("data of x"), "{said:?}");
        assert_eq!(
            problems("parameters=70e9&tokens=2e12"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn nothing_is_said_twice() {
        let both = "v=1&parameters=70e9&tokens=2e12&peak=312e12";
        for (hours, words) in [("172032", "could do"), ("172032000", "less than is usual")] {
            for more in ["", "&utilization=0.4"] {
                let card = Card::of_link(&format!("{both}&chip-hours={hours}{more}"));
                let said: String = card.problems.iter().chain(&card.remark).cloned().collect();
                assert_eq!(said.matches(words).count(), 1, "{card:?}");
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
    fn of_many_problems_a_few_are_said() {
        let link: String = (0..10).map(|key| format!("&x{key}=1")).collect();
        let card = Card::of_link(&format!("v=1&parameters=1e9&tokens=1e9{link}"));
        assert_eq!(card.problems.len(), MOST_SAID + 1);
        assert_eq!(card.problems[MOST_SAID], "And 7 more.");
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
