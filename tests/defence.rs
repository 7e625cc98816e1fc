//! Everything that defends a figure: its range and where it comes from, the thresholds that it is held against,
//! the ledger of what is counted, and the stages that there may be.

use petaday::answer::scope::LedgerState;
use petaday::answer::{Evaluation, Severity, answer};
use petaday::catalog::bases::{ATTRIBUTION, bases};
use petaday::catalog::thresholds::thresholds;
use petaday::draft::alternatives::Form;
use petaday::draft::{Draft, Field, Key, link};
use petaday::panel::piece::{Piece, html_of, presses};
use petaday::panel::{Action, BaseAction, Change, Clearing, LedgerEdit, Press, ScopeAction};
use petaday::panel::{base, kinds, scope, thresholds as limits, uncertainty};

use proptest::prelude::*;

#[path = "parts/html.rs"]
mod html;
use html::is_well_formed;
#[path = "parts/dom.rs"]
mod dom;
use dom::{Role, parse};

fn draft(fragment: &str) -> Draft {
    let opened = link::decode(&format!("v=1&{fragment}"));
    assert_eq!(opened.problems, [], "{fragment}");
    opened.draft
}

#[track_caller]
fn expect(html: &str, words: &str) {
    assert!(html.contains(words), "no “{words}” in {html}");
}

/// Returns the text that a person reads.
fn read(html: &str) -> String {
    parse(html).text()
}

/// The buttons of pieces that do not act in a panel.
fn pressed(pieces: &[Piece]) -> Vec<Press> {
    let presses = presses(pieces)
        .into_iter()
        .filter_map(|action| match action {
            Action::Press(press) => Some(press),
            _ => None,
        });
    presses.collect()
}

/// The draft after a change, as the page makes it in a stage.
fn changed(draft: &Draft, stage: u16, change: &Change) -> Draft {
    let mut form = Form::new(draft.clone());
    if change.clears == Clearing::Inputs {
        form.clear_inputs(stage);
    }
    let facts = change.facts.iter().map(|fact| (fact.key, &fact.text));
    let fields = change.fields.iter().map(|(key, text)| (*key, text));
    for (key, text) in fields.chain(facts) {
        form.draft.set(Field::new(stage, key), text.as_str());
    }
    form.draft
}

mod of_uncertainty {
    use super::*;

    /// The text that the switch puts into its field.
    fn switch(fragment: &str) -> String {
        let pieces = uncertainty::draw(&Evaluation::of(draft(fragment)));
        match &pressed(&pieces)[..] {
            [Press::Fill(Key::Uncertainty, text, _)] => text.clone(),
            presses => panic!("{presses:?}"),
        }
    }

    fn drawn(fragment: &str) -> String {
        let html = html_of(&uncertainty::draw(&Evaluation::of(draft(fragment))));
        assert!(is_well_formed(&html), "{html}");
        html
    }

    /// 6 × 70e9 × √2 × 10^13 = 5.94e24, √2 either way.
    #[test]
    fn a_range_is_told_drawn_and_tabled() {
        let html = drawn("parameters=70e9&tokens=10e12..20e12");
        let text = read(&html);
        expect(
            &text,
            "4.2 × 10²⁴ to 8.4 × 10²⁴ FLOP with a probability of 90%",
        );
        expect(
            &text,
            "The median is 5.94 × 10²⁴ FLOP (×/\u{2060}÷\u{a0}1.41);",
        );
        // 4.2e24 / 8.64e19.
        expect(&text, "in pfs-days, 48,600 to 97,200.");
        let picture = parse(&html).names(Role::Image).concat();
        assert!(
            picture.starts_with("Distribution of the figure"),
            "{picture}"
        );
        expect(
            &picture,
            "90% of it from 4.2 times 10 to the power of 24 to",
        );
        // The quartiles lie 0.6745 standard deviations out: 2^(±0.5 × 0.6745 / 1.645).
        for row in [
            "5th4.2 × 10²⁴48,600",
            "25th5.15 × 10²⁴",
            "50th, the median5.94 × 10²⁴",
            "75th6.85 × 10²⁴",
            "95th8.4 × 10²⁴97,200",
        ] {
            expect(&text, row);
        }
        expect(&text, "training tokens100%");
        assert!(!text.contains("Both methods"));
    }

    #[test]
    fn what_is_narrow_or_skew_is_told_as_it_is() {
        let counted = "uncertainty=typical&multiply-adds=11.4e9&examples=1281167&epochs=90";
        // Before the error of counting.
        let narrow = read(&drawn(&format!("data=2026-11.3&{counted}")));
        expect(&narrow, "±\u{a0}0.439%");
        expect(&narrow, "The typical uncertainty is on");
        let counted = read(&drawn(counted));
        expect(&counted, "×/\u{2060}÷\u{a0}1.1");
        expect(&counted, "and the count as a whole to a factor of 1.1.");
        expect(&counted, "error of counting");
        let skew = read(&drawn("compute=1e24&2.compute=1e23..9e24"));
        expect(&skew, "÷\u{a0}");
        expect(&skew, "Stage 2".to_lowercase().as_str());
    }

    #[test]
    fn without_a_range_it_says_how_to_give_one() {
        let html = drawn("parameters=70e9&tokens=2e12");
        expect(&html, "30–40%");
        expect(&html, "Switch on the typical uncertainty");
        assert_eq!(switch("parameters=70e9&tokens=2e12"), "typical");
        assert!(parse(&html).all(Role::Image).is_empty(), "{html}");
        // The typical uncertainty is on, and nothing is uncertain.
        let html = drawn("uncertainty=typical&parameters=7&tokens=2");
        expect(&html, "Switch off the typical uncertainty");
        assert_eq!(switch("uncertainty=typical&parameters=7&tokens=2"), "");
        expect(&drawn("title=Nothing"), "There is no figure yet.");
    }

    #[test]
    fn both_methods_stand_beside_each_other() {
        let both = "parameters=70e9&tokens=10e12..20e12&chip-hours=9e6&peak=989e12";
        let text = read(&drawn(&format!("{both}&utilization=0.15..0.3")));
        expect(&text, "Both methods combined");
        expect(&text, "The methods are compatible");
        let text = read(&drawn(&format!("{both}&utilization=0.5..0.6")));
        expect(&text, "The methods are not compatible");
        expect(&text, "The methods differ: ");
        expect(&text, "the two 90% ranges are not compatible");
        assert!(!text.contains("The methods agree"), "{text}");
        let text = read(&drawn(&format!("{both}&utilization=0.2")));
        expect(&text, "Give both methods a range");
        expect(
            &text,
            "GPU time has no range and is given the same uncertainty",
        );
        let text = read(&drawn(&format!("data=2026-11.3&{both}&utilization=0.2")));
        expect(&text, "GPU time has no range and counts as exact");
        let rounded = "uncertainty=typical&parameters=70e9&tokens=2.0e12";
        let text = read(&drawn(&format!("data=2026-11.3&{rounded}")));
        expect(&text, "only the rounding of typed figures");
        let text = read(&drawn(rounded));
        assert!(!text.contains("only the rounding of typed figures"));
    }

    #[test]
    fn stages_are_named_and_texts_are_texts() {
        let html = drawn("stage=%3Cb%3EA&compute=1e24..2e24&2.compute=1e24..2e24");
        let panel = parse(&html);
        assert!(panel.tags("b").is_empty(), "{html}");
        let widths = ["published compute<b>A50%", "published computestage 250%"];
        assert_eq!(panel.names(Role::ListItem), widths);
    }
}

mod of_thresholds {
    use super::*;

    fn drawn(fragment: &str) -> String {
        let html = html_of(&limits::draw(&Evaluation::of(draft(fragment))));
        assert!(is_well_formed(&html), "{html}");
        html
    }

    #[test]
    fn every_threshold_is_there_with_its_source() {
        let html = drawn("compute=1.2e25");
        for threshold in thresholds() {
            expect(&html, threshold.name);
            expect(&html, threshold.link);
            expect(&html, &threshold.standing());
        }
        assert_eq!(
            html.matches("Checked 2026-11-28").count(),
            thresholds().len()
        );
        let text = read(&html);
        // One heading for all laws of a figure that begin on the same side of it.
        assert_eq!(text.matches("More than 10").count(), 3);
        assert_eq!(text.matches("At least 10").count(), 1);
        // Two of them are at one place in the picture.
        let labels = parse(&html);
        let mut labels = labels.tags("text").into_iter();
        assert!(labels.any(|label| label.text() == "3, 4"), "{html}");
        assert_eq!(text.matches("Not legal advice").count(), 1);
        for claim in ["is a GPAI", "you must", "is a general-purpose AI model"] {
            assert!(!text.contains(claim), "{claim}");
        }
        expect(&text, "Above: 1.2 × 10²⁵ FLOP is 120 times 10²³.");
        expect(&text, "Above: 1.2 × 10²⁵ FLOP is 1.2 times 10²⁵.");
        expect(&text, "Below: 1.2 × 10²⁵ FLOP is 12% of 10²⁶.");
        expect(&text, "Below: 1.2 × 10²⁵ FLOP is 12% of 10²⁶.");
    }

    /// The law says more than.
    #[test]
    fn the_figure_itself_is_not_above() {
        expect(
            &read(&drawn("compute=1e25")),
            "Not above: 1 × 10²⁵ FLOP is equal to 10²⁵, not above it.",
        );
        expect(
            &read(&drawn("compute=1.0001e25")),
            "Above: 1.0001 × 10²⁵ FLOP is just above 10²⁵.",
        );
        expect(
            &read(&drawn("compute=0.9999e25")),
            "Below: 9.999 × 10²⁴ FLOP is just below 10²⁵.",
        );
        expect(&read(&drawn("compute=5e17")), "is less than 0.1% of 10²³.");
    }

    /// Korea’s law says at least, California’s more than.
    #[test]
    fn the_figure_itself_is_enough_where_the_law_says_at_least() {
        let text = read(&drawn("compute=1e26"));
        expect(&text, "At least 10²⁶ FLOP");
        expect(&text, "Reached: 1 × 10²⁶ FLOP is equal to 10²⁶.");
        expect(
            &text,
            "Not above: 1 × 10²⁶ FLOP is equal to 10²⁶, not above it.",
        );
        let text = read(&drawn("compute=0.9999e26"));
        expect(&text, "Below: 9.999 × 10²⁵ FLOP is just below 10²⁶.");
        let text = read(&drawn("compute=1e26..2e26"));
        expect(&text, "of the distribution lies at or above it.");
        let text = read(&drawn("role=base&2.compute=1e26"));
        expect(
            &text,
            "Already reached without the base model, whose compute is not known.",
        );
        assert_eq!(text.matches("Unknown: the base model").count(), 1, "{text}");
    }

    /// From 5e24 to 4.5e25 the median is 1.5e25, which is (ln 1.5 / (ln 3 / 1.645)) = 0.607 standard
    /// deviations above 1e25: 73% lies above it.
    #[test]
    fn of_a_range_the_share_above_is_told() {
        let text = read(&drawn("compute=5e24..4.5e25"));
        expect(
            &text,
            "73% of the distribution lies above. The median is 1.5 times 10²⁵.",
        );
        expect(
            &text,
            "More than 99% of the distribution lies above. The median is 150 times 10²³.",
        );
        expect(
            &text,
            "Less than 1% of the distribution lies above. The median is 15% of 10²⁶.",
        );
    }

    #[test]
    fn with_a_base_both_sums_are_shown() {
        let text = read(&drawn(
            "stage=A&role=base&compute=9e25&2.stage=B&2.compute=3.6e25",
        ));
        expect(
            &text,
            "Cumulative, with the base model: 1.26 × 10²⁶ FLOP; without it: 3.6 × 10²⁵ FLOP.",
        );
        expect(
            &text,
            "With the base model: Above: 1.26 × 10²⁶ FLOP is 1.26 times 10²⁶.",
        );
        expect(&text, "Without it: Below: 3.6 × 10²⁵ FLOP is 36% of 10²⁶.");
        // 3.6 of 9.
        expect(
            &text,
            "Modification over base model40%, above a third (33.3%).",
        );
        expect(&text, "points 63 and 64");
        let answer = "EU’s one-third rule? Yes, by this figure: 40% of the base model’s compute; the mark is one third.";
        assert!(text.find(answer) < text.find("Cumulative"), "{text}");
        // Task 4 of a policy analyst: a LoRA of Llama 2 7B.
        let text = read(&drawn(
            "role=base&compute=8.4e22&2.parameters=7e9&2.tokens=50e6&2.trainable=0.01",
        ));
        expect(
            &text,
            "one-third rule? No: 0.00167% of the base model’s compute",
        );
        let text = read(&drawn("role=base&compute=9e25&2.compute=3e25"));
        expect(&text, "33.3%, not above a third");
        // √(1 × 9) of 9 is the median; ln 3 is half the width: half of it lies above.
        let text = read(&drawn("role=base&compute=9e25&2.compute=1e25..9e25"));
        expect(&text, "33.3% (90% range 11.1% to 100%)");
        expect(&text, "50% of the distribution lies above.");
    }

    #[test]
    fn of_an_unknown_base_a_third_of_the_thresholds_stands_in() {
        let text = read(&drawn("role=base&stage=Secret&2.compute=5e22"));
        expect(
            &text,
            "For an original with systemic risk, 3.33 × 10²⁴ FLOP. Below: 5 × 10²² FLOP is 1.5% of 3.33 × 10²⁴.",
        );
        expect(
            &text,
            "For any other original, 3.33 × 10²² FLOP. Above: 5 × 10²² FLOP is 1.5 times 3.33 × 10²².",
        );
        assert!(
            !text.contains("With the base model"),
            "nothing is known of it: {text}"
        );
    }

    /// The sum lacks what is not known: it is not cumulative, and below no threshold for sure.
    #[test]
    fn beside_an_unknown_base_only_what_is_above_can_be_told() {
        let adapter = "parameters=70B&tokens=2B&trainable=0.003&2.role=base";
        for link in [adapter.into(), adapter.replace("2B", "1B..4B")] {
            let text = read(&drawn(&link));
            assert!(!text.contains("Below: 8.4"), "{text}");
            assert!(!text.contains("Cumulative, "), "{text}");
            expect(&text, "What was added to the base model: ");
            assert_eq!(text.matches("Unknown: the base model").count(), 4, "{text}");
        }
        let text = read(&drawn("role=base&2.compute=3e25"));
        assert_eq!(text.matches("Unknown: the base model").count(), 2, "{text}");
        assert_eq!(text.matches("Already above without").count(), 2, "{text}");
        let text = read(&drawn("role=base&2.compute=2e25..5e25"));
        assert_eq!(text.matches("Unknown: the base model").count(), 2, "{text}");
    }

    #[test]
    fn without_a_base_it_says_how_to_add_one() {
        expect(&read(&drawn("compute=1e24")), "Add its base model to check");
        expect(&read(&drawn("title=Nothing")), "There is no figure yet");
        expect(
            &read(&drawn("role=base&compute=1e24&2.stage=B")),
            "The modification has no figure yet.",
        );
    }

    #[test]
    fn figures_of_any_size_are_on_the_axis() {
        for flop in ["1", "1e-3", "1e10", "1e40", "1e22..1e30", "1e300"] {
            let html = drawn(&format!("compute={flop}"));
            let places = html
                .split("%\"")
                .filter_map(|piece| piece.rsplit('"').next()?.parse().ok());
            for place in places {
                let place: f64 = place;
                assert!((0.0..=100.0).contains(&place), "{flop}: {place}");
            }
            expect(&html, "cx=\"");
        }
    }
}

mod of_scope {
    use super::*;
    use petaday::answer::scope::{LedgerItem, lines};

    fn pieces(fragment: &str) -> Vec<Piece> {
        scope::draw(&Evaluation::of(draft(fragment)))
    }

    fn drawn(fragment: &str) -> String {
        let html = html_of(&pieces(fragment));
        assert!(is_well_formed(&html), "{html}");
        html
    }

    /// The links of the stages that can be added.
    fn stages(fragment: &str) -> Vec<String> {
        let links = pressed(&pieces(fragment)).into_iter();
        let links = links.filter_map(|press| match press {
            Press::AddStages(added) => Some(added.link),
            _ => None,
        });
        links.collect()
    }

    fn choose(state: Option<LedgerState>) -> LedgerEdit {
        LedgerEdit::State(state)
    }

    fn act(draft: &Draft, row: usize, edit: LedgerEdit) -> Change {
        scope::act(draft, &ScopeAction { row, edit })
    }

    fn scope_of(draft: &Draft) -> &str {
        draft.get(Field::new(0, Key::Scope)).unwrap_or_default()
    }

    /// Applies edits one after the other.
    fn after(fragment: &str, edits: &[(LedgerItem, LedgerEdit)]) -> Draft {
        edits.iter().fold(draft(fragment), |draft, (item, edit)| {
            let change = act(&draft, *item as usize, edit.clone());
            changed(&draft, 1, &change)
        })
    }

    #[test]
    fn every_item_has_its_rule_and_its_choice() {
        let html = drawn("compute=1e24");
        let panel = parse(&html);
        for item in LedgerItem::ALL {
            let choice = panel.with_id(&format!("scope-{}", item.slug()));
            expect(&choice.name(), item.name());
        }
        let text = read(&html);
        assert_eq!(text.matches("Point 120: to be counted.").count(), 1);
        assert_eq!(text.matches("Point 121: to be counted.").count(), 2);
        assert_eq!(text.matches("Point 122: may be left out.").count(), 6);
        expect(&text, "left out, by default");
        expect(&text, "Petaday counts the operations that the model needs");
        expect(
            &read(&drawn("role=base&compute=1e24")),
            "counted, by default",
        );
    }

    #[test]
    fn what_the_figure_speaks_against_is_told() {
        let text = read(&drawn("parameters=1e9&tokens=1e12&scope=recomputation:in"));
        expect(
            &text,
            "The scope says so, but the figure’s method does not count it.",
        );
        let text = read(&drawn("role=base&compute=1e24&scope=base-model:none"));
        expect(&text, "but a stage of the figure is the base model.");
    }

    #[test]
    fn a_choice_an_amount_and_a_note_are_spelled_into_the_link() {
        let draft = after(
            "compute=1e24",
            &[
                (LedgerItem::FailedRuns, choose(Some(LedgerState::Out))),
                (LedgerItem::FailedRuns, LedgerEdit::Flop(" 3e22 ".into())),
                (
                    LedgerItem::FailedRuns,
                    LedgerEdit::Note("Appendix B; p. 3: runs".into()),
                ),
                (LedgerItem::Evaluation, choose(Some(LedgerState::None))),
            ],
        );
        assert_eq!(
            scope_of(&draft),
            "failed-runs:out:3e22:Appendix B;; p. 3: runs;evaluation:none"
        );
        let html = html_of(&scope::draw(&Evaluation::of(draft.clone())));
        expect(
            &read(&html),
            "3 × 10²² FLOP, which would add 3% to the figure.",
        );
        let panel = parse(&html);
        let name = format!("Note: {}", LedgerItem::FailedRuns.name());
        let note = panel.one(Role::Textbox, &name).attribute("value");
        assert_eq!(note, "Appendix B; p. 3: runs");
        let link = link::encode(&draft);
        assert_eq!(link::decode(&link).draft, draft);
        let draft = after(&link[4..], &[(LedgerItem::FailedRuns, choose(None))]);
        assert_eq!(scope_of(&draft), "evaluation:none");
    }

    #[test]
    fn what_follows_by_itself_can_be_said_otherwise() {
        let recomputed = [(LedgerItem::Recomputation, choose(Some(LedgerState::In)))];
        let draft = after("compute=1e24", &recomputed);
        assert_eq!(scope_of(&draft), "recomputation:in");
        let back = [
            recomputed[0].clone(),
            (LedgerItem::Recomputation, choose(None)),
        ];
        assert_eq!(scope_of(&after("compute=1e24", &back)), "");
    }

    #[test]
    fn every_key_changes_the_text_and_what_is_nothing_changes_none() {
        let draft = draft("scope=evaluation:out");
        let typed = act(&draft, 7, LedgerEdit::Note("x".into()));
        assert_eq!(typed.fields, [(Key::Scope, "evaluation:out::x".into())]);
        let nowhere = act(&draft, 99, choose(Some(LedgerState::In)));
        assert_eq!(nowhere, Change::default());
    }

    #[test]
    fn what_cannot_be_read_is_said_where_it_is() {
        let html = drawn("scope=evaluation:out:many;coffee:in&compute=1e24");
        let panel = parse(&html);
        let name = format!("FLOP, if known: {}", LedgerItem::Evaluation.name());
        let amount = panel.one(Role::Textbox, &name);
        assert!(amount.is_invalid());
        expect(&amount.description(), "A number is missing before “many”");
        expect(
            &read(&html),
            "an item of the scope that this list does not have: “coffee:in”.",
        );
        // It stays: a later version may know it.
        let fragment = "scope=coffee:in;evaluation:out&compute=1e24";
        let draft = after(
            fragment,
            &[(LedgerItem::Evaluation, choose(Some(LedgerState::In)))],
        );
        assert_eq!(scope_of(&draft), "evaluation:in;coffee:in");
        // A colon is not part of a number.
        let draft = after(
            fragment,
            &[(LedgerItem::Evaluation, LedgerEdit::Flop("3:4".into()))],
        );
        let (ledger, _) = lines(&draft);
        assert_eq!(ledger[LedgerItem::Evaluation as usize].typed, "3 4");
    }

    #[test]
    fn what_is_left_out_is_summed() {
        let html = drawn("scope=failed-runs:out:1e23;evaluation:out:1e23&compute=1e24");
        expect(
            &read(&html),
            "Left out in total, as far as is known: 2 × 10²³ FLOP, which would add 20% to the figure",
        );
    }

    #[test]
    fn what_is_counted_gets_a_stage() {
        assert_eq!(
            stages("scope=synthetic-data:in&compute=1e24"),
            ["v=1&stage=Synthetic_data&backward=0"]
        );
        assert_eq!(
            stages("scope=synthetic-data:in:3e22:Table_2&compute=1e24"),
            ["v=1&stage=Synthetic_data&compute=3e22&note=Table_2"]
        );
        let there = stages(
            "scope=synthetic-data:in&compute=1e24&2.stage=synthetic_data,_round_2&2.compute=1e20",
        );
        assert!(there.is_empty(), "{there:?}");
        // Every stage that is offered opens.
        for item in LedgerItem::ALL {
            let links = stages(&format!("scope={}:in&compute=1e24", item.slug()));
            let is_counted = item == LedgerItem::Recomputation;
            assert_eq!(links.is_empty(), is_counted, "{item:?}");
            for link in links {
                assert_eq!(link::decode(&link).problems, []);
            }
        }
        assert_eq!(LedgerState::ALL.len(), 3);
    }
}

mod of_the_document {
    use super::*;
    use petaday::answer::scope::{LedgerItem, lines, spell};

    const DOCUMENT: &str = include_str!("../docs/scope.md");

    /// The lines of the boxes of a language.
    fn boxes(language: &str) -> Vec<&'static str> {
        let start = format!("```{language}\n");
        let boxes = DOCUMENT.split(&start).skip(1);
        boxes
            .filter_map(|rest| rest.split("```").next())
            .flat_map(str::lines)
            .collect()
    }

    #[test]
    fn every_entry_is_read_whole() {
        assert!(boxes("scope").len() > 5);
        for text in boxes("scope") {
            let mut draft = Draft::default();
            draft.set(Field::new(0, Key::Scope), text);
            let (ledger, unknown) = lines(&draft);
            assert_eq!(unknown, Vec::<String>::new(), "{text}");
            assert_eq!(spell(&ledger), text);
            let is_read = |line: &petaday::answer::scope::LedgerLine| {
                line.typed.is_empty() || line.flop.is_some()
            };
            assert!(ledger.iter().all(is_read), "{text}");
        }
    }

    #[test]
    fn every_item_is_documented_with_its_rule() {
        for item in LedgerItem::ALL {
            let row = format!("| `{}` |", item.slug());
            let row = DOCUMENT.lines().find(|line| line.starts_with(&row));
            let row = row.unwrap_or_else(|| panic!("{} has no row", item.slug()));
            let rule = match item.is_required() {
                true => "counted",
                false => "may be left out",
            };
            expect(row, &format!("point {}: {rule} |", item.point()));
        }
    }

    #[test]
    fn every_link_opens_and_is_canonical() {
        for text in boxes("link") {
            let opened = link::decode(text);
            assert_eq!(opened.problems, []);
            assert_eq!(link::encode(&opened.draft), text);
            assert_eq!(answer(&opened.draft).problems, [], "{text}");
        }
    }
}

mod of_stages {
    use super::*;

    /// The action of the first model that is found, as a base model, and the model's place.
    fn first_base(pieces: &[Piece]) -> (BaseAction, usize) {
        match &presses(pieces)[0] {
            Action::Base(take @ BaseAction::TakeAsBase(place)) => (take.clone(), *place),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_kind_is_a_canonical_link_that_lacks_only_figures() {
        let pieces = kinds::draw(&draft("title=A&tokens=2e12"), 1);
        let presses = pressed(&pieces);
        let html = html_of(&pieces);
        assert!(is_well_formed(&html), "{html}");
        for kind in kinds::KINDS {
            let opened = link::decode(kind.link);
            assert_eq!(opened.problems, [], "{}", kind.name);
            assert_eq!(link::encode(&opened.draft), kind.link);
            assert!(
                opened.draft.is_filled(Field::new(1, Key::Stage)),
                "{}",
                kind.name
            );
            let problems = answer(&opened.draft).problems;
            assert!(
                problems.iter().all(|p| p.severity == Severity::Missing),
                "{problems:?}"
            );
            let adds = |press: &Press| match press {
                Press::AddStages(added) => added.link == kind.link,
                _ => false,
            };
            assert!(presses.iter().any(adds), "{presses:?}");
        }
    }

    #[test]
    fn a_published_system_fills_the_stage() {
        let stage = draft("compute=1&2.role=base&2.stage=x");
        let mut settings = base::Settings::default();
        assert_eq!(
            base::act(
                &mut settings,
                &stage,
                BaseAction::Search("llama 405\n".into())
            ),
            Change::default()
        );
        let pieces = base::draw(&Evaluation::of(stage.clone()), 2, &settings);
        let html = html_of(&pieces);
        assert!(is_well_formed(&html), "{html}");
        let panel = parse(&html);
        let search = panel.one(Role::Textbox, "Look up a published model");
        assert_eq!(search.attribute("value"), "llama 405");
        expect(
            &read(&html),
            "Llama 3.1-405B 3.8 × 10²⁵ FLOPMeta AI, 2024-07-23; reported by the developers, confident",
        );
        expect(&read(&html), ATTRIBUTION);
        let (take, row) = first_base(&pieces);
        assert_eq!(bases()[row].name, "Llama 3.1-405B");
        let filled = changed(&stage, 2, &base::act(&mut settings, &stage, take));
        let of = |key| filled.get(Field::new(2, key)).unwrap_or_default();
        assert_eq!(
            (of(Key::Stage), of(Key::Compute)),
            ("Base model: Llama 3.1-405B", "3.8e25")
        );
        expect(of(Key::Note), "Epoch AI, Notable AI Models");
        expect(of(Key::Note), "reported by the developers, confident");
        assert_eq!(answer(&filled).problems, []);
        let sum = answer(&filled).outcome.total.headline.expect("a sum").0;
        assert_eq!(sum.median(), 3.8e25 + 1.0);
    }

    #[test]
    fn an_open_model_fills_the_stage_by_what_its_figure_rests_on() {
        let stage = draft("compute=1&2.role=base&2.stage=x&2.compute=5");
        let chosen = |search: &str| {
            let mut settings = base::Settings::default();
            base::act(&mut settings, &stage, BaseAction::Search(search.into()));
            let pieces = base::draw(&Evaluation::of(stage.clone()), 2, &settings);
            let html = html_of(&pieces);
            assert!(is_well_formed(&html), "{html}");
            let change = base::act(&mut settings, &stage, first_base(&pieces).0);
            (read(&html), changed(&stage, 2, &change))
        };
        let of = |draft: &Draft, key| draft.get(Field::new(2, key)).unwrap_or_default().to_owned();

        let (text, filled) = chosen("meta-llama/Llama-3.1-8B-Instruct");
        let rests_on = "6 × 8.03e9 × 1.5e13 tokens, counted; tokens from the model card";
        expect(
            &text,
            &format!("Llama 3.1-8B 7.23 × 10²³ FLOPMeta AI, 2024-07-23; {rests_on}"),
        );
        assert_eq!(of(&filled, Key::Stage), "Base model: Llama 3.1-8B");
        // The count has the range of counting, as any other stage.
        let [parameters, tokens] = [Key::Parameters, Key::Tokens].map(|key| of(&filled, key));
        assert_eq!((&*parameters, &*tokens), ("8.03e9", "1.5e13"));
        assert_eq!(of(&filled, Key::Compute), "");
        expect(&of(&filled, Key::Note), rests_on);
        expect(&of(&filled, Key::Note), "MODEL_CARD.md");
        assert_eq!(answer(&filled).problems, []);

        // Nobody published its compute: nothing is made up, and the earlier figure is taken away.
        let (text, filled) = chosen("mistral 7b");
        expect(&text, "Mistral 7BMistral AI, 2023-09-27; no compute");
        assert_eq!(of(&filled, Key::Stage), "Base model: Mistral 7B");
        assert_eq!(of(&filled, Key::Compute), "");
    }

    #[test]
    fn a_base_model_is_filled_in_as_one() {
        let mut settings = base::Settings::default();
        let stage = draft("compute=1e24&2.compute=1e23");
        let pieces = base::draw(&Evaluation::of(stage.clone()), 1, &settings);
        let html = html_of(&pieces);
        assert!(!html.contains("with and without the base model"), "{html}");
        // The stage is not a base model: the name is the system's alone.
        let first = &presses(&pieces)[0];
        assert!(
            matches!(first, Action::Base(BaseAction::Take(_))),
            "{first:?}"
        );
        let base = draft("role=base&compute=1e24&2.compute=1e23");
        let pieces = base::draw(&Evaluation::of(base.clone()), 1, &settings);
        expect(&html_of(&pieces), "with and without the base model");
        first_base(&pieces);
        let far = base::act(&mut settings, &stage, BaseAction::TakeAsBase(100_000));
        assert_eq!(far, Change::default());
        settings.search = "no such system".into();
        let html = html_of(&base::draw(&Evaluation::of(stage.clone()), 1, &settings));
        expect(&html, "No published model in the tables is called that");
    }
}

proptest! {
    /// Whatever comes in a link, or is typed, is text: no element, no panic.
    #[test]
    fn any_text_is_shown_as_text(text in any::<String>(), other in "[<>&\"':;a-z0-9 .]{0,40}", row in 0usize..12) {
        for text in [&text, &other] {
            let mut draft = draft("compute=1e24..2e25&2.role=base&2.compute=1e25");
            for (stage, key) in [(0, Key::Scope), (0, Key::Title), (1, Key::Stage), (2, Key::Note), (2, Key::Stage)] {
                draft.set(Field::new(stage, key), text.as_str());
            }
            for edit in [LedgerEdit::State(Some(LedgerState::In)), LedgerEdit::Flop(text.clone()), LedgerEdit::Note(text.clone())] {
                let change = scope::act(&draft, &ScopeAction { row, edit });
                draft = changed(&draft, 1, &change);
            }
            let mut settings = base::Settings { search: text.clone(), ..Default::default() };
            base::act(&mut settings, &draft, BaseAction::Search(text.clone()));
            base::act(&mut settings, &draft, BaseAction::TakeAsBase(row));
            base::act(&mut settings, &draft, BaseAction::Ask(row));
            let evaluation = Evaluation::of(draft.clone());
            for html in [
                uncertainty::draw(&evaluation),
                limits::draw(&evaluation),
                scope::draw(&evaluation),
                base::draw(&evaluation, 2, &settings),
            ] {
                prop_assert!(is_well_formed(&html_of(&html)), "{text:?}");
            }
        }
    }
}
