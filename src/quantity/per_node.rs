//! A number of chips for a node beside a number of nodes: `8 per node, 4 nodes`.

use super::hardware::is_node;

/// A number, and the words up to the next one.
struct Said {
    number: String,
    words: Vec<String>,
}

/// Returns such a text as nodes × chips: `4 nodes × 8`. Returns `None` for any other.
pub(crate) fn nodes_times(text: &str) -> Option<String> {
    let said = said(text)?;
    let [one, other] = said.as_slice() else {
        return None;
    };
    let (nodes, each) = match (is_of_each(one), is_of_each(other)) {
        (true, false) => (other, one),
        (false, true) => (one, other),
        _ => return None,
    };
    let counts_nodes = nodes.words.iter().any(|word| is_node(word));
    (counts_nodes || nodes.words.is_empty())
        .then(|| format!("{} nodes × {}", nodes.number, each.number))
}

/// Cuts a text at its whole numbers. Returns `None` if a word stands before the first.
fn said(text: &str) -> Option<Vec<Said>> {
    let mut said: Vec<Said> = Vec::new();
    let lower = text.to_ascii_lowercase().replace('/', " per ");
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            said.push(Said {
                number: word.into(),
                words: Vec::new(),
            });
        } else if !matches!(word, "x" | "and" | "on" | "with" | "of" | "in") {
            said.last_mut()?.words.push(word.into());
        }
    }
    Some(said)
}

/// Returns whether the number is that of each node: `8 per node`, `8 GPUs each`.
fn is_of_each(said: &Said) -> bool {
    let mut pairs = said.words.windows(2);
    let is_per = |word: &str| matches!(word, "per" | "a" | "each" | "every");
    pairs.any(|pair| is_per(&pair[0]) && is_node(&pair[1]))
        || said.words.last().is_some_and(|word| word == "each")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Dimension, read_counted};

    #[test]
    fn chips_of_a_node_are_put_behind_the_nodes() {
        for text in [
            "8 per node, 4 nodes",
            "4 nodes, 8 per node",
            "8 GPUs per node on 4 nodes",
            "4 servers with 8 GPUs each",
            "8 chips/node, 4 nodes",
            "8 per node x 4",
            "8 a machine, 4 machines",
        ] {
            let meant = nodes_times(text);
            assert_eq!(meant.as_deref(), Some("4 nodes × 8"), "{text}");
        }
        for text in [
            "8",
            "8 per node",
            "4 nodes",
            "8 H100, 4 A100",
            "per node 8, 4 nodes",
            "",
        ] {
            assert_eq!(nodes_times(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_offered_can_be_read() {
        let chips = read_counted("4 nodes × 8", Dimension::Chips).expect("a number of chips");
        assert_eq!(chips.value.median(), 32.0);
    }
}
