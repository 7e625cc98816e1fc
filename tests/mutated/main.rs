//! Mutated inputs of every kind that people hand over: whatever is cut off, doubled, spliced or misspelled, the reader
//! gives an answer that holds, or says why it cannot.
//!
//! A few rounds of each kind run with the other tests. `MUTATED_ROUNDS=10000000 cargo test --release
//! --no-default-features --test mutated -- --nocapture` looks longer, `MUTATED_SEED` begins elsewhere. Each test prints
//! how many inputs it has read and how long the slowest took.

#[path = "../weights/mod.rs"]
mod weights;

mod files;
mod links;
mod mutate;
mod networks;
mod numbers;
mod tables;

use mutate::Numbers;
use std::time::{Duration, Instant};

/// Rounds of a kind without the variable.
const ROUNDS: u64 = 300;

/// Reads mutated inputs. Fails on the first input that a check finds fault with.
///
/// A panic in the reader ends the test as well. The round in its output tells which input it was.
#[track_caller]
fn run(kind: &str, seeds: &[Vec<u8>], check: impl Fn(&[u8]) -> Option<String>) {
    let variable = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let rounds = variable("MUTATED_ROUNDS").unwrap_or(ROUNDS);
    let mut numbers = Numbers::of_seed(variable("MUTATED_SEED").unwrap_or(20));
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        let mut input = numbers.any_of(seeds).clone();
        for _ in 0..=numbers.below(6) {
            mutate::change(&mut input, seeds, &mut numbers);
        }
        let named = Named {
            kind,
            round,
            input: &input,
        };
        let start = Instant::now();
        let fault = check(&input);
        slowest = slowest.max(start.elapsed());
        if let Some(fault) = fault {
            panic!("{fault}");
        }
        std::mem::forget(named);
    }
    println!("{kind}: {rounds} inputs, the slowest in {slowest:?}");
}

/// Prints an input if its check panics.
struct Named<'a> {
    kind: &'a str,
    round: u64,
    input: &'a [u8],
}

impl Drop for Named<'_> {
    fn drop(&mut self) {
        let shown = String::from_utf8_lossy(self.input.get(..2_000).unwrap_or(self.input));
        eprintln!("{}, round {}: {shown:?}", self.kind, self.round);
    }
}

/// Makes seeds of texts.
fn seeds<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<u8>> {
    texts
        .into_iter()
        .map(|text| text.as_bytes().to_vec())
        .collect()
}

/// Returns the links of the table of links.
fn links() -> Vec<String> {
    let mut rows = csv::Reader::from_reader(include_bytes!("../fixtures/links.csv").as_slice());
    let links = rows.records().map(|row| row.expect("a row")[1].to_owned());
    links.collect()
}
