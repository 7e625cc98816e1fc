//! Mutated passages: whatever is spliced, cut off, doubled or misspelled, the reader gives an answer that holds.
//!
//! `PASSAGE_MINUTES=60 cargo test --release --no-default-features --test passages_mutated -- --nocapture` looks for an
//! hour, and says at the end how many passages it has read. `PASSAGE_ROUNDS` gives their number instead, and
//! `PASSAGE_SEED` begins elsewhere.

use petaday::answer::{Severity, answer};
use petaday::draft::link;
use petaday::import::passage::{Reading, read, rules};
use std::time::{Duration, Instant};

/// Rounds without the variables.
const ROUNDS: u64 = 300;

/// A generator of numbers from a seed (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn passages() -> Vec<&'static str> {
    let files = [
        include_str!("fixtures/passages.txt"),
        include_str!("fixtures/compute_notes.txt"),
        include_str!("fixtures/paper_paragraphs.txt"),
        include_str!("fixtures/later_papers.txt"),
        include_str!("fixtures/further_papers.txt"),
        include_str!("fixtures/varied_papers.txt"),
        include_str!("fixtures/known_papers.txt"),
    ];
    let blocks = files.into_iter().flat_map(|file| file.split("\n\n"));
    let texts = blocks.filter_map(|block| Some(block.split_once('\n')?.1.rsplit_once("\n=")?.0));
    texts.chain(rules().map(|rule| rule.passage)).collect()
}

const ODD: [&str; 24] = [
    "\u{200b}", "\u{ad}", "\u{feff}", "½", "²³", "ﬁ", "−", "×", "÷", "🦀", "é", "\u{301}", "\0",
    "\r\n", "\t|\t", "&", "(((", ")", "$\\num{", "}", "10^", "1e308", "0", "*",
];

/// Changes a passage once.
fn mutate(chars: &mut Vec<char>, all: &[&str], numbers: &mut Numbers) {
    let at = numbers.below(chars.len() + 1);
    let end = (at + numbers.below(60)).min(chars.len());
    match numbers.below(9) {
        // Cut a part out, or cut the end off.
        0 => drop(chars.drain(at..end)),
        1 => chars.truncate(at),
        // Double a part.
        2 => {
            let part: Vec<char> = chars[at..end].to_vec();
            chars.splice(at..at, part);
        }
        // Splice a part of another passage.
        3 | 4 => {
            let other: Vec<char> = numbers.of(all).chars().collect();
            let start = numbers.below(other.len());
            let part = &other[start..(start + numbers.below(120)).min(other.len())];
            chars.splice(at..at, part.iter().copied());
        }
        // Put odd signs in.
        5 => drop(chars.splice(at..at, numbers.of(&ODD).chars())),
        6 => {
            let any = char::from_u32(numbers.below(0x11_0000) as u32).unwrap_or('\u{fffd}');
            chars.insert(at, any);
        }
        // Change a digit, or the order of two parts.
        7 => {
            if let Some(c) = chars.iter_mut().skip(at).find(|c| c.is_ascii_digit()) {
                *c = char::from(b'0' + numbers.below(10) as u8);
            }
        }
        _ => chars.rotate_left(at),
    }
    chars.truncate(4_000);
}

/// Checks what holds for every reading, and returns what does not.
fn fault(passage: &str, reading: &Reading) -> Option<String> {
    let chars: Vec<char> = passage.chars().collect();
    let fields = reading
        .fields
        .iter()
        .map(|field| (field.start, field.end, &field.phrase));
    let unused = reading
        .unused
        .iter()
        .map(|left| (left.start, left.end, &left.phrase));
    let choices = reading
        .questions
        .iter()
        .flat_map(|question| &question.choices);
    let choices = choices.map(|choice| (choice.start, choice.end, &choice.phrase));
    for (start, end, phrase) in fields.chain(unused).chain(choices) {
        let there: Option<String> = chars.get(start..end).map(|part| part.iter().collect());
        if there.as_ref() != Some(phrase) {
            return Some(format!("{start}..{end} is {there:?}, not {phrase:?}"));
        }
    }
    let mut names: Vec<_> = reading
        .fields
        .iter()
        .map(|field| (field.stage, field.key))
        .collect();
    let many = names.len();
    names.sort();
    names.dedup();
    if names.len() < many {
        return Some("a field is filled in twice".into());
    }
    let draft = link::decode(&reading.link).draft;
    if draft != *reading.draft() {
        return Some(format!("{} does not open as it was read", reading.link));
    }
    let error = answer(&draft)
        .problems
        .into_iter()
        .find(|problem| problem.severity == Severity::Error);
    error.map(|problem| format!("{}: {}", reading.link, problem.message))
}

#[test]
fn mutated_passages_are_read_without_a_fault() {
    let variable = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let minutes = variable("PASSAGE_MINUTES").map(|minutes: u64| Duration::from_secs(60 * minutes));
    let rounds = variable("PASSAGE_ROUNDS").unwrap_or(match minutes {
        Some(_) => u64::MAX,
        None => ROUNDS,
    });
    let seed = variable("PASSAGE_SEED").unwrap_or(18);
    let mut numbers = Numbers(seed);
    let all = passages();
    let begun = Instant::now();
    let (mut round, mut letters) = (0_u64, 0_usize);
    while round < rounds && minutes.is_none_or(|minutes| begun.elapsed() < minutes) {
        let mut chars: Vec<char> = numbers.of(&all).chars().collect();
        for _ in 0..=numbers.below(8) {
            mutate(&mut chars, &all, &mut numbers);
        }
        let passage: String = chars.into_iter().collect();
        let reading = read(&passage);
        let fault = fault(&passage, &reading);
        assert!(fault.is_none(), "round {round}: {fault:?} of:\n{passage}");
        round += 1;
        letters += passage.len();
    }
    println!(
        "{round} mutated passages of {} bytes on average were read without a fault, from the seed {seed}",
        letters as u64 / round.max(1)
    );
    assert!(round > 0, "no passage was read");
}

/// Each of these kept the reader busy for ever.
#[test]
fn arguments_that_are_not_closed_come_to_an_end() {
    for passage in [
        "The model has \\num[group-digits 7B parameters",
        "We use \\SI[per-mode{312}{\\tera\\flop} for 12 days",
        "As in \\cite{brown2020 we trained on 300B tokens",
        "As in \\cite[p. 3 we trained on 300B tokens",
    ] {
        let reading = read(passage);
        assert_eq!(fault(passage, &reading), None, "{passage}");
    }
}

#[test]
fn a_passage_without_facts_fills_in_nothing() {
    for passage in [
        "The weather was fine, and we walked home through the park.",
        "Large networks learn from data. They need hardware, time and patience.",
        "References [1] to [12] and the appendix describe the method; see section 4.2 and figure 3.",
        "We thank the reviewers. The authors declare no conflict of interest.",
        "Learning rate 3e-4, warm-up over 2,000 steps, weight decay 0.1, dropout 0.1, betas 0.9 and 0.95.",
    ] {
        let reading = read(passage);
        assert!(
            reading.fields.is_empty(),
            "{:?} of: {passage}",
            reading.fields
        );
    }
}

/// Sentences that stand for themselves give the same fields in any order.
#[test]
fn the_order_of_sentences_changes_no_field() {
    let sentences = [
        "Kite-7B was pretrained on 2T tokens.",
        "Training took 12 days on 512 H100 SXM GPUs in bf16.",
        "The MFU was 41%.",
        "Evaluation needed 3 hours on one T4.",
        "The vocabulary has 50,257 entries.",
    ];
    let fields = |order: &[&str]| read(&order.join(" ")).link;
    let first = fields(&sentences);
    assert!(
        first.contains("tokens=2T") && first.contains("chips=512"),
        "{first}"
    );
    let mut numbers = Numbers(7);
    for _ in 0..60 {
        let mut order = sentences.to_vec();
        for place in (1..order.len()).rev() {
            order.swap(place, numbers.below(place + 1));
        }
        assert_eq!(fields(&order), first, "{order:?}");
    }
}
