//! The count of a network in a sentence, and its distance from the rule 6·N·D.

use crate::architecture::{Count, Per};
use crate::quantity::write::{in_words, percent, typed, whole};

/// From this share on, the operations that 6·N·D leaves out are worth a warning.
const NOTABLE_SHARE: f64 = 0.1;

/// Writes the count of a network for the echo beside its text: the cost of a forward pass, with its
/// unit and what it is for, because such figures are most often wrong by a factor of 2 or 3 there.
pub fn reading(count: &Count) -> String {
    let of = match (count.per, count.sequence) {
        (Per::Token, Some(length)) => {
            format!("a token, in sequences of {},", typed(length as f64))
        }
        (Per::Step, _) => "a time step".into(),
        _ => "an example".into(),
    };
    let active = if count.active_parameters < count.parameters {
        format!(", {} of them active", whole(count.active_parameters))
    } else {
        String::new()
    };
    format!(
        "A forward pass on {of} is {} multiply-adds, {} FLOP; {} parameters{active}.",
        in_full(count.forward_multiply_adds()),
        in_full(count.forward_flop()),
        whole(count.parameters),
    )
}

/// Writes all digits of a whole number, if it can still be read at a glance.
fn in_full(value: f64) -> String {
    if value.fract() == 0.0 && value < 1e13 {
        whole(value as u128)
    } else {
        typed(value)
    }
}

/// Compares the count with the rule 6·N·D, if the network takes tokens: the parameters that the
/// rule uses, and the operations that it leaves out.
pub fn six_n(count: &Count) -> Option<String> {
    let share = count.six_n_share()?;
    let often = if count.is_shared() {
        ", each as often as it is used"
    } else {
        ""
    };
    let left_out = count.six_n_left_out();
    Some(format!(
        "The usual 6·N·D (N = {} active parameters, without embeddings{often}) leaves out {left_out}: {} of this count.",
        in_words(count.six_n_parameters() as f64),
        percent(share)
    ))
}

/// Returns whether 6·N·D leaves out so much that it is worth a warning.
pub fn is_notable(count: &Count) -> bool {
    count
        .six_n_share()
        .is_some_and(|share| share > NOTABLE_SHARE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::count_text;

    #[track_caller]
    fn count(text: &str) -> Count {
        count_text(text).expect("a network")
    }

    #[test]
    fn a_count_says_what_it_counts() {
        for (text, words) in [
            (
                "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)",
                "A forward pass on a token, in sequences of 1,024, is 142,406,400 multiply-adds, 284,812,800 FLOP; 124,439,808 parameters.",
            ),
            (
                "input(784);fc(10)",
                "A forward pass on an example is 7,840 multiply-adds, 15,680 FLOP; 7,850 parameters.",
            ),
            (
                "step(4);rnn(4);experts(4,1,4)",
                "A forward pass on a time step is 96 multiply-adds, 192 FLOP; 244 parameters, 100 of them active.",
            ),
        ] {
            assert_eq!(reading(&count(text)), words);
        }
    }

    #[test]
    fn operations_left_out_by_six_n_are_named_and_large_ones_flagged() {
        let gpt2 = count("tokens(1024);embed(50257,768);decoder(12,12,3072);head(tied)");
        assert_eq!(
            six_n(&gpt2).as_deref(),
            Some(
                "The usual 6·N·D (N = 124 million active parameters, without embeddings) leaves out attention over the context: 13.3% of this count."
            )
        );
        assert!(is_notable(&gpt2));
        for (layers, often, left_out) in [
            (
                "3*shared(fc(64))",
                ", each as often as it is used",
                "attention over the context",
            ),
            ("lightning(4,16)", "", "the products with states"),
            (
                "lightning(4,16);attention(4)",
                "",
                "attention over the context and the products with states",
            ),
        ] {
            let said = six_n(&count(&format!("tokens(8);embed(9,64);{layers}"))).expect("tokens");
            let words = format!("without embeddings{often}) leaves out {left_out}: ");
            assert!(said.contains(&words), "{said}");
        }
        let short = count("tokens(64);embed(50257,768);decoder(12,12,3072);head(tied)");
        assert!(!is_notable(&short));
        assert_eq!(six_n(&count("input(4);fc(4)")), None);
    }
}
