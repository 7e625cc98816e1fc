//! Native timings: `make bench`. The budget of an evaluated estimate is 1 µs for points and 5 µs
//! with ranges.

use petaday::answer::answer;
use petaday::architecture::count_text;
use petaday::catalog::{networks, search};
use petaday::draft::{Draft, link};
use petaday::estimate::{
    Errors, GpuTime, Headline, Operations, Passes, Role, Run, Silence, Stage, evaluate,
};
use petaday::import::{passage, sacct};
use petaday::quantity::{
    self, ChipHours, Count, Dimension, Flop, FlopPerSecond, Ratio, Uncertain, read,
};

fn main() {
    divan::main();
}

const POINTS: &str = "v=1&data=2026-11&title=AlexNet&multiply-adds=0.75e9&examples=1.2M&epochs=90&time=5.5d&chips=2&hardware=nvidia-gtx-580&format=fp32&utilization=0.33";
const RANGES: &str = "v=1&data=2026-11&title=AlexNet&multiply-adds=0.7e9..0.8e9&examples=1.2M&epochs=80..90&time=5..6d&chips=2&peak=1.5..1.6T&utilization=0.25..0.4";

/// AlexNet by both methods, every figure from `of`.
fn alexnet(of: fn(f64) -> Uncertain) -> Run {
    Run {
        headline: Headline::Combined,
        silence: Silence::default(),
        errors: Errors::default(),
        stages: vec![Stage {
            name: String::new(),
            runs: Count::point(1.0),
            operations: Some(Operations {
                forward: Flop(of(1.5e9)),
                backward: Ratio::point(2.0),
                passes: Passes::Data {
                    size: Count(of(1.2e6)),
                    epochs: Count(of(90.0)),
                },
                timesteps: Count::point(1.0),
            }),
            gpu_time: GpuTime {
                chip_hours: Some(ChipHours(of(264.0))),
                peak: Some(FlopPerSecond(of(1.58e12))),
                utilization: Some(Ratio(of(0.33))),
                periods: None,
            },
            is_copy: false,
            operations_within: Ratio::point(1.0),
            gpu_time_within: Ratio::point(1.0),
            given: None,
            role: Role::Training,
        }],
    }
}

#[divan::bench]
fn evaluate_points(bencher: divan::Bencher) {
    let run = alexnet(Uncertain::point);
    bencher.bench(|| evaluate(divan::black_box(&run)));
}

#[divan::bench]
fn evaluate_ranges(bencher: divan::Bencher) {
    let run = alexnet(|value| Uncertain::range(value / 1.2, value * 1.2));
    bencher.bench(|| evaluate(divan::black_box(&run)));
}

/// Sums this many stages with ranges.
#[divan::bench(args = [2, 3, 20])]
fn sum_of_ranges(bencher: divan::Bencher, n: usize) {
    let stages = vec![Uncertain::range(0.5, 2.0); n];
    bencher.bench(|| quantity::sampling::sum(divan::black_box(&stages)));
}

#[divan::bench(args = [POINTS, RANGES])]
fn read_and_evaluate_a_draft(bencher: divan::Bencher, fragment: &str) {
    let draft: Draft = link::decode(fragment).draft;
    bencher.bench(|| answer(divan::black_box(&draft)));
}

#[divan::bench]
fn open_a_link() -> link::Opened {
    link::decode(divan::black_box(POINTS))
}

#[divan::bench]
fn spell_a_link(bencher: divan::Bencher) {
    let draft = link::decode(RANGES).draft;
    bencher.bench(|| link::encode(divan::black_box(&draft)));
}

#[divan::bench(args = ["175B", "1,000,000", "1.5 × 10²⁴", "5 to 6 days"])]
fn read_a_number(text: &str) -> bool {
    read(divan::black_box(text), Dimension::Time).is_ok()
}

#[divan::bench(args = ["gpt-2", "resnet-152", "densenet-121"])]
fn count_a_network(bencher: divan::Bencher, slug: &str) {
    let known = networks().iter().find(|network| network.slug == slug);
    let text = known.map_or("", |network| network.text);
    bencher.bench(|| count_text(divan::black_box(text)));
}

/// An account of 100,000 jobs, as people paste it.
#[divan::bench(sample_count = 10)]
fn read_an_account(bencher: divan::Bencher) {
    let text: String = (0..100_000)
        .map(|n| format!("{n}|train-{n}|COMPLETED|3600|billing=64,cpu=64,gres/gpu:h100=8,gres/gpu=8,mem=500G,node=1|1\n"))
        .collect();
    bencher.bench(|| sacct::read(divan::black_box(&text)).jobs.len());
}

#[divan::bench(args = ["h100", "a100 80", "gefroce 3090", "no such chip"])]
fn search_for_a_chip(query: &str) -> usize {
    search(divan::black_box(query)).len()
}

/// Reads a passage of 20,000 characters, as after a key in it.
#[divan::bench]
fn read_long_passage(bencher: divan::Bencher) {
    const PARAGRAPH: &str = "We train a 34B-parameter decoder on 2.5 trillion tokens of web text with a context of 4,096. Training used 1,024 NVIDIA H100 SXM GPUs for 31 days in bfloat16, at an MFU of about 41%. Our baseline, Llama 2 70B, was trained on 2T tokens. We evaluate on 12 benchmarks, with a learning rate of 3e-4 and a batch of 4M tokens. The appendix lists hyperparameters, ablations with 1.3B models on 50B tokens, and inference on 8 A100. ";
    let text: String = PARAGRAPH.chars().cycle().take(20_000).collect();
    bencher.bench(|| passage::read(divan::black_box(&text)));
}
