//! Passages of papers, cards and mails: each rule's example, passages of many kinds, and what holds for
//! any text.

use petaday::answer::{Severity, answer};
use petaday::draft::{Field, Key, link};
use petaday::import::passage::{ReadField, Reading, read, rules};
use petaday::quantity;
use proptest::prelude::*;

/// Passages with the fields that a careful person would fill in. A tilde marks what a reader may leave out, and `!` a
/// figure of something else that must not be taken.
const PASSAGES: &str = include_str!("fixtures/passages.txt");

/// Returns the name of a field as a link spells it: `2.tokens`.
fn name(field: &ReadField) -> String {
    match field.stage {
        1 => field.key.into(),
        stage => format!("{stage}.{}", field.key),
    }
}

/// Returns the text of a field, if it was filled in.
fn text<'a>(reading: &'a Reading, key: &str) -> Option<&'a str> {
    let field = reading.fields.iter().find(|field| name(field) == key);
    field.map(|field| field.text.as_str())
}

/// Returns whether two texts of a field mean the same: 30 h and 1.25 d. A star stands for any rest: a V100 of any
/// form.
fn is_same(key: &str, one: &str, other: &str) -> bool {
    if let Some(stem) = other.strip_suffix('*') {
        return one.starts_with(stem);
    }
    let dimension = Field::named(key).and_then(|field| field.key.dimension());
    let value =
        |text: &str| dimension.and_then(|dimension| quantity::read_counted(text, dimension).ok());
    match (value(one), value(other)) {
        (Some(a), Some(b)) => (a.value.median() / b.value.median() - 1.0).abs() < 0.005,
        _ => one == other,
    }
}

/// A passage and the fields that are expected.
struct Case {
    name: &'static str,
    passage: &'static str,
    required: Vec<(String, String)>,
    allowed: Vec<(String, String)>,
    forbidden: Vec<(String, String)>,
}

fn cases() -> Vec<Case> {
    cases_of(PASSAGES)
}

fn cases_of(passages: &'static str) -> Vec<Case> {
    let blocks = passages.trim().trim_start_matches("# ").split("\n\n# ");
    let case = |block: &'static str| {
        let (name, rest) = block.split_once('\n').expect("a name, then a passage");
        let (passage, fields) = rest.rsplit_once("\n=").expect("a line of fields");
        let mut case = Case {
            name,
            passage,
            required: Vec::new(),
            allowed: Vec::new(),
            forbidden: Vec::new(),
        };
        for field in fields.split_whitespace() {
            let (key, text) = field.split_once('=').expect("key=text");
            let entry = (
                key.trim_start_matches(['~', '!']).into(),
                text.replace('_', " "),
            );
            let list = match key.chars().next() {
                Some('~') => &mut case.allowed,
                Some('!') => &mut case.forbidden,
                _ => &mut case.required,
            };
            list.push(entry);
        }
        case
    };
    blocks.map(case).collect()
}

#[test]
fn each_rule_reads_its_example() {
    for rule in rules() {
        let reading = read(rule.passage);
        for (key, expected) in rule.fields {
            let found = text(&reading, key);
            assert_eq!(
                found,
                Some(*expected),
                "{key}, by the rule “{}”, of: {}",
                rule.name,
                rule.passage
            );
        }
        let is_named = |field: &ReadField| field.rule == rule.name;
        let is_used = reading.fields.iter().any(is_named);
        let turns_into = ["sequence length", "active parameters"].contains(&rule.name);
        assert!(
            is_used || turns_into,
            "the rule “{}” filled in nothing of its example",
            rule.name
        );
    }
}

/// The fields of a set of passages that were read, missed and read wrongly.
#[derive(Default)]
struct Score {
    hits: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
    /// Figures of something else that were taken. They are among the wrong ones, too.
    forbidden: Vec<String>,
}

impl Score {
    fn of(cases: &[Case]) -> Self {
        let mut score = Self::default();
        for case in cases {
            let reading = read(case.passage);
            for (key, expected) in case.required.iter().filter(|(key, _)| key != "title") {
                match text(&reading, key) {
                    Some(found) if is_same(key, found, expected) => score.hits += 1,
                    found => {
                        let miss = format!("{}: {key}={expected}, not {found:?}", case.name);
                        score.missed.push(miss);
                    }
                }
            }
            for field in &reading.fields {
                let key = name(field);
                let named = matches!(field.key, "title" | "stage");
                let mut all = case.required.iter().chain(&case.allowed);
                let fits = |(known, text): &(String, String)| {
                    *known == key && is_same(&key, &field.text, text)
                };
                let taken = format!("{}: {key}={}", case.name, field.text);
                if case.forbidden.iter().any(fits) {
                    score.forbidden.push(taken.clone());
                }
                if !named && !all.any(fits) {
                    score.wrong.push(taken);
                }
            }
        }
        score
    }

    fn check(&self, recall: f64, precision: f64, forbidden: usize) {
        let share = |others: usize| self.hits as f64 / (self.hits + others) as f64;
        let (missed, wrong) = (self.missed.len(), self.wrong.len());
        let told = format!(
            "{} fields were read. Missed: {:#?}. Wrong: {:#?}. Of something else: {:#?}",
            self.hits, self.missed, self.wrong, self.forbidden
        );
        println!(
            "{} fields read, {missed} missed, {wrong} wrong, {} of something else",
            self.hits,
            self.forbidden.len()
        );
        assert!(share(missed) > recall, "too many are missed. {told}");
        assert!(share(wrong) > precision, "too many are wrong. {told}");
        assert!(
            self.forbidden.len() <= forbidden,
            "figures of something else were taken. {told}"
        );
    }
}

#[test]
fn passages_of_many_kinds_are_read_rightly() {
    Score::of(&cases()).check(0.95, 0.96, 0);
}

#[test]
fn compute_notes_of_analysts_are_read_rightly() {
    let notes = include_str!("fixtures/compute_notes.txt");
    Score::of(&cases_of(notes)).check(0.90, 0.95, 0);
}

#[test]
fn paragraphs_of_papers_are_read_rightly() {
    let paragraphs = include_str!("fixtures/paper_paragraphs.txt");
    Score::of(&cases_of(paragraphs)).check(0.88, 0.95, 0);
}

#[test]
fn papers_of_no_other_set_are_read_rightly() {
    let papers = include_str!("fixtures/later_papers.txt");
    Score::of(&cases_of(papers)).check(0.93, 0.97, 0);
}

#[test]
fn papers_of_forty_further_kinds_are_read_rightly() {
    let papers = include_str!("fixtures/further_papers.txt");
    Score::of(&cases_of(papers)).check(0.95, 0.97, 0);
}

#[test]
fn papers_of_varied_kinds_are_read_rightly() {
    let papers = include_str!("fixtures/varied_papers.txt");
    Score::of(&cases_of(papers)).check(0.97, 0.98, 0);
}

#[test]
fn abstracts_of_known_papers_with_their_training_are_read_rightly() {
    let papers = include_str!("fixtures/known_papers.txt");
    Score::of(&cases_of(papers)).check(0.97, 0.97, 0);
}

#[test]
fn fresh_papers_and_notes_are_read_rightly() {
    let papers = include_str!("fixtures/fresh_papers.txt");
    Score::of(&cases_of(papers)).check(0.98, 0.98, 0);
}

#[test]
fn papers_that_were_written_last_are_read_rightly() {
    let papers = include_str!("fixtures/last_papers.txt");
    Score::of(&cases_of(papers)).check(0.95, 0.97, 1);
}

#[test]
fn notes_as_visitors_type_them_are_read_rightly() {
    let notes = include_str!("fixtures/typed_notes.txt");
    Score::of(&cases_of(notes)).check(0.97, 0.98, 0);
}

#[test]
fn hours_of_chips_and_held_speeds_are_read_in_every_unit() {
    let all = [
        (
            "Training took 1,082,990 compute hours on A100 80GB.",
            "chip-hours",
            "1082990",
        ),
        (
            "Training took 20,000 GPU·h on A100 80GB.",
            "chip-hours",
            "20000",
        ),
        (
            "Training took 20,000 GPUh on A100 80GB.",
            "chip-hours",
            "20000",
        ),
        (
            "It took 2,000 node-hours on nodes of 8 A100 80GB each.",
            "chip-hours",
            "16000",
        ),
        (
            "It cost 2,500 superchip-hours on GH200.",
            "chip-hours",
            "2500",
        ),
        ("Training took 12 exaflop/s-days.", "compute", "1.0368e24"),
        ("Training took 3.2 exaFLOP-days.", "compute", "2.7648e23"),
    ];
    for (passage, key, expected) in all {
        let reading = read(passage);
        assert_eq!(text(&reading, key), Some(expected), "{passage}");
    }
}

#[test]
fn a_part_of_an_amount_is_told_from_the_whole() {
    let all = [
        ("Foo-7B: 1T tokens, 600B of which are English.", Some("1T")),
        (
            "Foo-7B: 1T tokens, 600B of which are English. Training took 12 days.",
            Some("1T"),
        ),
        ("Foo-7B: 1T tokens, 600B of which were seen.", Some("600B")),
        ("Foo-7B was trained on 1.4T of the 2T tokens.", Some("1.4T")),
        (
            "Foo-7B was trained for 300B tokens, of which 180B are unique.",
            Some("300B"),
        ),
        ("Foo-7B: 10T tokens, of which we used 6T.", Some("6T")),
        ("Foo-7B was trained on 1.4T of 2T tokens.", None),
    ];
    for (passage, expected) in all {
        let reading = read(passage);
        assert_eq!(text(&reading, "tokens"), expected, "{passage}");
    }
}

/// Checks what holds for every reading.
fn check(passage: &str, reading: &Reading) -> Result<(), TestCaseError> {
    let chars: Vec<char> = passage.chars().collect();
    let at = |start: usize, end: usize| {
        chars
            .get(start..end)
            .map(|part| part.iter().collect::<String>())
    };
    let places = reading
        .fields
        .iter()
        .map(|field| (field.start, field.end, &field.phrase));
    let unused = reading
        .unused
        .iter()
        .map(|left| (left.start, left.end, &left.phrase));
    for (start, end, phrase) in places.chain(unused) {
        let there = at(start, end);
        prop_assert_eq!(there.as_ref(), Some(phrase), "{}..{}", start, end);
    }
    // The form takes every text, and no two of them contradict each other.
    let opened = link::decode(&reading.link);
    prop_assert_eq!(&opened.draft, reading.draft());
    let problems = answer(&opened.draft).problems;
    let error = problems
        .iter()
        .find(|problem| problem.severity == Severity::Error);
    prop_assert!(
        error.is_none(),
        "{:?} of {}, read from {}",
        error,
        reading.link,
        passage
    );
    let mut names: Vec<String> = reading.fields.iter().map(name).collect();
    names.sort();
    names.dedup();
    prop_assert_eq!(
        names.len(),
        reading.fields.len(),
        "a field is filled in twice: {}",
        passage
    );
    for key in names.iter().filter(|key| *key != "stage") {
        prop_assert!(Field::named(key).is_some(), "{} is no field", key);
    }
    Ok(())
}

#[test]
fn places_lie_on_their_phrases_and_the_form_takes_every_text() {
    let examples = rules().map(|rule| rule.passage);
    for passage in cases().iter().map(|case| case.passage).chain(examples) {
        check(passage, &read(passage)).expect("holds for every reading");
    }
}

/// Returns pieces that passages are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "We train",
        "Kite-7B",
        "7B",
        "parameters",
        "1.4 trillion",
        "tokens",
        "8",
        "A100",
        "80GB",
        "GPUs",
        "for",
        "3",
        "days",
        "\n",
        ". ",
        "(",
        ")",
        ", ",
        "$",
        "\\num{",
        "}",
        "×",
        "10^",
        "24",
        "|",
        "\t",
        "ﬁne-tuning",
        "stage 2",
        "bf16",
        "40%",
        "MFU",
        "½",
        "²",
        "nodes",
        "of",
        "each",
        "epochs",
        "batch size",
        "hours",
        "respectively",
        "half a",
        "-\n",
        "TPU v3-512",
        "2024-02-05 to",
    ];
    let piece = prop::sample::select(PIECES.to_vec());
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read_without_a_contradiction(passage in ".{0,300}") {
        check(&passage, &read(&passage))?;
    }

    #[test]
    fn pieces_of_passages_in_any_order_are_read_without_a_contradiction(passage in pieces()) {
        check(&passage, &read(&passage))?;
    }

    #[test]
    fn a_passage_without_digits_or_number_words_fills_in_no_number(passage in "[f-hj-mp-su-z ,.]{0,200}") {
        let reading = read(&passage);
        let numbers = reading.fields.iter().filter(|field| !matches!(field.key, "title" | "stage" | "hardware" | "format"));
        prop_assert_eq!(numbers.count(), 0, "{}", passage);
    }
}

#[test]
fn the_order_of_sentences_changes_no_field() {
    let sentences = [
        "Kite-7B was pretrained on 2T tokens.",
        "Training took 12 days on 512 H100 SXM GPUs in bf16.",
        "The MFU was 41%.",
    ];
    let fields = |order: [usize; 3]| {
        let passage = order.map(|at| sentences[at]).join(" ");
        read(&passage).link
    };
    let first = fields([0, 1, 2]);
    assert!(
        first.contains("tokens=2T") && first.contains("chips=512"),
        "{first}"
    );
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(fields(order), first, "sentences in the order {order:?}");
    }
}

#[test]
fn figures_of_others_and_of_use_are_not_taken() {
    for passage in [
        "Inference takes 35 ms on a single T4.",
        "GPT-3 was trained on 300B tokens, which is much.",
        "The vocabulary has 50,257 entries, the context 2048 tokens.",
        "We plan to train a 70B model on 2T tokens next year, which would take 40 days on 512 GPUs?",
        "The data are 825 GB, and electricity was 433 MWh.",
        "Table 2 and section 4.3 are from [12, 15]. In 2023, 34% of them paid $1,200.",
    ] {
        let reading = read(passage);
        let figures = reading
            .fields
            .iter()
            .filter(|field| !matches!(field.key, "title" | "hardware"));
        let figures: Vec<String> = figures
            .map(|field| format!("{}={}", field.key, field.text))
            .collect();
        let of_name = figures
            .iter()
            .all(|figure| passage.starts_with("GPT-3") && figure.starts_with("tokens"));
        assert!(figures.is_empty() || of_name, "{figures:?} of: {passage}");
    }
}

#[test]
fn two_candidates_are_a_question_with_both_phrases() {
    let reading = read("The run used 64 GPUs. The run used 96 GPUs. It took 3 days.");
    assert_eq!(text(&reading, "chips"), None, "one of two was taken");
    let question = reading
        .questions
        .iter()
        .find(|question| question.key == Key::Chips.name());
    let phrases: Vec<&str> = question.map_or_else(Vec::new, |question| {
        question
            .choices
            .iter()
            .map(|choice| choice.phrase.as_str())
            .collect()
    });
    assert_eq!(phrases, ["64 GPUs", "96 GPUs"]);
}

#[test]
fn a_total_that_does_not_fit_is_said_with_the_ratio() {
    let reading = read("We train a model with 7B parameters on 2T tokens, 4.2e23 FLOPs in total.");
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.contains("a factor of 5")),
        "8.4e22 and 4.2e23 were typed: {:?}",
        reading.problems
    );
}

#[test]
fn chip_hours_that_do_not_fit_time_and_chips_are_said_with_the_ratio() {
    let reading = read("We used 100 A100 40GB for 10 days, 48,000 GPU hours in total.");
    assert_eq!(text(&reading, "chip-hours"), Some("48000"));
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.contains("a factor of 2")),
        "24,000 and 48,000 hours were typed: {:?}",
        reading.problems
    );
}

#[test]
fn a_power_that_may_have_lost_its_place_is_a_question() {
    let reading = read("The model with 7B parameters was trained on 1.4 × 1012 tokens.");
    assert_eq!(text(&reading, "tokens"), None);
    let asked = reading
        .questions
        .iter()
        .find(|question| question.key == "tokens");
    let offered = asked.and_then(|question| question.choices.first());
    assert_eq!(offered.map(|choice| choice.text.as_str()), Some("1.4T"));
}

#[test]
fn a_long_text_is_read_up_to_a_limit() {
    let passage = "We trained on 8 A100 for 3 days. ".repeat(40_000);
    let reading = read(&passage);
    assert!(
        reading
            .problems
            .iter()
            .any(|problem| problem.contains("characters were read")),
        "1.3 MB were pasted: {:?}",
        reading.problems
    );
    assert!(reading.fields.iter().all(|field| field.end <= 30_000));
}

/// Checks the texts of some fields.
fn has(reading: &Reading, expected: &[(&str, &str)]) {
    for (key, expected) in expected {
        let found = text(reading, key);
        let is_right = found.is_some_and(|found| is_same(key, found, expected));
        assert!(
            is_right,
            "{key} is {found:?}, not {expected}: {}",
            reading.link
        );
    }
}

#[test]
fn chips_in_each_pod_are_as_many_times_as_there_are_pods() {
    for (passage, chips) in [
        (
            "The model is trained on two TPU v4 Pods. We use 3072 TPU v4 chips in each Pod.",
            Some("6144"),
        ),
        (
            "Training used 4 racks, with 72 B200 GPUs in every rack.",
            None,
        ),
    ] {
        let found = text(&read(passage), "chips").map(str::to_owned);
        assert_eq!(found.as_deref(), chips, "{passage}");
    }
}

/// The form would ask whether a bare number of a chip with cores is one of cores.
#[test]
fn chips_with_cores_are_written_as_chips_where_the_passage_says_so() {
    for (passage, chips) in [
        (
            "We trained on 3,072 TPU v4 chips for 20 days.",
            "3072 chips",
        ),
        ("We trained on 3,072 TPU v4s for 20 days.", "3072"),
        ("We trained on 2,048 A100 80GB chips for 20 days.", "2048"),
    ] {
        assert_eq!(text(&read(passage), "chips"), Some(chips), "{passage}");
    }
}

#[test]
fn tokens_of_a_later_stage_go_to_that_stage() {
    for passage in [
        "The model has 7B parameters. We pre-trained on 6 trillion tokens for two epochs and then continued pre-training on another 500 billion tokens.",
        "The model has 7B parameters. We pre-trained for two epochs on 6T tokens, then continued pretraining on 500B tokens. Pre-training took 20 days on 512 H100 SXM GPUs.",
    ] {
        let reading = read(passage);
        has(
            &reading,
            &[
                ("tokens", "6T"),
                ("epochs", "2"),
                ("2.stage", "Continued pre-training"),
                ("2.tokens", "500B"),
            ],
        );
        if passage.contains("days") {
            has(&reading, &[("time", "20 d"), ("chips", "512")]);
        }
    }
    for passage in [
        "We trained on 6 trillion tokens and then continued pre-training on another 500 billion tokens. The model has 7B parameters.",
        "We trained on 6T tokens and continued to pretrain on 500B tokens. The model has 7B parameters.",
        "We pretrained a 7B model on 6T tokens and further pre-trained it on 500B tokens.",
        "OLMo 2 7B is pretrained on 6T tokens and mid-trained on 500B tokens.",
    ] {
        let expected = [
            ("parameters", "7B"),
            ("tokens", "6T"),
            ("2.tokens", "500B"),
            ("2.parameters", "7B"),
        ];
        has(&read(passage), &expected);
    }
}

#[test]
fn training_that_goes_on_has_the_parameters_of_the_model() {
    let reading = read(
        "OLMo 2 13B is pretrained on 5T tokens and mid-trained on 600B tokens; 13.7B parameters.",
    );
    let expected = [
        ("parameters", "13.7B"),
        ("tokens", "5T"),
        ("2.parameters", "13.7B"),
        ("2.tokens", "600B"),
    ];
    has(&reading, &expected);
}

#[test]
fn tokens_of_a_further_stage_without_a_name_are_a_question() {
    let reading = read(
        "The model has 7B parameters. We trained on 6T tokens and then on another 500B tokens.",
    );
    has(&reading, &[("tokens", "6T")]);
    let mut questions = reading.questions.iter();
    let asked = questions.find(|question| question.stage == 2 && question.key == "tokens");
    let choice = asked.and_then(|question| question.choices.first());
    assert_eq!(choice.map(|choice| choice.text.as_str()), Some("500B"));
}

#[test]
fn the_peak_of_a_calculation_is_taken_where_no_hardware_is_named() {
    let reading = read(
        "Compute: 64 GPUs * 40% utilization * 125 TFLOP/s * 7 days = 1.9e21 FLOP. The model has 1.5B parameters and was trained on 40B tokens.",
    );
    let expected = [
        ("peak", "125 TFLOP/s"),
        ("utilization", "0.4"),
        ("chips", "64"),
        ("time", "7 d"),
        ("parameters", "1.5B"),
        ("tokens", "40B"),
    ];
    has(&reading, &expected);
    let named = read("64 GPUs * 40% * 100 TFLOP/s * 7 days on V100 SXM2.");
    has(&named, &[("hardware", "nvidia-v100*")]);
    assert_eq!(text(&named, "peak"), None);
    let mut unused = named.unused.iter();
    let peak = unused.find(|left| left.phrase.contains("100 TFLOP/s"));
    assert!(
        peak.is_some_and(|left| left.why.contains("its peak is taken")),
        "{:?}",
        named.unused
    );
}

#[test]
fn a_utilization_beside_the_chips_is_taken_and_load_is_left() {
    for passage in [
        "We used 64 V100 for 7 days at 40% utilization.",
        "We trained on 64 V100 GPUs for 7 days with a utilization of 40%.",
        "Training ran for 7 days on 64 GPUs at a utilization of 0.4.",
    ] {
        has(
            &read(passage),
            &[("utilization", "0.4"), ("chips", "64"), ("time", "7 d")],
        );
    }
    for passage in [
        "We used 64 V100 for 7 days at 40% GPU utilization.",
        "We used 64 V100 for 7 days at 97% utilization.",
        "We used 64 V100 for 7 days at a memory utilization of 40%.",
        "We used 64 V100 for 7 days. A utilization of 40% was logged.",
    ] {
        let reading = read(passage);
        assert_eq!(text(&reading, "utilization"), None, "{passage}");
        let mut unused = reading.unused.iter();
        let is_left = unused.any(|left| left.phrase.contains('%'));
        assert!(is_left, "{:?} of: {passage}", reading.unused);
    }
    let both = read("We used 64 V100 for 7 days at 70% utilization and 40% MFU.");
    has(&both, &[("utilization", "0.4")]);
}

#[test]
fn docs_list_every_rule() {
    let docs = include_str!("../docs/passages.md");
    for rule in rules() {
        let row = format!("| {} | {} |", rule.name, rule.reads);
        assert!(docs.contains(&row), "docs/passages.md lacks the row: {row}");
    }
}
