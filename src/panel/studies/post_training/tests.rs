//! The study of post-training, as its panel draws it.

use super::*;
use crate::answer::{Evaluation, answer};
use crate::draft::alternatives::Form;
use crate::draft::link::decode;
use crate::panel::Action;
use crate::panel::piece::{html_of, presses};
use crate::panel::studies::input::Texts;

const OLMO: &str = "v=1&parameters=32e9&tokens=5.5e12";

/// Draws the study and returns its HTML and the stages that its presses add.
fn all_added(estimate: &str, typed: &[(Input, &str)]) -> (String, Vec<Added>) {
    let mut texts = Texts::default();
    for (input, text) in typed {
        texts.set(*input, (*text).into());
    }
    let evaluation = Evaluation::of(decode(estimate).draft);
    let shown = Shown {
        evaluation: &evaluation,
        stage: 1,
        texts: &texts,
        page: "https://petaday.example/",
    };
    let pieces = [Piece::Element(draw(&shown))];
    let added = presses(&pieces)
        .into_iter()
        .filter_map(|press| match press {
            Action::Press(Press::AddStages(added)) => Some(added),
            _ => None,
        });
    (html_of(&pieces), added.collect())
}

/// Draws the study and returns its HTML and the link of its first press.
fn drawn(estimate: &str, typed: &[(Input, &str)]) -> (String, Option<String>) {
    let (html, added) = all_added(estimate, typed);
    (html, added.into_iter().next().map(|added| added.link))
}

fn flop(link: &str) -> f64 {
    let (flop, _) = answer(&decode(link).draft)
        .outcome
        .total
        .headline
        .expect("a figure");
    flop.median()
}

const ROLLOUTS: [(Input, &str); 4] = [
    (Input::Prompts, "750*128"),
    (Input::Samples, "8"),
    (Input::PromptTokens, "2048"),
    (Input::TextTokens, "32768"),
];

fn with<'a>(more: &[(Input, &'a str)]) -> Vec<(Input, &'a str)> {
    ROLLOUTS.into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn the_stages_of_grpo_take_the_estimates_model() {
    let typed = with(&[(Input::Method, "grpo"), (Input::References, "0")]);
    let (html, link) = drawn(OLMO, &typed);
    assert!(html.contains("6.85 × 10²¹ FLOP"), "{html}");
    let link = link.expect("stages");
    assert_eq!(
        link,
        "v=1&stage=Rollouts&parameters=32e9&tokens=768000*34815&backward=0&2.stage=Policy_updates&2.parameters=32e9&2.tokens=768000*34816"
    );
    let texts = 768e3;
    let expected = 2.0 * 32e9 * texts * (34_815.0 + 3.0 * 34_816.0);
    assert!((flop(&link) / expected - 1.0).abs() < 1e-12);
}

#[test]
fn the_model_of_an_estimate_without_data_is_known() {
    let typed = with(&[(Input::Method, "grpo"), (Input::References, "0")]);
    let (_, expected) = drawn(OLMO, &typed);
    for estimate in [
        "v=1&parameters=32e9",
        "v=1&parameters=32e9&steps=1000",
        "v=1&parameters=32e9&time=3&chips=8",
    ] {
        let (html, link) = drawn(estimate, &typed);
        assert!(!html.contains("fill in"), "{estimate}: {html}");
        assert_eq!(link, expected, "{estimate}");
    }
    let (html, _) = drawn("v=1&tokens=2T", &typed);
    assert!(html.contains("fill in: Active parameters."), "{html}");
}

#[test]
fn prompts_may_be_empty_and_no_sample_thrown_away() {
    let typed = [
        (Input::Method, "grpo"),
        (Input::Prompts, "100"),
        (Input::Samples, "4"),
        (Input::PromptTokens, "0"),
        (Input::TextTokens, "50"),
        (Input::Discarded, "0%"),
        (Input::References, "0"),
    ];
    let (html, link) = drawn(OLMO, &typed);
    assert!(!html.contains("Zero"), "{html}");
    let expected = 2.0 * 32e9 * 400.0 * (49.0 + 3.0 * 50.0);
    assert!((flop(&link.expect("stages")) / expected - 1.0).abs() < 1e-12);
}

#[test]
fn the_stages_take_over_the_chip_that_is_shown() {
    let estimate = format!("{OLMO}&hardware=nvidia-h100-sxm&format=bf16");
    let (_, link) = drawn(&estimate, &with(&[(Input::Method, "grpo")]));
    let link = link.expect("stages");
    assert_eq!(
        link.matches("hardware=nvidia-h100-sxm").count(),
        3,
        "{link}"
    );
}

/// A passage with a stage of GRPO, as the page fills it in: chips and hours, and no data.
const WITH_RL: &str = "v=1&stage=Pre-training&parameters=32B&tokens=18T&chips=2048&hardware=nvidia-h800-sxm&2.stage=Reinforcement_learning&2.time=4_d&2.chips=256&2.hardware=nvidia-h100-sxm&2.format=bf16&2.utilization=0.4";

#[test]
fn a_stage_that_is_there_by_its_chips_can_be_replaced_and_gives_its_chips() {
    let typed = with(&[(Input::Method, "grpo")]);
    let (html, added) = all_added(WITH_RL, &typed);
    let remark = "“Reinforcement learning” is there already: with these stages beside it, the total would count it twice.";
    assert!(html.contains(remark), "{html}");
    let [replace, add] = added.as_slice() else {
        panic!("{added:?}");
    };
    assert_eq!((replace.replaces, add.replaces), (Some(2), None));
    assert_eq!(replace.link, add.link);
    assert_eq!(add.link.matches("hardware=nvidia-h100-sxm").count(), 3);
    assert!(!add.link.contains("h800"), "{}", add.link);
    let place = "3 stages in place of “Reinforcement learning”. Taken over from Reinforcement learning: hardware, number format";
    assert_eq!(replace.what, place);
    // In its place, the total has it once.
    let mut form = Form::new(decode(WITH_RL).draft);
    form.replace_stage(2, &decode(&replace.link).draft);
    let names: Vec<_> = (1..=4).map(|at| stage::of(&form.draft, at)).collect();
    let own = [
        "Pre-training",
        "Rollouts",
        "Reference model",
        "Policy updates",
    ];
    assert_eq!(names, own);
}

#[test]
fn nothing_is_replaced_that_is_counted_or_another_kind_of_training() {
    let typed = with(&[(Input::Method, "grpo")]);
    let counted = WITH_RL.replace("2.time", "2.parameters=32B&2.tokens=1e9&2.time");
    let other = WITH_RL.replace("Reinforcement_learning", "Cool-down");
    let base = format!("{WITH_RL}&2.role=base");
    for estimate in [OLMO, &counted, &other, &base] {
        let (html, added) = all_added(estimate, &typed);
        assert_eq!(added.len(), 1, "{estimate}");
        assert!(!html.contains("is there already"), "{estimate}");
    }
}

#[test]
fn every_recipe_says_what_it_needs_and_then_has_stages() {
    let counts = [
        (Input::Sequences, "1000"),
        (Input::Prompts, "100"),
        (Input::Samples, "4"),
        (Input::PromptTokens, "50"),
        (Input::TextTokens, "200; 400"),
        (Input::Teacher, "70e9"),
    ];
    for (recipe, stages) in Recipe::ALL.into_iter().zip([1, 2, 3, 5, 2, 2]) {
        let method = (Input::Method, recipe.name());
        let (html, link) = drawn(OLMO, &[method]);
        assert_eq!(link, None, "{recipe:?}");
        assert!(html.contains("To get a figure, fill in: "), "{html}");
        let typed: Vec<_> = counts.into_iter().chain([method]).collect();
        let (html, link) = drawn(OLMO, &typed);
        let link = link.expect("stages");
        assert_eq!(decode(&link).draft.stages().len(), stages, "{link}");
        assert_eq!(html.matches("<tr>").count(), stages + 1, "{html}");
        // A box that cannot be read gives no stages.
        for input in recipe.inputs() {
            let wrong: Vec<_> = typed.iter().copied().chain([(*input, "many")]).collect();
            let (html, link) = drawn(OLMO, &wrong);
            assert_eq!(link, None, "{recipe:?} {input:?}");
            let (label, _) = recipe.label(*input);
            assert!(html.contains(label), "{html}");
        }
    }
}

#[test]
fn more_samples_never_lower_the_figure() {
    for method in ["grpo", "ppo", "rejection"] {
        let mut before = 0.0;
        for samples in ["1", "2", "4", "16"] {
            let typed = with(&[(Input::Method, method), (Input::Samples, samples)]);
            let (_, link) = drawn(OLMO, &typed);
            let now = flop(&link.expect("stages"));
            assert!(now >= before, "{method} {samples}");
            before = now;
        }
    }
}

#[test]
fn attention_comes_from_layers_and_width_or_from_the_network() {
    let network =
        "v=1&model=tokens(64,causal);embed(100,32);decoder(2,4,64);ln;head(100)&tokens=1e9";
    let typed = [(Input::Sequences, "10"), (Input::TextTokens, "30; 50")];
    let (_, link) = drawn(network, &typed);
    let counted = flop(&link.expect("stages"));
    // Each text by itself, as a network of its length.
    let text = |tokens: u32| {
        let of = network.replace("tokens(64", &format!("tokens({tokens}"));
        flop(&of.replace("tokens=1e9", &format!("tokens={tokens}")))
    };
    let expected = 5.0 * (text(30) + text(50));
    assert!(
        (counted / expected - 1.0).abs() < 1e-12,
        "{counted} {expected}"
    );
    // One of the two boxes alone says nothing of attention.
    let alone = [typed[0], typed[1], (Input::Layers, "2")];
    let (html, link) = drawn(OLMO, &alone);
    assert_eq!(link, None);
    assert!(
        html.contains("To get a figure, fill in: Width of attention."),
        "{html}"
    );
}

#[test]
fn attention_of_other_models_is_counted_with_their_own_layers() {
    let base = with(&[
        (Input::Method, "ppo"),
        (Input::References, "0"),
        (Input::Reward, "7e9"),
        (Input::Value, "7e9"),
    ]);
    let of = |more: &[(Input, &str)]| {
        let typed: Vec<_> = base.iter().copied().chain(more.iter().copied()).collect();
        drawn(OLMO, &typed)
    };
    let flop_of = |more: &[(Input, &str)]| flop(&of(more).1.expect("stages"));
    let plain = flop_of(&[]);
    // 768,000 texts of 34,816 tokens, each with s × (s + 1) ÷ 2 pairs of 4 × 32 × 4,096 FLOP.
    let pass = 768e3 * 34_816.0 * 34_817.0 / 2.0 * 4.0 * 32.0 * 4096.0;
    let reward = [(Input::RewardLayers, "32"), (Input::RewardWidth, "4096")];
    assert!(((flop_of(&reward) - plain) / pass - 1.0).abs() < 1e-9);
    // The value model estimates, and learns: one pass and three.
    let value = [(Input::ValueLayers, "32"), (Input::ValueWidth, "4096")];
    assert!(((flop_of(&value) - plain) / (4.0 * pass) - 1.0).abs() < 1e-9);
    // One of the two boxes alone says nothing.
    let (html, link) = of(&reward[..1]);
    assert_eq!(link, None);
    assert!(
        html.contains("To get a figure, fill in: Width of the reward model."),
        "{html}"
    );
    // Layers of a model whose size is not known are not enough either.
    let typed = with(&[(Input::Method, "grpo"), reward[0], reward[1]]);
    let (html, link) = drawn(OLMO, &typed);
    assert_eq!(link, None);
    assert!(
        html.contains("fill in: Parameters of the reward model."),
        "{html}"
    );
    // A teacher without a size of its own is the model itself, with the attention that is typed.
    let samples = with(&[
        (Input::Method, "rejection"),
        (Input::TeacherLayers, "32"),
        (Input::TeacherWidth, "4096"),
    ]);
    let link = drawn(OLMO, &samples).1.expect("stages");
    assert!(
        link.contains("stage=Samples_to_choose_from&forward="),
        "{link}"
    );
}

#[test]
fn added_stages_do_not_change_what_the_study_takes() {
    let typed = with(&[
        (Input::Method, "ppo"),
        (Input::Layers, "64"),
        (Input::Width, "5120"),
    ]);
    let (_, link) = drawn(OLMO, &typed);
    let link = link.expect("stages");
    let mut form = crate::draft::alternatives::Form::new(decode(OLMO).draft);
    form.add_stages(1, &decode(&link).draft);
    let estimate = crate::draft::link::encode(&form.draft);
    assert_eq!(drawn(&estimate, &typed).1, Some(link));
}
