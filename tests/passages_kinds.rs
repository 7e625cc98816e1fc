//! Kinds of wording that were once read wrongly, with several examples of each.

use petaday::import::passage::{Reading, read};

fn text<'a>(reading: &'a Reading, key: &str) -> Option<&'a str> {
    let name = |stage, key: &str| match stage {
        1 => key.to_owned(),
        stage => format!("{stage}.{key}"),
    };
    let mut fields = reading.fields.iter();
    let field = fields.find(|field| name(field.stage, field.key) == key);
    field.map(|field| field.text.as_str())
}

/// Checks fields of a passage, `None` for those that are left empty.
fn gives(passage: &str, expected: &[(&str, Option<&str>)]) {
    let reading = read(passage);
    for (key, expected) in expected {
        assert_eq!(text(&reading, key), *expected, "{key} of: {passage}");
    }
}

#[test]
fn a_label_holds_for_its_line_up_to_the_next_label() {
    for line in [
        "- Evaluation: 5-shot, 12 tasks; 2 hours on 8 GPUs",
        "- Inference: fp8; one report in 20 minutes; 4 GPUs",
        "- Baselines: two models; 5 days on 16 A100 40GB",
        "- Ablations: 12 runs; 100B tokens each; 16 GPUs for 3 days",
        "- Validation: every 1,000 steps; 4,000 images",
    ] {
        assert_eq!(read(line).fields, [], "{line}");
    }
    let both = "Kite-7B. Evaluation: 2 hours on 8 GPUs; training: 9 days on 64 H100 SXM.";
    gives(both, &[("time", Some("9 d")), ("chips", Some("64"))]);
}

#[test]
fn forms_memory_and_links_of_chips_are_no_models() {
    for chip in [
        "256 x H100-80GB (SXM5)",
        "256 H200 (HBM3e)",
        "256 MI250X (OAM, Slingshot11)",
        "256 H100 (NVLink4, PCIe5)",
    ] {
        let passage = format!("Kite-7B ran on {chip}, 9.5 days wall-clock.");
        gives(&passage, &[("time", Some("9.5 d")), ("chips", Some("256"))]);
    }
}

#[test]
fn the_data_of_a_model_that_began_from_another_are_its_own() {
    for passage in [
        "LexTune-8B is Llama 3.1 8B after continued pre-training on 94B tokens of law.",
        "LexTune-13B is the Llama 2 13B model, further trained on 94B tokens of law.",
        "LexTune-7B was Mistral 7B that we trained on 94B tokens of law.",
        "LexTune-7B is OLMo 7B with a further 94B tokens of law.",
        "LexTune-8B was trained on 94B tokens of law. Qwen itself had seen 15T tokens.",
        "LexTune-8B was trained on 94B tokens of law. Llama 3.1 itself had seen 15T tokens.",
    ] {
        gives(passage, &[("tokens", Some("94B"))]);
    }
    let other = "Kite-7B was trained on 1T tokens. It is on par with Gull-7B after 2T tokens.";
    gives(other, &[("tokens", Some("1T"))]);
}

#[test]
fn the_length_of_recorded_data_is_no_training_time() {
    for data in [
        "LJSpeech has 13,100 utterances, 24 hours in all.",
        "The corpus comprises 1,200 speakers and 680 hours.",
        "The training set (5,400 hours) was cleaned.",
        "Training data: 10,000 hours (English), 5,000 hours (Mandarin).",
        "VoxPopuli contributes another 400k hours.",
        "The model was trained on 8,000 hours.",
        "The corpus spans 14 days of EEG.",
    ] {
        gives(data, &[("time", None), ("chip-hours", None)]);
        let both = format!("{data} We train for 19 days on one RTX 4090.");
        gives(&both, &[("time", Some("19 d")), ("chips", Some("1"))]);
    }
    gives(
        "The model was trained for 96 hours using 8 A100 40GB.",
        &[("time", Some("96 h"))],
    );
}

#[test]
fn a_row_that_says_this_model_is_the_one() {
    for words in ["(this card)", "(this model)", "(ours)", "(this work)"] {
        let table = format!(
            "| Model | Params | Tokens | H100 hours |\n|---|---|---|---|\n| Pine-S | 0.9B | 0.8T | 15k |\n\
             | Pine-M {words} | 2.8B | 1.5T | 83k |\n| Pine-L | 7.1B | 2.0T | 270k |"
        );
        let expected = [
            ("title", Some("Pine-M")),
            ("parameters", Some("2.8B")),
            ("tokens", Some("1.5T")),
            ("chip-hours", Some("83000")),
        ];
        gives(&table, &expected);
    }
}

#[test]
fn stages_that_are_counted_and_listed_have_their_amounts() {
    for (passage, expected) in [
        (
            "Foo-14B was trained in three stages: 8T tokens of web text, 2T tokens of code, and a final 250B tokens at 32k context.",
            vec![("tokens", "8T"), ("2.tokens", "2T"), ("3.tokens", "250B")],
        ),
        (
            "Foo-7B was trained in two stages of 1T and 200B tokens.",
            vec![("tokens", "1T"), ("2.tokens", "200B")],
        ),
        (
            "Foo-7B was trained in two phases: 300k steps with a batch of 4M tokens, then 20k steps with a batch of 8M tokens.",
            vec![
                ("steps", "300k"),
                ("batch", "4M"),
                ("2.steps", "20k"),
                ("2.batch", "8M"),
            ],
        ),
        (
            "Foo-7B was trained in two stages (1T tokens on 256 H100 SXM for 12 days; 100B tokens on 64 H100 SXM for 5 days).",
            vec![
                ("tokens", "1T"),
                ("time", "12 d"),
                ("2.time", "5 d"),
                ("2.chips", "64"),
            ],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(key, text)| (key, Some(text)))
            .collect();
        gives(passage, &expected);
    }
    // A list that is shorter or longer than the count is asked about.
    for list in [
        "1T tokens of text and 2T tokens of code",
        "1T, 2T, 3T and 4T tokens",
    ] {
        let passage = format!("Foo-7B was trained in three stages: {list}.");
        gives(&passage, &[("tokens", None), ("2.tokens", None)]);
        assert!(
            !read(&passage).questions.is_empty(),
            "no question about: {passage}"
        );
    }
}

#[test]
fn things_that_are_learned_from_are_examples_by_any_name() {
    for (things, examples) in [
        ("1.58 million crystals", "1.58M"),
        ("36.6 million single-cell transcriptomes", "36.6M"),
        ("about 2.1 million galaxies", "2.1M"),
    ] {
        let passage = format!("The network (6.8M weights) is trained on {things} for 100 epochs.");
        let expected = [
            ("examples", Some(examples)),
            ("epochs", Some("100")),
            ("parameters", None),
        ];
        gives(&passage, &expected);
    }
    for things in [
        "3 billion residues",
        "4,096 Hoppers",
        "64,000 cores",
        "3,000 dollars",
    ] {
        let passage = format!("The network was trained on {things} for 10 days.");
        gives(&passage, &[("examples", None)]);
    }
}

#[test]
fn a_unit_of_time_ends_its_sentence() {
    gives(
        "We train on 50,000 images for 100 epochs, and an epoch took 21 min. Relaxing a structure takes 1.4 s.",
        &[("time", Some("35 h"))],
    );
}
