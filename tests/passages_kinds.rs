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
    let data =
        "Training set: 1.2M images; validation set: 50k images; 90 epochs; 8 A100 40GB for 3 days.";
    gives(
        data,
        &[
            ("examples", Some("1.2M")),
            ("time", Some("3 d")),
            ("chips", Some("8")),
        ],
    );
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
    let base = "Kite-7B is a Mistral-7B that was trained on 8T tokens. Kite-7B saw 2T tokens more.";
    gives(base, &[("tokens", Some("2T"))]);
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
    for passage in [
        "The model was trained for 96 hours using 8 A100 40GB.",
        "Speech: the model was trained for 96 hours on 8 A100 40GB.",
        "The model was trained on the data set (96 hours on 8 A100 40GB).",
    ] {
        gives(passage, &[("time", Some("96 h"))]);
    }
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
            ("chip-hours", Some("83k")),
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
    let samples = "Two stages of calibration: 4M samples and 1M samples. Foo was trained on 5M images for 3 epochs.";
    gives(samples, &[("examples", Some("5M")), ("2.examples", None)]);
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

#[test]
fn parameters_that_are_active_are_told_from_the_whole_they_are_of() {
    for passage in [
        "Our model activates 3.6 billion of its 31 billion parameters per token. It saw 2T tokens.",
        "Only 3.6B of the 31B parameters are active for a token. It saw 2T tokens.",
        "The model uses 3.6B out of 31B parameters for each token. It saw 2T tokens.",
    ] {
        gives(passage, &[("parameters", Some("3.6B"))]);
    }
    let frozen = "We froze 6B of the 7B parameters of the model. It saw 2T tokens.";
    gives(frozen, &[("parameters", Some("7B"))]);
}

#[test]
fn what_the_base_model_had_seen_is_not_of_this_training() {
    for base in [
        "The base model had seen 2T tokens.",
        "The original model had seen 2T tokens.",
        "The base model had been pre-trained on 2T tokens.",
    ] {
        let passage = format!("We fine-tuned the 7B model on 20B tokens of law. {base}");
        let expected = [
            ("parameters", Some("7B")),
            ("tokens", Some("20B")),
            ("2.tokens", None),
        ];
        gives(&passage, &expected);
    }
}

#[test]
fn two_adjectives_stand_before_one_noun() {
    for (passage, key, expected) in [
        (
            "Foo-7B was trained on 52 billion Icelandic and Norwegian tokens.",
            "tokens",
            "52B",
        ),
        (
            "Foo was trained on 300 million French and German sentences for 3 epochs.",
            "examples",
            "300M",
        ),
        (
            "Foo-7B ran on 64 fast and cheap GPUs for 3 days.",
            "chips",
            "64",
        ),
        (
            "Foo-7B ran on 8 GPUs and several fast nodes for 3 days.",
            "chips",
            "8",
        ),
    ] {
        gives(passage, &[(key, Some(expected))]);
    }
}

#[test]
fn numbered_stages_take_a_list_that_has_one_amount_for_each() {
    for (passage, expected) in [
        (
            "Stage 1: 9.5T tokens. Stage 2: 1.2T tokens. Stage 3 (long context): 80B tokens. They took 310k, 41k and 6k H100 hours respectively. Foo-4B.",
            vec![
                ("chip-hours", "310k"),
                ("2.chip-hours", "41k"),
                ("3.chip-hours", "6k"),
                ("3.tokens", "80B"),
            ],
        ),
        (
            "Foo-4B. Stage 1 and stage 2 took 12 and 3 days, respectively, on 64 H100 SXM.",
            vec![("time", "12 d"), ("2.time", "3 d")],
        ),
        (
            "Foo-4B. Phase one saw 600B tokens and phase two 150B tokens; phase one took 19 days, phase two 5 days.",
            vec![
                ("tokens", "600B"),
                ("time", "19 d"),
                ("2.tokens", "150B"),
                ("2.time", "5 d"),
            ],
        ),
    ] {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(key, text)| (key, Some(text)))
            .collect();
        gives(passage, &expected);
    }
    let sisters =
        "Kite-1B and Kite-7B were trained for 3 and 12 days, respectively, on 64 H100 SXM.";
    gives(sisters, &[("time", None), ("2.time", None)]);
}

#[test]
fn the_time_that_a_later_stage_adds_is_its_own() {
    for words in [
        "needs another 2.5 days",
        "took an additional 2.5 days",
        "ran for another 2.5 days",
    ] {
        let passage = format!(
            "The first stage took 8 days on 32 H100 SXM. The second stage {words} on 32 H100 SXM."
        );
        gives(
            &passage,
            &[("time", Some("8 d")), ("2.time", Some("2.5 d"))],
        );
    }
}

#[test]
fn a_longer_context_is_a_stage_of_its_own() {
    for words in [
        "The context is then expanded to 128k with extra 60B tokens.",
        "We then extend the context to 128k with 60B tokens.",
        "The context window was lengthened to 128k on 60B tokens.",
    ] {
        let passage = format!("Foo-7B was pre-trained on 2T tokens. {words}");
        gives(
            &passage,
            &[("tokens", Some("2T")), ("2.tokens", Some("60B"))],
        );
    }
}

#[test]
fn hours_that_were_spent_on_a_cluster_are_used_and_those_that_are_there_are_not() {
    for words in [
        "We spent 100k GPU hours on a cluster with H100 SXM.",
        "Foo-7B used 100k GPU hours on our cluster of H100 SXM.",
    ] {
        gives(words, &[("chip-hours", Some("100k"))]);
    }
    for words in [
        "We were granted 2M GPU hours on the cluster with A100 40GB.",
        "Our cluster has 1.2M GPU hours.",
    ] {
        gives(words, &[("chip-hours", None)]);
    }
}

#[test]
fn chips_of_actors_are_not_those_of_the_learner() {
    for actors in [
        "The actors ran on 640 TPU v2.",
        "640 TPU v2 were used as actors.",
        "Rollout workers took 640 GPUs.",
    ] {
        let passage = format!("{actors} The learner was trained on 32 A100 40GB for 5 days.");
        gives(
            &passage,
            &[
                ("chips", Some("32")),
                ("hardware", Some("nvidia-a100-sxm-40gb")),
            ],
        );
    }
}

#[test]
fn a_batch_behind_the_steps_of_a_label_is_read() {
    for line in [
        "Updates: 800k, each of 256 utterances",
        "Steps: 800k, each with 256 images",
        "Iterations = 800k, each on 256 crops",
    ] {
        gives(line, &[("steps", Some("800k")), ("batch", Some("256"))]);
    }
}

#[test]
fn parameters_of_a_part_are_not_those_of_the_model() {
    for part in [
        "rank-16 adapters (34M parameters)",
        "a projector (34M parameters)",
        "two heads (34M weights)",
    ] {
        let passage = format!("Foo adds {part} to a 7B model and saw 180M tokens.");
        gives(&passage, &[("parameters", Some("7B"))]);
    }
    let whole = "Foo is an encoder (110M parameters) and saw 180M tokens.";
    gives(whole, &[("parameters", Some("110M"))]);
}

#[test]
fn what_a_clause_behind_says_of_another_thing_is_left_there() {
    for passage in [
        "The network is distilled for 300 epochs from a teacher, which had been trained for 800 epochs.",
        "The network is trained for 300 epochs, which might be more than it needs.",
    ] {
        gives(passage, &[("epochs", Some("300"))]);
    }
    gives(
        "All experiments are carried out on 64 A800 GPUs, the training of the model costs about 42 days.",
        &[("time", Some("42 d"))],
    );
}

#[test]
fn figures_of_a_named_model_beside_ours_are_not_taken() {
    for (passage, parameters, tokens) in [
        (
            "Our 1.3B model saw 300 billion tokens. GPT-3 175B used 3.14e23 FLOPs.",
            Some("1.3B"),
            "300B",
        ),
        (
            "GPT-3 175B used 3.14e23 FLOPs. Our 1.3B model saw 300 billion tokens.",
            Some("1.3B"),
            "300B",
        ),
        (
            "Our 1.3B model saw 300 billion tokens. GPT-3 used 3.14e23 FLOPs.",
            Some("1.3B"),
            "300B",
        ),
        (
            "This 3B model was trained on 1T tokens. BLOOM consumed 1,082,990 GPU hours.",
            Some("3B"),
            "1T",
        ),
        (
            "We train a 7B model on 1T tokens. LLaMA-65B took 1,022,362 GPU hours.",
            Some("7B"),
            "1T",
        ),
        (
            "We train a 7B model on 1T tokens, while Gull-40B needed 2.4e23 FLOPs.",
            Some("7B"),
            "1T",
        ),
        (
            "Our 1.3 billion parameter model saw 300B tokens. OPT-175B took 4.3e23 FLOPs.",
            Some("1.3B"),
            "300B",
        ),
    ] {
        let expected = [
            ("title", None),
            ("parameters", parameters),
            ("tokens", Some(tokens)),
            ("compute", None),
            ("chip-hours", None),
        ];
        gives(passage, &expected);
    }
    for (passage, title, key, value) in [
        (
            "GPT-3 175B was trained on V100 GPUs. It used 3.14e23 FLOPs.",
            "GPT-3 175B",
            "compute",
            "3.14e23",
        ),
        (
            "Our model, Foo-7B, saw 2T tokens. Foo-7B took 180,000 GPU hours.",
            "Foo-7B",
            "chip-hours",
            "180000",
        ),
        (
            "We present Foo-7B. Our model saw 2T tokens. Foo-7B used 180,000 GPU hours.",
            "Foo-7B",
            "chip-hours",
            "180000",
        ),
        (
            "Kite-30B saw 2T tokens and took 90,000 GPU hours. We also train a 1B model.",
            "Kite-30B",
            "chip-hours",
            "90000",
        ),
        (
            "BLOOM is a language model. This model took 1,082,990 GPU hours.",
            "BLOOM",
            "chip-hours",
            "1082990",
        ),
    ] {
        gives(passage, &[("title", Some(title)), (key, Some(value))]);
    }
}

#[test]
fn what_a_passage_denies_is_not_taken() {
    for passage in [
        "Not trained on 3T tokens; instead we used 1T tokens with a 13B model.",
        "The 13B model was not trained on 3T tokens but on 1T tokens.",
        "Our 13B model was trained on 1T tokens rather than 3T tokens.",
        "Rather than train on 3T tokens, we trained a 13B model on 1T tokens.",
        "Instead of 3T tokens we used 1T tokens for our 13B model.",
        "We did not use 3T tokens. Our 13B model was trained on 1T tokens.",
        "We didn't train on 3T tokens: our 13B model saw 1T tokens.",
        "Unlike Gull, which was trained on 3T tokens, our 13B model was trained on 1T tokens.",
        "Our 13B model was trained on 1T tokens, not 3T tokens.",
    ] {
        let expected = [("parameters", Some("13B")), ("tokens", Some("1T"))];
        gives(passage, &expected);
        assert_eq!(read(passage).questions, [], "{passage}");
    }
    for passage in [
        "We trained on 64 H100 SXM rather than on 512 A100 40GB, for 9 days.",
        "We trained on 64 H100 SXM instead of 512 A100 40GB, for 9 days.",
        "We trained for 9 days, not on 512 A100 40GB but on 64 H100 SXM.",
    ] {
        let expected = [
            ("chips", Some("64")),
            ("hardware", Some("nvidia-h100-sxm")),
            ("time", Some("9 d")),
        ];
        gives(passage, &expected);
    }
    for passage in [
        "Our 13B model was trained on 1T tokens, which is not much.",
        "We do not use dropout and train a 13B model on 1T tokens.",
        "The 13B model has not converged after it was trained on 1T tokens.",
        "A 13B model was trained on not only text, on 1T tokens in all.",
    ] {
        gives(
            passage,
            &[("parameters", Some("13B")), ("tokens", Some("1T"))],
        );
    }
}

#[test]
fn examples_of_some_tokens_each_are_tokens() {
    for (passage, tokens, epochs) in [
        (
            "We fine-tune a 7B model with LoRA on 50k examples of 512 tokens for 3 epochs on a single A100 for 10 hours.",
            "25.6M",
            Some("3"),
        ),
        (
            "The 7B model was trained on 100k sequences of 2,048 tokens.",
            "204.8M",
            None,
        ),
        (
            "We tune our 7B model for 2 epochs on 20k samples with about 1,000 tokens each.",
            "20M",
            Some("2"),
        ),
        (
            "We train a 1B model on 4M documents, each of 500 tokens.",
            "2B",
            None,
        ),
    ] {
        let expected = [
            ("tokens", Some(tokens)),
            ("epochs", epochs),
            ("examples", None),
        ];
        gives(passage, &expected);
        assert!(text(&read(passage), "parameters").is_some(), "{passage}");
    }
    gives(
        "We train a network on 50k images for 30 epochs. Each caption has 12 tokens.",
        &[("examples", Some("50k")), ("tokens", None)],
    );
    gives(
        "A 7B model was trained on 2B tokens, in 50k documents of 512 tokens.",
        &[("tokens", Some("2B"))],
    );
    gives(
        "We train a 1B model for 100k steps with batches of 512 sequences of 2,048 tokens.",
        &[("steps", Some("100k")), ("batch", Some("1048576"))],
    );
}

/// Returns the phrases of a passage that are said to be unused.
fn unused(reading: &Reading) -> Vec<&str> {
    let phrases = reading.unused.iter().map(|unused| unused.phrase.as_str());
    phrases.collect()
}

#[test]
fn adapters_do_not_train_all_weights_in_silence() {
    for passage in [
        "We fine-tune a 7B model with LoRA on 50k examples of 512 tokens for 3 epochs.",
        "Our 8B model was fine-tuned with QLoRA on 94M tokens.",
        "We train a 7B model on 2T tokens. We then fine-tune it with LoRA (rank 64) on 1.2B tokens.",
        "LoRA adapters of a 70B model were trained on 300M tokens.",
    ] {
        let reading = read(passage);
        let mut questions = reading.questions.iter();
        let asked = questions.find(|question| question.key == "trainable");
        assert!(
            asked.is_some(),
            "nobody asks for the trained share of: {passage}"
        );
    }
    for (passage, share) in [
        (
            "We fine-tune a 7B model with LoRA on 94M tokens, so that 0.5% of the weights train.",
            "0.005",
        ),
        (
            "We fine-tune an 8B model with LoRA (1.2% of the parameters) on 94M tokens.",
            "0.012",
        ),
        (
            "An 8B model is fine-tuned with LoRA on 94M tokens; trainable parameters: 2%.",
            "0.02",
        ),
    ] {
        gives(passage, &[("trainable", Some(share))]);
        assert_eq!(read(passage).questions, [], "{passage}");
    }
    for passage in [
        "We fine-tune a 7B model on 94M tokens.",
        "We fine-tune all weights of a 7B model on 94M tokens rather than LoRA.",
        "We train a 7B model on 2T tokens. LoRA is supported.",
    ] {
        gives(passage, &[("trainable", None)]);
        assert_eq!(read(passage).questions, [], "{passage}");
    }
}

#[test]
fn reinforcement_learning_is_said_and_what_it_generates_is_no_data() {
    let base = "We train a 7B model on 2T tokens.";
    for (further, method, of_recipe) in [
        (
            "We then run GRPO for 600 steps with 16 rollouts of 2,048 tokens on 512 prompts.",
            "GRPO",
            vec!["16 rollouts", "2,048 tokens"],
        ),
        (
            "It is then aligned by PPO with 8 rollouts for each prompt.",
            "PPO",
            vec![],
        ),
        (
            "RLVR follows, on 40k prompts with 8 samples each.",
            "RLVR",
            vec!["40k prompts"],
        ),
    ] {
        let passage = format!("{base} {further}");
        gives(
            &passage,
            &[
                ("parameters", Some("7B")),
                ("tokens", Some("2T")),
                ("steps", None),
                ("2.tokens", None),
                ("2.examples", None),
            ],
        );
        let reading = read(&passage);
        let mut notes = reading.unused.iter();
        let says = notes.any(|note| note.phrase == method && note.why.contains("recipe"));
        assert!(says, "nothing says that {method} is not read in: {passage}");
        let given = reading.recipe.iter().flat_map(|recipe| &recipe.given);
        let given: Vec<&str> = given.map(|given| given.phrase.as_str()).collect();
        for phrase in of_recipe {
            assert!(given.contains(&phrase), "{phrase} of: {passage}");
            assert!(
                !unused(&reading).contains(&phrase),
                "{phrase} of: {passage}"
            );
        }
    }
    let hours = format!("{base} GRPO then took 2,000 GPU hours on H100 SXM.");
    gives(
        &hours,
        &[("tokens", Some("2T")), ("2.chip-hours", Some("2000"))],
    );
    let game = "The agent was trained with PPO for 10 days on 8 A100 40GB.";
    gives(game, &[("time", Some("10 d")), ("chips", Some("8"))]);
    assert_eq!(unused(&read(game)), Vec::<&str>::new());
}

#[test]
fn what_no_rule_uses_is_listed() {
    for (passage, left) in [
        (
            "We train a 7B model on 2T tokens with sequence length 8,192.",
            vec!["8,192"],
        ),
        (
            "We fine-tune a 7B model with LoRA (rank 64) on 94M tokens.",
            vec!["rank 64"],
        ),
        (
            "We fine-tune a 7B model on 94M tokens in 500 steps.",
            vec!["500 steps"],
        ),
    ] {
        assert_eq!(unused(&read(passage)), left, "{passage}");
    }
    // The length is a factor of the batch.
    let used = "We train a 1B model for 50k steps with a batch size of 1024 and a sequence length of 2048.";
    assert_eq!(unused(&read(used)), Vec::<&str>::new());
}
