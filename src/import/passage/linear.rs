//! Tests that the work for a passage grows with its length, and no faster.

use super::read;
use super::token::LOOKS;

/// Returns the words that the reader looks at.
fn looks(text: &str) -> usize {
    LOOKS.set(0);
    read(text);
    LOOKS.get()
}

/// Returns a text of several kinds of paragraphs, of at least this many characters.
fn repeated(paragraphs: &[&str], length: usize) -> String {
    let mut text = String::new();
    for paragraph in paragraphs.iter().cycle() {
        text.push_str(paragraph);
        if text.len() >= length {
            break;
        }
    }
    text
}

const PROSE: [&str; 4] = [
    "We trained Kite-7B on 2T tokens with 512 H100 SXM GPUs for 12 days at an MFU of 41%. Unlike Gull, it is small.\n\n",
    "The data were filtered and deduplicated. Each of the documents was read twice by people who know the field.\n\n",
    "A step took 4.5 s, the batch holds 1024 sequences of 2048 tokens, and evaluation needed 3 hours on 8 A100 80GB.\n\n",
    "In earlier work (Wren et al., 2021) a model with 13 billion parameters was trained for 300k steps in bf16.\n\n",
];

#[test]
fn twice_the_text_is_at_most_twice_the_work() {
    let kinds: [(&str, &[&str]); 7] = [
        ("prose", &PROSE),
        (
            "one sentence",
            &["we train 7B tokens on 8 A100 for 3 days and "],
        ),
        (
            "settings",
            &["| Steps | 300k | x |\n| GPUs | 512 | y |\n| Days | 12 | z |\n"],
        ),
        (
            "tables",
            &[
                "| Model | Params | GPUs |\n| Kite-7B | 7B | 512 |\n| Gull-1B | 1B | 64 |\n\nAnd so on.\n\n",
            ],
        ),
        ("names", &["Kite-7B and Gull 3.1 and V100S on TPU v3-512 "]),
        ("numbers", &["12 3.4 5,000 1.4 × 10^12 "]),
        ("brackets", &["(7B [8 GPUs "]),
    ];
    for (kind, paragraphs) in kinds {
        let (once, twice) = (
            looks(&repeated(paragraphs, 6_000)),
            looks(&repeated(paragraphs, 12_000)),
        );
        assert!(
            twice <= once * 22 / 10,
            "{kind}: {once} words were looked at for 6,000 characters, {twice} for 12,000"
        );
    }
}
