//! The table of open models: what the library unpacks is what the table says, the compute that
//! follows is near what others published, and the build refuses what cannot be right.

use petaday::catalog::notable::Weights;
use petaday::catalog::open_models::{
    ComputeBasis, ModelKind, OpenModel, Origin, Publisher, open_model, open_models,
};
use std::collections::BTreeSet;

/// The checks that the build script makes. It reads more of a row than the tests here do.
#[allow(dead_code)]
#[path = "../build"]
mod build {
    pub(crate) mod open_models;
    pub(crate) mod pack;
    pub(crate) mod table;
    pub(crate) mod words;
}

const MODELS: &str = include_str!("../assets/open_models.csv");

#[track_caller]
fn model(slug: &str) -> &'static OpenModel {
    open_model(slug).unwrap_or_else(|| panic!("{slug} is not in the table"))
}

#[track_caller]
fn flop(slug: &str) -> f64 {
    let compute = model(slug).compute();
    compute
        .unwrap_or_else(|| panic!("{slug} has no compute"))
        .flop
}

mod unpacked {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        (!text.is_empty()).then(|| text.parse().expect("a number"))
    }

    fn worded<T: std::fmt::Debug>(member: Option<T>, words: &[(&str, &str)]) -> String {
        let Some(member) = member else {
            return String::new();
        };
        let variant = format!("{member:?}");
        let found = words.iter().find(|(_, name)| *name == variant);
        found.map_or("?", |(word, _)| *word).to_owned()
    }

    #[test]
    fn every_cell_is_read_back() {
        let mut reader = csv::Reader::from_reader(MODELS.as_bytes());
        let lines: Vec<_> = reader.records().map(|line| line.expect("a row")).collect();
        assert_eq!(lines.len(), open_models().len());
        assert_eq!(lines.len(), 226);
        for (line, model) in lines.iter().zip(open_models()) {
            let texts = [
                model.slug().to_owned(),
                model.name.to_owned(),
                model.organization.to_owned(),
                model.date.to_owned(),
                model.repository.to_owned(),
                worded(Some(model.kind), &build::open_models::KINDS),
            ];
            for (at, text) in texts.iter().enumerate() {
                assert_eq!(&line[at], text, "{}", model.slug());
            }
            assert_eq!(number(&line[6]), Some(model.parameters), "{}", model.slug());
            assert_eq!(
                number(&line[7]),
                model.active_parameters,
                "{}",
                model.slug()
            );
            assert_eq!(number(&line[8]), model.tokens, "{}", model.slug());
            let (flop, by) = model.published.unzip();
            assert_eq!(number(&line[9]), flop, "{}", model.slug());
            assert_eq!(&line[10], worded(by, &build::open_models::PUBLISHERS));
            assert_eq!(&line[11], model.base().map_or("", |base| base.slug()));
            assert_eq!(
                &line[12],
                worded(Some(model.weights), &build::words::WEIGHTS)
            );
            assert_eq!(
                &line[13],
                worded(Some(model.origin), &build::open_models::ORIGINS)
            );
            assert_eq!([&line[14], &line[15]], [model.source, model.note()]);
        }
    }

    /// Figures that each developer prints: the model cards of Llama 3.1, Gemma 3 and SmolLM2, the reports of
    /// Qwen2.5, Qwen3 and DeepSeek-V3.
    #[test]
    fn parameters_and_tokens_are_those_that_developers_print() {
        for (slug, parameters, active, tokens) in [
            ("llama-3.1-8b", 8.03e9, None, 15e12),
            ("gemma-3-27b", 27.4e9, None, 14e12),
            ("smollm2-1.7b", 1.711e9, None, 11e12),
            ("qwen2.5-7b", 7.61e9, None, 18e12),
            ("qwen3-30b-a3b", 30.5e9, Some(3.3e9), 36e12),
            ("deepseek-v3", 671e9, Some(37e9), 14.8e12),
            ("llama-4-scout", 109e9, Some(17e9), 40e12),
        ] {
            let model = model(slug);
            assert_eq!(model.parameters, parameters, "{slug}");
            assert_eq!(model.active_parameters, active, "{slug}");
            assert_eq!(model.tokens, Some(tokens), "{slug}");
        }
        assert_eq!(model("llama-3.1-8b").weights, Weights::Restricted);
        assert_eq!(model("qwen2.5-7b").origin, Origin::Paper);
    }
}

mod compute {
    use super::*;

    #[test]
    fn a_decoder_is_counted_by_what_a_token_passes() {
        assert_eq!(flop("llama-3.1-8b"), 6.0 * 8.03e9 * 15e12);
        assert_eq!(flop("deepseek-v3"), 6.0 * 37e9 * 14.8e12);
        assert_eq!(
            model("llama-3.1-8b").standing(),
            "6 × 8.03e9 × 1.5e13 tokens, counted; tokens from the model card"
        );
    }

    #[test]
    fn a_model_that_was_continued_has_the_compute_of_its_base_in_it() {
        let own = 6.0 * 6.738e9 * 0.5e12;
        assert_eq!(flop("code-llama-7b"), flop("llama-2-7b") + own);
        assert_eq!(
            model("code-llama-7b").standing(),
            "the compute of Llama 2-7B and 6 × 6.738e9 × 5e11 tokens, counted; tokens from the paper"
        );
        // Two steps from DeepSeek-V3.
        let own = 6.0 * 37e9 * (0.84e12 + 0.9437e12);
        let ratio = flop("deepseek-v3.2-exp") / (flop("deepseek-v3") + own);
        assert!((ratio - 1.0).abs() < 1e-12, "{ratio}");
    }

    #[test]
    fn without_tokens_it_is_what_somebody_published_or_nothing() {
        let oss = model("gpt-oss-20b").compute().expect("a compute");
        assert_eq!(
            (oss.flop, oss.basis),
            (5.49e23, ComputeBasis::Published(Publisher::Epoch))
        );
        // An encoder is not counted, though its tokens are published.
        let modern = model("modernbert-large");
        assert_eq!((modern.kind, modern.tokens), (ModelKind::Other, Some(2e12)));
        assert_eq!(modern.compute(), None);
        for slug in ["mistral-7b", "flux.1-dev", "deepseek-r1-distill-llama-8b"] {
            assert_eq!(model(slug).compute(), None, "{slug}");
            assert!(!model(slug).note().is_empty(), "{slug}");
        }
        let none = open_models()
            .iter()
            .filter(|model| model.compute().is_none());
        assert_eq!(none.count(), 32);
    }

    /// Where both are known, what is counted and what Epoch AI or the developer published are within a
    /// factor of 1.2. These are not; the note of each says why.
    #[test]
    fn what_is_counted_is_near_what_was_published() {
        let far: BTreeSet<&str> = [
            "falcon-mamba-7b",
            "gpt-neox-20b",
            "hunyuan-large",
            "llama-3-70b",
            "llama-3.1-70b",
            "llama-3.1-8b",
            "olmoe-1b-7b",
            "opt-175b",
            "phi-3.5-mini",
            "phi-3.5-moe",
            "qwen2-57b-a14b",
        ]
        .into();
        let mut both = 0;
        for model in open_models() {
            let (Some((published, _)), Some(compute)) = (model.published, model.compute()) else {
                continue;
            };
            if matches!(compute.basis, ComputeBasis::Published(_)) {
                continue;
            }
            both += 1;
            let ratio = published / compute.flop;
            let is_near = (1.0 / 1.2..1.2).contains(&ratio);
            assert_eq!(
                !is_near,
                far.contains(model.slug()),
                "{}: {ratio}",
                model.slug()
            );
            assert!((0.45..1.8).contains(&ratio), "{}: {ratio}", model.slug());
            assert!(
                is_near || model.note().contains("Epoch"),
                "{}",
                model.slug()
            );
        }
        assert!(both > 90, "{both}");
    }

    #[test]
    fn every_model_has_a_source_and_every_repository_an_owner() {
        let mut repositories = BTreeSet::new();
        for model in open_models() {
            assert!(model.source.starts_with("https://"), "{}", model.slug());
            let repository = model.repository;
            assert!(
                repository.is_empty() || repositories.insert(repository),
                "{repository} is twice"
            );
            assert!(!model.standing().is_empty());
        }
        assert!(repositories.len() > 200, "{}", repositories.len());
    }
}

mod documents {
    use super::*;
    use petaday::catalog::bases::bases;
    use petaday::catalog::notable::notable;
    use petaday::catalog::systems::systems;

    #[test]
    fn the_documents_count_the_rows() {
        let models = include_str!("../docs/models.md");
        let none = open_models()
            .iter()
            .filter(|model| model.compute().is_none());
        for words in [
            format!("| `systems.csv` | {} |", systems().len()),
            format!("| `notable.csv` | {} |", notable().len()),
            format!("| `open_models.csv` | {} |", open_models().len()),
            format!("Too little is published about {} models", none.count()),
        ] {
            assert!(models.contains(&words), "docs/models.md has no “{words}”");
        }
        let all = bases().len();
        for (document, words) in [
            (
                include_str!("../docs/stages.md"),
                format!("a list of {all} published models"),
            ),
            (
                include_str!("../README.md"),
                format!("up among {all} published ones"),
            ),
            (
                include_str!("../CHANGELOG.md"),
                format!("with a compute, {all} in all"),
            ),
        ] {
            assert!(document.contains(&words), "no “{words}”");
        }
    }
}

mod refusals {
    use super::*;
    use build::open_models::{Known, parse};

    #[track_caller]
    fn expect(from: &str, to: &str, words: &str) {
        let text = MODELS.replacen(from, to, 1);
        assert_ne!(text, MODELS, "nothing was changed");
        let known = [Known {
            slug: "deepseek-v3",
            name: "DeepSeek-V3",
            date: "2024-12-24",
            flop: 3.3e24,
        }];
        let problems = parse("open_models.csv", &text, &known)
            .err()
            .unwrap_or_default();
        assert!(
            problems.iter().any(|problem| problem.contains(words)),
            "changed {from} to {to}, and no “{words}” in {problems:#?}"
        );
    }

    #[test]
    fn a_bad_row_is_refused() {
        expect(",decoder,", ",Decoder,", "kind “Decoder” must be one of");
        expect(
            ",model card,",
            ",website,",
            "figures_from “website” must be one of",
        );
        expect(
            "meta-llama/Llama-3.1-8B",
            "Llama-3.1-8B",
            "repository must be owner/name",
        );
        expect("6.71e11,3.7e10", "6.71e11,6.71e11", "leave them empty");
        expect(",1.48e13,", ",14.8,", "tokens is outside");
        expect(",1.224e24,", ",1.224,", "flop is outside");
        expect(",1.224e24,Epoch AI,", ",1.224e24,,", "flop_by is empty");
        expect(",1.224e24,Epoch AI,", ",,Epoch AI,", "and flop is empty");
        expect(
            "https://arxiv.org/abs/1810.04805",
            "arXiv 1810.04805",
            "is no address",
        );
    }

    #[test]
    fn a_base_that_is_not_in_the_table_or_leads_in_a_circle_is_refused() {
        expect(
            ",llama-2-7b,",
            ",llama-2-8b,",
            "no row has the slug of base",
        );
        expect(
            ",1.1e23,Epoch AI,llama-2-7b,",
            ",1.1e23,Epoch AI,code-llama-7b,",
            "back to itself",
        );
    }

    #[test]
    fn a_contradiction_of_another_table_is_refused() {
        expect(
            ",3.3e24,",
            ",3.4e24,",
            "flop is Some(3.4e24) here and 3.3e24",
        );
        expect(",3.3e24,Epoch AI,", ",,,", "flop is None here");
        expect(
            "deepseek-v3,",
            "deepseek-v3-base,",
            "another table calls this deepseek-v3",
        );
        expect(
            "DeepSeek-V3,",
            "DeepSeek V3,",
            "another table has it as DeepSeek-V3",
        );
    }
}
