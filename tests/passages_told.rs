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
    // The total after the last stage is that of all stages.
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

/// Returns the boxes of the recipe that a passage gives, and what it says is missing.
fn recipe(passage: &str) -> (String, String) {
    let recipe = read(passage).recipe.expect("a recipe");
    (recipe.link, recipe.message)
}

#[test]
fn the_numbers_of_reinforcement_learning_go_into_its_recipe() {
    for (passage, link, missing) in [
        (
            "GRPO runs for 900 steps, with 64 prompts and 16 rollouts per prompt in every step; responses are cut at 8,192 tokens.",
            "method=grpo&prompts=900*64&samples=16",
            "the tokens per prompt and the mean tokens per response (8192 is the most)",
        ),
        (
            "PPO on 7B: 1500 steps, 256 prompts x 4 samples, 2k tokens each",
            "method=ppo&prompts=1500*256&samples=4&text-tokens=2000",
            "the tokens per prompt.",
        ),
        (
            "We train with RLOO on 40k prompts, sample 8 completions per prompt, with prompts of 200 tokens on average and responses of 900 tokens on average.",
            "method=grpo&prompts=40000&samples=8",
            "needs",
        ),
        (
            "Each training batch of GRPO contains 128 prompts with eight rollouts per prompt.",
            "method=grpo&samples=8",
            "the number of steps",
        ),
    ] {
        let (opens, says) = recipe(passage);
        assert!(
            opens.starts_with("view=study&study=post-training&"),
            "{opens}"
        );
        assert!(opens.contains(link), "{passage} gives {opens}");
        assert!(says.contains(missing), "{passage} says: {says}");
    }
}

/// Returns the boxes of the recipe that each answer to its question gives.
fn recipes_asked(passage: &str) -> Vec<String> {
    let recipe = read(passage).recipe.expect("a recipe");
    let question = recipe.question.expect("a question");
    let links = question.choices.into_iter().map(|choice| choice.link);
    let boxes = links.map(|link| link.split_once("&method=").expect("a method").1.to_owned());
    boxes.collect()
}

#[test]
fn prompts_beside_steps_are_those_of_a_step_or_all() {
    assert_eq!(
        recipes_asked("GRPO for 600 steps with 16 rollouts of 2,048 tokens on 512 prompts"),
        [
            "grpo&prompts=600*512&samples=16&text-tokens=2048",
            "grpo&prompts=512&samples=16&text-tokens=2048",
        ]
    );
    for (passage, boxes) in [
        (
            "GRPO for 600 steps on 512 prompts per step",
            "prompts=600*512",
        ),
        (
            "GRPO for 600 steps, each with 512 prompts",
            "prompts=600*512",
        ),
        (
            "GRPO for 600 steps with a batch of 512 prompts",
            "prompts=600*512",
        ),
        (
            "GRPO for 600 steps with a prompt batch size of 512",
            "prompts=600*512",
        ),
        (
            "512 prompts in each of 600 steps of GRPO",
            "prompts=600*512",
        ),
        ("GRPO for 600 steps on 512 prompts in total", "prompts=512"),
        ("One epoch of GRPO over 17k problems", "prompts=17000"),
        ("Two epochs of GRPO over 17k problems", "prompts=2*17000"),
        ("PPO on 17k prompts, with 4 PPO epochs", "prompts=17000"),
        (
            "GRPO for 600 steps, 2 epochs over 40k prompts",
            "prompts=2*40000",
        ),
        (
            "GRPO for 600 steps on 40k prompts for one epoch",
            "prompts=40000",
        ),
        ("GRPO for 0.5 epochs over 40k prompts", "prompts=0.5*40000"),
        (
            "PPO for 256k episodes with 8 samples per prompt",
            "prompts=256000/8&samples=8",
        ),
        (
            "PPO for 256k episodes of prompts",
            "prompts=256000&samples=1",
        ),
    ] {
        let recipe = read(passage).recipe.expect("a recipe");
        assert_eq!(recipe.question, None, "{passage}");
        assert!(
            recipe.link.ends_with(boxes),
            "{passage} gives {}",
            recipe.link
        );
    }
}

#[test]
fn all_prompts_beside_steps_and_epochs_are_those_of_all_epochs() {
    assert_eq!(
        recipes_asked("GRPO for 600 steps on 512 prompts, with 2 epochs"),
        ["grpo&prompts=600*512", "grpo&prompts=2*512"]
    );
    let (link, says) = recipe("PPO for 1000 episodes with 16 samples per prompt");
    assert!(link.ends_with("ppo&samples=16"), "{link}");
    assert!(says.contains("the total number of prompts"), "{says}");
}

#[test]
fn steps_of_a_schedule_are_no_number_of_steps() {
    for steps in [
        "The prompt batch size is 512, and we sample 16 responses for each prompt, i.e., 16 gradient updates for each rollout step",
        "We use 512 prompts per step and save a checkpoint every 50 steps",
        "We use 512 prompts per step and 4 updates per rollout",
        "We use 512 prompts per step and 4 updates/step",
    ] {
        let passage = format!("We train with GRPO and 8 rollouts per prompt. {steps}.");
        let (link, says) = recipe(&passage);
        assert!(!link.contains("prompts="), "{steps}: {link}");
        assert!(says.contains("the number of steps"), "{steps}: {says}");
    }
}

#[test]
fn samples_and_problems_of_a_test_are_none_of_the_recipe() {
    for test in [
        "At inference we sample 64 completions per problem",
        "At inference, we sample 64 completions per problem",
        "We report majority voting over 64 samples per question",
        "We sample 64 responses per question and take the majority vote",
        "With maj@64 it answers 64 samples per question",
        "We use self-consistency with 64 samples per question",
        "We report best-of-64 with 64 completions",
        "AIME has 30 problems",
        "On GSM8K we draw 64 completions per problem",
        "The benchmark has 500 problems",
    ] {
        let passage = format!("We train with GRPO for 600 steps. {test}.");
        let recipe = read(&passage).recipe;
        let given = recipe.map(|recipe| recipe.given).unwrap_or_default();
        assert!(given.is_empty(), "{test}: {given:?}");
    }
    for (training, boxes) in [
        (
            "We train with GRPO on 40k prompts with 8 samples per prompt and report results on AIME with 64 samples per problem.",
            "prompts=40000&samples=8",
        ),
        (
            "GRPO on GSM8K for 600 steps, 64 prompts per step, 8 samples per prompt, and 50% on AIME.",
            "prompts=600*64&samples=8",
        ),
        (
            "To improve on AIME we train with GRPO on 17k problems with 8 samples per problem.",
            "prompts=17000&samples=8",
        ),
    ] {
        let (link, _) = recipe(training);
        assert!(link.ends_with(boxes), "{training}: {link}");
    }
}

#[test]
fn the_nearer_of_mean_and_most_says_which_length_it_is() {
    for length in [
        "On average responses stay below the maximum length of 4,096 tokens",
        "On average, responses stay below the maximum of 4,096 tokens",
        "The average response stays below a maximum of 4,096 tokens",
    ] {
        let (link, says) = recipe(&format!("GRPO with 8 rollouts per prompt. {length}."));
        assert!(!link.contains("text-tokens"), "{length}: {link}");
        assert!(says.contains("(4096 is the most)"), "{length}: {says}");
    }
    let (link, _) = recipe("GRPO with 8 rollouts per prompt. The average response has 900 tokens.");
    assert!(link.ends_with("text-tokens=900"), "{link}");
}

#[test]
fn rlhf_may_be_either_of_two_recipes() {
    assert_eq!(
        recipes_asked("RLHF: 1,000 iterations, batches of 512 prompts, 4 responses each."),
        [
            "ppo&prompts=1000*512&samples=4",
            "grpo&prompts=1000*512&samples=4"
        ]
    );
    let (_, says) = recipe("RLHF: 1,000 iterations, batches of 512 prompts, 4 responses each.");
    assert!(says.starts_with("The recipe of RLHF needs"), "{says}");
    let other = "The model is aligned with SFT on 27k prompts and RLHF on 1M comparisons.";
    assert_eq!(read(other).recipe, None);
}

#[test]
fn samples_and_lengths_are_read_in_the_words_of_papers_and_scripts() {
    for (words, boxes) in [
        ("a group size of 8", "samples=8"),
        ("G = 8", "samples=8"),
        ("8 samples per prompt", "samples=8"),
        ("8 responses to each question", "samples=8"),
        ("each prompt sampled 8 times", "samples=8"),
        ("prompts in groups of 8", "samples=8"),
        ("num_generations=8", "samples=8"),
        ("K = 8 responses", "samples=8"),
        ("8 samples each, 3k max tokens", "samples=8"),
        ("8 rollouts of 900 tokens", "samples=8&text-tokens=900"),
        ("responses that average 900 tokens", "text-tokens=900"),
        ("an average response length of 900", "text-tokens=900"),
        ("900-token rollouts", "text-tokens=900"),
        (
            "300 prompt tokens and responses of 900 tokens",
            "text-tokens=900",
        ),
    ] {
        let recipe = read(&format!("We train with GRPO and {words}.")).recipe;
        let link = recipe.map(|recipe| recipe.link).unwrap_or_default();
        assert!(link.ends_with(boxes), "{words}: {link}");
    }
    for (words, missing) in [
        ("max response length 4k", "per response (4000 is the most)"),
        (
            "responses of at most 4k tokens",
            "per response (4000 is the most)",
        ),
        (
            "max_completion_length=4096",
            "per response (4096 is the most)",
        ),
        ("max_prompt_length=512", "per prompt (512 is the most)"),
        (
            "a response length of 4096",
            "per response (4096 may be the mean or the most)",
        ),
    ] {
        let passage = format!("We train with GRPO, 8 rollouts per prompt, and {words}.");
        let (_, says) = recipe(&passage);
        assert!(says.contains(missing), "{passage} says: {says}");
    }
}

#[test]
fn a_passage_without_numbers_of_reinforcement_learning_offers_no_recipe() {
    for passage in [
        "We train a 7B model on 2T tokens for 3 days.",
        "Vanilla PPO is enough to scale up both benchmarks and length.",
        "The PPO mini-batch size is 128, and six samples per prompt are drawn in the evaluation.",
    ] {
        assert_eq!(read(passage).recipe, None, "{passage}");
    }
}

#[test]
fn what_reinforcement_learning_samples_is_no_batch() {
    let reading = read("PPO on 7B: 2000 steps, 512 prompts x 4 samples, 1k tokens each");
    for key in ["batch", "steps", "examples", "tokens"] {
        let mut fields = reading.fields.iter();
        assert!(fields.all(|field| field.key != key), "{key} is filled in");
    }
}

#[test]
fn a_total_beside_a_number_of_chips_is_a_question() {
    for passage in [
        "5 GPUs (40 in total)",
        "We trained on 8 A100 GPUs (64 in total) for 3 days.",
    ] {
        let reading = read(passage);
        let asked = reading.questions.iter().find(|asked| asked.key == "chips");
        let choices = asked.map(|asked| asked.choices.len());
        assert_eq!(
            choices,
            Some(2),
            "the question about the chips of: {passage}"
        );
    }
}

#[test]
fn adapters_without_a_share_are_asked_about_and_named() {
    for (passage, stage, name) in [
        (
            "Our 8B model was fine-tuned with QLoRA on 94M tokens.",
            1,
            "QLoRA fine-tuning",
        ),
        (
            "An 8B model was LoRA-tuned on 94M tokens.",
            1,
            "LoRA fine-tuning",
        ),
        (
            "We fine-tune a 7B model by low-rank adaptation on 94M tokens.",
            1,
            "LoRA fine-tuning",
        ),
        (
            "We train a 7B model on 94M tokens by prefix tuning.",
            1,
            "Prefix tuning",
        ),
        (
            "We train a 7B model on 2T tokens. We then fine-tune it with LoRA (rank 64) on 1.2B tokens.",
            2,
            "LoRA fine-tuning",
        ),
        (
            "A 7B model is trained on 2T tokens. DPO with LoRA then trains it on 40M tokens.",
            2,
            "Preference optimization (LoRA)",
        ),
    ] {
        let reading = read(passage);
        let mut questions = reading.questions.iter();
        let asked = questions
            .find(|question| question.key == "trainable" && question.stage == stage)
            .expect(passage);
        let choices: Vec<&str> = asked
            .choices
            .iter()
            .map(|choice| choice.text.as_str())
            .collect();
        assert_eq!(choices, ["0.0001..0.03", "1"], "{passage}");
        let mut fields = reading.fields.iter();
        let named = fields.find(|field| field.key == "stage" && field.stage == stage);
        assert_eq!(
            named.map(|field| field.text.as_str()),
            Some(name),
            "{passage}"
        );
    }
    let stated = read(
        "We fine-tune a 7B model with LoRA, which trains 0.5% of the parameters, on 1B tokens.",
    );
    assert_eq!(text(&stated, "stage"), Some("LoRA fine-tuning"));
    for further in [
        "LoRA is supported.",
        "Low-rank adaptation is supported.",
        "LoRA (low-rank adaptation) is supported.",
        "Prefix tuning is supported.",
        "It can be fine-tuned with LoRA.",
    ] {
        let whole = read(&format!("We train a 7B model on 2T tokens. {further}"));
        assert_eq!(text(&whole, "stage"), None, "{further}");
        assert_eq!(whole.questions, [], "{further}");
    }
    let named = read("Prefix tuning of a 7B model on 94M tokens took 3 hours.");
    assert_eq!(text(&named, "stage"), Some("Prefix tuning"));
}

#[test]
fn a_number_of_weights_that_train_is_a_share_of_all() {
    for (passage, share) in [
        (
            "We fine-tune an 8B model with LoRA (40M trainable) on 94M tokens.",
            "0.005",
        ),
        (
            "A 4B model was fine-tuned with LoRA on 94M tokens. Only 20 million parameters (0.5% of them) were trainable.",
            "0.005",
        ),
    ] {
        let reading = read(passage);
        let found = reading.fields.iter().find(|field| field.key == "trainable");
        assert_eq!(
            found.map(|field| field.text.as_str()),
            Some(share),
            "{passage}"
        );
    }
}

#[test]
fn several_sizes_of_one_model_are_a_question() {
    let reading = read("We experiment with Basalt3-2B, Basalt3-5B, and Basalt3-9B on 100B tokens.");
    let asked = reading
        .questions
        .iter()
        .find(|asked| asked.key == "parameters");
    let choices = asked.map(|asked| {
        asked
            .choices
            .iter()
            .map(|choice| choice.text.as_str())
            .collect()
    });
    assert_eq!(choices, Some(vec!["2B", "5B", "9B"]));
}

#[test]
fn the_active_parameters_are_taken_whatever_stands_behind_them() {
    for size in [
        "235B parameters (22B activated)",
        "235B parameters (22B active)",
        "235B parameters (22B activated parameters)",
        "235B parameters (22 billion active)",
        "235B parameters, 22B activated",
        "235B parameters with 22B activated",
        "235B parameters, 22B of which are active",
        "235B total parameters (22B activated)",
        "22B active parameters (235B in total)",
    ] {
        for rest in [
            ", trained on 36T tokens.",
            " and was pre-trained on 36T tokens.",
            ". It was trained on 36T tokens.",
        ] {
            let passage = format!("The model has {size}{rest}");
            let reading = read(&passage);
            let taken = text(&reading, "parameters");
            assert!(
                matches!(taken, Some("22B" | "22 billion")),
                "parameters of: {passage}: {taken:?}"
            );
        }
    }
}

#[test]
fn the_amount_that_grew_is_the_one_it_grew_to() {
    for grew in [
        "The data of Foo-7B were scaled from 7T tokens in Foo-1 to 18T tokens.",
        "For Foo-7B we increased the data from some 7T tokens to 18T tokens.",
        "Foo-7B: the corpus grew from the previous 7T tokens to 18T tokens.",
    ] {
        takes(grew, "tokens", "18T");
    }
    // The run has had both numbers of chips.
    let chips = "Foo-7B was trained for 3 days on H100 SXM, scaled from 64 GPUs to 512 GPUs.";
    assert_ne!(text(&read(chips), "chips"), Some("512"), "{chips}");
}

#[test]
fn what_several_models_share_is_of_none_of_them() {
    let family = "We release Foo models of 3B, 7B and 15B parameters, trained on 3.3 to 4.3 trillion tokens.";
    takes(
        &format!("{family} Foo-15B was trained on 4.1T tokens."),
        "tokens",
        "4.1T",
    );
    // The range of one model is its own.
    takes(
        "Foo-15B was trained on 3.3 to 4.3 trillion tokens.",
        "tokens",
        "3.3T..4.3T",
    );
}

#[test]
fn what_several_stages_took_together_is_of_none_of_them() {
    let base = "Foo-7B was trained on 2T tokens with 64 H100 SXM.";
    for joint in [
        "Pre-training, post-training and red-teaming took three months.",
        "Pre-training and fine-tuning together took 12 days.",
        "Pre-training plus SFT cost 20k GPU hours.",
    ] {
        let reading = read(&format!("{base} {joint}"));
        let mut fields = reading.fields.iter();
        assert!(
            fields.all(|field| !matches!(field.key, "time" | "chip-hours")),
            "{joint}: {}",
            reading.link
        );
    }
}

#[test]
fn a_comma_behind_what_came_before_joins_no_stages() {
    let base = "Foo-7B was trained on 2T tokens with 64 H100 SXM.";
    for (later, time) in [
        (
            "After pre-training, fine-tuning took 5 hours on 8 GPUs.",
            "5 h",
        ),
        ("After pre-training and SFT, RLHF took 3 days.", "3 d"),
    ] {
        let reading = read(&format!("{base} {later}"));
        let mut fields = reading.fields.iter();
        let found = fields.find(|field| field.key == "time");
        let text = found.map(|field| field.text.as_str());
        assert_eq!(text, Some(time), "{later}");
    }
}

#[test]
fn steps_of_pre_training_stay_beside_reinforcement_learning() {
    let reading = read(
        "We pre-train a 7B model for 100k steps with 4M tokens per batch. We then run GRPO with 8 rollouts per prompt.",
    );
    assert_eq!(text(&reading, "steps"), Some("100k"));
    assert_eq!(text(&reading, "batch"), Some("4M"));
}

#[test]
fn over_a_time_is_a_bound_only_behind_a_verb_that_takes_it() {
    for (passage, is_asked) in [
        ("We train Foo-7B on 128 H100 SXM over 5 days.", false),
        ("Foo-7B was trained over 5 days on 128 H100 SXM.", false),
        ("Training Foo-7B took over 5 days on 128 H100 SXM.", true),
        ("We train Foo-7B on 128 H100 SXM for over 5 days.", true),
        (
            "We train Foo-7B on 128 H100 SXM. It took us over 5 days.",
            true,
        ),
    ] {
        takes(passage, "time", "5 d");
        let reading = read(passage);
        let asked = reading
            .questions
            .iter()
            .any(|question| question.key == "time");
        assert_eq!(asked, is_asked, "{passage}");
    }
}

#[test]
fn a_model_is_named_in_full_or_by_its_abbreviation() {
    for (passage, title) in [
        (
            "We present Stable Video Fusion, a 1.5B model. It saw 2T tokens.",
            "Stable Video Fusion",
        ),
        (
            "We release Open Pre-trained Gulls (OPG). OPG-175B was trained on 300B tokens.",
            "OPG-175B",
        ),
        (
            "We introduce Foo2.5, a series of models. Foo2.5-72B was trained on 18T tokens.",
            "Foo2.5-72B",
        ),
        (
            "Foo2.5 was trained on 18T tokens as Foo2.5-7B and as Foo2.5-72B.",
            "Foo2.5",
        ),
        (
            "We introduce Foo. It saw 18T tokens. Foobar-70B is larger.",
            "Foo",
        ),
    ] {
        takes(passage, "title", title);
    }
}
