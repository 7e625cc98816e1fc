//! Machines and cloud instances with a known number of one chip: a DGX A100, a p4d.24xlarge.

use super::plain::{plain, telling_words};
use super::unpack::Cells;
use super::{Chip, chip};
use std::sync::LazyLock;

/// A machine and its chips.
#[derive(Debug, PartialEq)]
pub struct Machine {
    /// The name that its maker or its cloud gives it: `DGX A100`, `p4d.24xlarge`.
    pub name: &'static str,
    /// Number of chips in one, as the table of chips counts them: half a K80 is 0.5.
    pub count: f64,
    // Other spellings of the name, joined by semicolons.
    aliases: &'static str,
    // Slugs, joined by semicolons.
    chips: &'static str,
}

impl Machine {
    /// Returns its chips: one, or several if the name does not tell which.
    pub fn chips(&self) -> impl Iterator<Item = &'static Chip> + use<> {
        self.chips.split(';').filter_map(chip)
    }

    /// Returns its chip, if the name tells which.
    pub fn chip(&self) -> Option<&'static Chip> {
        let mut chips = self.chips();
        chips.next().filter(|_| chips.next().is_none())
    }

    pub(super) fn spellings(&self) -> impl Iterator<Item = &'static str> + use<> {
        let aliases = self.aliases.split(';').filter(|alias| !alias.is_empty());
        [self.name].into_iter().chain(aliases)
    }
}

/// The table, a line for each machine.
static TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/machines.tsv"));

static MACHINES: LazyLock<Vec<Machine>> = LazyLock::new(|| TABLE.lines().map(unpack).collect());

fn unpack(line: &'static str) -> Machine {
    let mut cells = Cells::of(line);
    Machine {
        name: cells.text(),
        aliases: cells.text(),
        count: cells.number(),
        chips: cells.text(),
    }
}

/// Returns all machines, in the order of the table.
pub fn machines() -> &'static [Machine] {
    &MACHINES
}

/// Returns the machine of this name, in any case and punctuation, with or without its vendor. It never
/// guesses.
pub fn machine(name: &str) -> Option<&'static Machine> {
    let name = plain(name);
    let (_, machine) = PLAIN.iter().find(|(other, _)| *other == name)?;
    Some(machine)
}

/// Every spelling of every machine, plain: a passage asks for hundreds of names.
static PLAIN: LazyLock<Vec<(String, &'static Machine)>> = LazyLock::new(|| {
    let spelled = |machine: &'static Machine| {
        let spellings = machine.spellings();
        spellings.map(move |name| (plain(name), machine))
    };
    machines().iter().flat_map(spelled).collect()
});

/// Returns the machine whose name has these words in another order: `B200 HGX`. A number in front counts
/// machines: `2 DGX` is not a DGX-2.
pub(super) fn machine_in_any_order(name: &str) -> Option<&'static Machine> {
    let words: Vec<String> = telling_words(name).collect();
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    words.first().filter(|first| !is_number(first))?;
    let has_same = |other: &str| {
        let others: Vec<String> = telling_words(other).collect();
        let count = |words: &[String], word| words.iter().filter(|other| *other == word).count();
        let is_same = |word| count(&others, word) == count(&words, word);
        others.len() == words.len() && words.iter().all(is_same)
    };
    let has_words = |machine: &&Machine| machine.spellings().any(has_same);
    machines().iter().find(has_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_is_found_by_any_of_its_names() {
        for row in machines() {
            for name in row.spellings() {
                for text in [
                    name.to_owned(),
                    name.to_uppercase(),
                    name.replace(['_', '-', '.'], " "),
                ] {
                    let found = machine(&text);
                    assert!(
                        found.is_some_and(|found| std::ptr::eq(found, row)),
                        "“{text}” was typed for {}, and {found:?} was found",
                        row.name
                    );
                }
            }
        }
    }

    #[test]
    fn vendors_and_loose_words_may_be_there_or_not() {
        for (text, name) in [
            ("NVIDIA DGX A100", "DGX A100"),
            ("dgx-a100 server", "DGX A100"),
            ("AWS EC2 p4d.24xlarge instance", "p4d.24xlarge"),
            ("Azure ND40rs_v2", "Standard_ND40rs_v2"),
        ] {
            let found = machine(text).map(|machine| machine.name);
            assert_eq!(found, Some(name), "“{text}” was typed");
        }
    }

    #[test]
    fn the_words_of_a_name_may_stand_in_any_order() {
        for row in machines() {
            for name in row.spellings() {
                let mut words: Vec<String> = telling_words(name).collect();
                words.reverse();
                let found = machine_in_any_order(&words.join(" "));
                let starts_with_a_number = words[0].bytes().all(|byte| byte.is_ascii_digit());
                let is_row = found.is_some_and(|found| std::ptr::eq(found, row));
                assert!(is_row || starts_with_a_number, "{name}: {found:?}");
            }
        }
        for (text, name) in [
            ("B200 HGX", Some("HGX B200 8-GPU")),
            ("H100-HGX", Some("HGX H100 8-GPU")),
            ("A100 4-GPU HGX", Some("HGX A100 4-GPU")),
            ("A100 DGX", Some("DGX A100")),
            ("24xlarge p4d", Some("p4d.24xlarge")),
            ("2 DGX", None),
            ("1 DGX", None),
            ("2 HGX", None),
            ("B200 B200 HGX", None),
            ("B200", None),
            ("", None),
        ] {
            let found = machine_in_any_order(text).map(|machine| machine.name);
            assert_eq!(found, name, "“{text}” was typed");
        }
    }

    #[test]
    fn a_name_of_no_machine_finds_none() {
        for text in ["", "(", "NVIDIA", "node", "A100", "DGX", "p4d", "🦀"] {
            assert_eq!(machine(text), None, "“{text}” was typed");
        }
    }

    #[test]
    fn what_is_inside_is_counted_as_the_chips_are() {
        for (name, count, chips) in [
            // One of the two GPUs of a board.
            ("p2.xlarge", 0.5, vec!["nvidia-k80"]),
            ("p2.16xlarge", 8.0, vec!["nvidia-k80"]),
            // Chips, not cores.
            ("trn1.32xlarge", 16.0, vec!["amazon-trainium1"]),
            ("ct5p-hightpu-4t", 4.0, vec!["google-tpu-v5p"]),
            ("GB200 NVL72", 72.0, vec!["nvidia-gb200"]),
            ("DGX-2", 16.0, vec!["nvidia-v100-sxm2-32gb"]),
            ("ND96amsr A100 v4", 8.0, vec!["nvidia-a100-sxm-80gb"]),
            (
                "DGX A100",
                8.0,
                vec!["nvidia-a100-sxm-40gb", "nvidia-a100-sxm-80gb"],
            ),
        ] {
            let machine = machine(name).expect("in the table");
            let slugs: Vec<&str> = machine.chips().map(|chip| chip.slug).collect();
            assert_eq!((machine.count, &slugs), (count, &chips), "{name}");
            assert_eq!(machine.chip().is_some(), chips.len() == 1, "{name}");
        }
    }
}
