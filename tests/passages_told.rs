//! Passages with two amounts of one thing side by side: the one that counts is taken, or both are asked about.

use petaday::import::passage::{Reading, read};

fn text<'a>(reading: &'a Reading, key: &str) -> Option<&'a str> {
    let mut fields = reading.fields.iter();
    let field = fields.find(|field| field.stage == 1 && field.key == key);
    field.map(|field| field.text.as_str())
}

/// Checks that a field has this text.
fn takes(passage: &str, key: &str, expected: &str) {
    let reading = read(passage);
    assert_eq!(text(&reading, key), Some(expected), "{key} of: {passage}");
}

/// Checks that a field is left empty, and that a question offers both phrases.
fn asks(passage: &str, key: &str, phrases: [&str; 2]) {
    let reading = read(passage);
    assert_eq!(text(&reading, key), None, "{key} of: {passage}");
    let mut questions = reading.questions.iter();
    let question = questions.find(|question| question.key == key);
    let choices = question.iter().flat_map(|question| &question.choices);
    let mut asked: Vec<&str> = choices.map(|choice| choice.phrase.as_str()).collect();
    asked.sort_by_key(|phrase| passage.find(phrase));
    assert_eq!(asked, phrases, "the phrases asked about in: {passage}");
}

#[test]
fn the_total_of_what_was_trained_on_is_taken() {
    for rest in [
        "180B tokens (300B tokens in total)",
        "180B tokens (300B in total)",
        "180B tokens, 300B tokens in total",
        "180B tokens, a total of 300B tokens",
        "180B tokens (a total of 300B)",
        "180B tokens, or 300B tokens altogether",
        "180B unique tokens (300B tokens overall)",
        "180B unique tokens (300B tokens)",
        "180B tokens (300B tokens including repeats)",
        "180B tokens (300B tokens seen)",
        "300B tokens (180B unique tokens)",
        "300B tokens in total (180B unique)",
        "180B English tokens and 120B German tokens, 300B tokens in total",
    ] {
        takes(&format!("Foo-7B was trained on {rest}."), "tokens", "300B");
    }
    for (passage, key, expected) in [
        (
            "Foo-7B was trained for 100k steps (300k steps in total).",
            "steps",
            "300k",
        ),
        (
            "Foo was trained on 1.2M images for 30 epochs (90 in total).",
            "epochs",
            "90",
        ),
        (
            "Foo-7B was trained for 3 days (12 days in total) on 8 H100 SXM.",
            "time",
            "12 d",
        ),
        (
            "Foo-7B was trained for 3 days (12 in total) on 8 H100 SXM.",
            "time",
            "12 d",
        ),
        (
            "Foo-7B was trained with 16 GPUs per node (128 GPUs in total).",
            "chips",
            "128",
        ),
        (
            "Foo-7B was trained on 16 nodes, 8 GPUs each (128 GPUs in total).",
            "chips",
            "128",
        ),
    ] {
        takes(passage, key, expected);
    }
}

#[test]
fn the_total_of_other_things_is_left() {
    for (passage, key, expected) in [
        (
            "Foo-7B was trained on 180B tokens (of 300B in total).",
            "tokens",
            "180B",
        ),
        (
            "Foo-7B was trained on 180B tokens (out of 300B tokens in total).",
            "tokens",
            "180B",
        ),
        (
            "Foo-7B was trained on 180B tokens of a corpus of 300B tokens in total.",
            "tokens",
            "180B",
        ),
        (
            "The corpus has 300B tokens in total, and Foo-7B was trained on 180B tokens.",
            "tokens",
            "180B",
        ),
        (
            "Foo-7B was trained on 300B tokens (180B tokens of code).",
            "tokens",
            "300B",
        ),
        (
            "Foo has 7B active parameters (45B in total) and saw 2T tokens.",
            "parameters",
            "7B",
        ),
    ] {
        takes(passage, key, expected);
    }
    // The total behind the last stage is that of all stages.
    let reading = read(
        "Foo-7B was pre-trained on 120B tokens and then continued pre-training on 180B tokens (300B tokens in total).",
    );
    let tokens = |stage| {
        let mut fields = reading.fields.iter();
        let field = fields.find(|field| field.stage == stage && field.key == "tokens");
        field.map(|field| field.text.as_str())
    };
    assert_eq!((tokens(1), tokens(2)), (Some("120B"), Some("180B")));
}

#[test]
fn a_sum_that_names_a_later_stage_is_not_that_stage() {
    for passage in [
        "Foo-7B was trained on 180B tokens, 300B tokens including the context extension.",
        "Foo-7B was trained on 180B tokens, 182B tokens with fine-tuning.",
        "Foo-7B used 10,000 GPU hours, 11,200 GPU hours in total with SFT.",
    ] {
        let mut fields = read(passage).fields.into_iter();
        let of_later = fields.find(|field| field.stage == 2 && field.key != "stage");
        assert_eq!(of_later, None, "{passage}");
    }
}

/// Tokens that were seen in all epochs are not multiplied by the epochs again.
#[test]
fn epochs_are_left_where_the_tokens_are_those_of_all_epochs() {
    for passage in [
        "Foo-7B was trained on 180B tokens for 2 epochs (360B tokens in total).",
        "Foo-7B was trained on 360B tokens (180B unique tokens, 2 epochs).",
        "Foo-7B was trained on 360B tokens, of which 180B are unique, for 2 epochs.",
        "Foo-7B was trained for 2 epochs on 180B unique tokens (360B tokens).",
    ] {
        takes(passage, "tokens", "360B");
        assert_eq!(text(&read(passage), "epochs"), None, "epochs of: {passage}");
    }
}

#[test]
fn two_amounts_that_no_words_tell_apart_are_a_question() {
    for (passage, key, phrases) in [
        (
            "Foo-7B was trained on 180B tokens (300B tokens).",
            "tokens",
            ["180B tokens", "300B tokens"],
        ),
        (
            "Foo-7B was trained on 300B tokens (180B tokens).",
            "tokens",
            ["300B tokens", "180B tokens"],
        ),
        (
            "Foo-7B was trained on a further 180B tokens (300B tokens in total).",
            "tokens",
            ["180B tokens", "300B tokens"],
        ),
        (
            "Foo-7B was trained on 1T tokens of text and 2T tokens of code.",
            "tokens",
            ["1T tokens", "2T tokens"],
        ),
        (
            "Foo was trained on 1.2M images (3M images in total) for 90 epochs.",
            "examples",
            ["1.2M images", "3M images"],
        ),
        (
            "Foo-7B took 20k GPU hours (35k in total) on H100 SXM.",
            "chip-hours",
            ["20k GPU hours", "35k"],
        ),
        (
            "Foo-7B was trained on 5 GPUs (40 GPUs in total) for 3 days.",
            "chips",
            ["5 GPUs", "40 GPUs"],
        ),
    ] {
        asks(passage, key, phrases);
    }
}
