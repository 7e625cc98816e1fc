//! Published calculations, each as a link that repeats it.

use super::EDITION;
use crate::quantity::Flop;

/// A published calculation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// The name in the table, for lists and tests.
    pub id: &'static str,
    /// The list that shows it.
    pub group: Group,
    /// The network that was trained.
    pub system: &'static str,
    /// The year of publication.
    pub year: u16,
    /// A line that says what the example shows, for the gallery.
    pub shows: &'static str,
    /// The fragment that opens the calculation.
    pub link: &'static str,
    /// The results, one for each method that is filled in.
    pub figures: &'static [Figure],
    /// The source of the calculation, with its address.
    pub source: &'static str,
    /// The reason why the printed figure and the product differ.
    pub note: &'static str,
}

/// A list of examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// One example of each kind, in the order of their years.
    Gallery,
    /// Calculations in Epoch AI's table of notable models.
    Epoch,
    /// Calculations in the guidelines of the European Commission.
    Eu,
    /// Calculations in the appendix of OpenAI's “AI and Compute”.
    OpenAi,
}

/// The result of one method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The method.
    pub method: Method,
    printed: Option<(&'static str, f64)>,
    exact_flop: f64,
}

/// One of the two methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Counting operations.
    Operations,
    /// GPU time.
    GpuTime,
}

impl Example {
    /// Returns the result of a method, if the example fills it in.
    pub fn figure(&self, method: Method) -> Option<&'static Figure> {
        self.figures.iter().find(|figure| figure.method == method)
    }

    /// Returns the results that the source printed; an empty text if it printed none.
    pub fn printed(&self) -> String {
        let printed: Vec<&str> = self.figures.iter().filter_map(Figure::printed).collect();
        printed.join("; ")
    }

    /// Returns the note and the source.
    pub fn about(&self) -> String {
        format!("{} Source: {}", self.note, self.source)
    }
}

impl Figure {
    /// Returns the result as the source prints it, if it does.
    pub fn printed(&self) -> Option<&'static str> {
        Some(self.printed?.0)
    }

    /// Returns the printed result as a number.
    pub fn printed_flop(&self) -> Option<Flop> {
        Some(Flop::point(self.printed?.1))
    }

    /// Returns the exact product of the factors in the link, those with a range at their median.
    pub const fn exact_flop(&self) -> Flop {
        Flop::point(self.exact_flop)
    }
}

static EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The example of the first visit: a program that opens only this one does not contain the others.
static FIRST: Example = EXAMPLES[position("llama-65b")];

/// A hash of each link, four bytes long, by which a program recognizes the link of an example.
static HASHES: [u32; EXAMPLES.len()] = {
    let mut hashes = [0; EXAMPLES.len()];
    let mut at = 0;
    while at < hashes.len() {
        hashes[at] = hash(EXAMPLES[at].link, TAIL);
        at += 1;
    }
    hashes
};

/// Returns all examples: the gallery, then the other groups.
pub fn examples() -> &'static [Example] {
    EXAMPLES
}

/// Returns the examples of a group.
pub fn of_group(group: Group) -> impl Iterator<Item = &'static Example> {
    EXAMPLES
        .iter()
        .filter(move |example| example.group == group)
}

/// Returns the example that opens on the first visit.
pub fn first_example() -> &'static Example {
    &FIRST
}

/// The start of every link, before the edition. The factors of an example are the same in every
/// edition.
const START: &str = "v=1&data=";

/// The index at which the factors begin in the table, whose links have the present edition.
const TAIL: usize = START.len() + EDITION.len() + "&".len();

fn tail(link: &str) -> Option<&str> {
    Some(link.strip_prefix(START)?.split_once('&')?.1)
}

/// The part that examples did not have in earlier editions. Their figures are the same without it, without
/// ranges.
const TYPICAL: &[u8] = b"uncertainty=typical&";

/// Returns whether a link is that of an example. It is wrong for one of some hundred million other
/// links.
pub fn is_example(link: &str) -> bool {
    tail(link).is_some_and(|tail| HASHES.contains(&hash(tail, 0)))
}

/// Returns the example that has the link.
pub fn example(link: &str) -> Option<&'static Example> {
    let asked = hash(tail(link)?, 0);
    let place = HASHES.iter().position(|hash| *hash == asked)?;
    EXAMPLES.get(place)
}

/// Returns the index of the example with the id.
const fn position(id: &str) -> usize {
    let mut at = 0;
    while hash(EXAMPLES[at].id, 0) != hash(id, 0) {
        at += 1;
    }
    at
}

/// Computes FNV-1a of the text from byte `start` on, without [`TYPICAL`].
const fn hash(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = start;
    while at < bytes.len() {
        if has_at(bytes, at, TYPICAL) {
            at += TYPICAL.len();
            continue;
        }
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Returns whether a text has another one at a place.
const fn has_at(text: &[u8], place: usize, part: &[u8]) -> bool {
    let mut at = 0;
    while at < part.len() {
        if place + at >= text.len() || text[place + at] != part[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(example: &Example, method: Method) -> Option<f64> {
        Some(example.figure(method)?.exact_flop().median())
    }

    #[test]
    fn the_first_example_is_a_transformer_by_both_methods() {
        let first = first_example();
        assert_eq!(first.system, "LLaMA-65B");
        assert_eq!(exact(first, Method::Operations), Some(5.4768e23));
        assert_eq!(exact(first, Method::GpuTime), Some(3.444_950_995_2e23));
        assert_eq!(first.printed(), "5.5e23 (Epoch AI)");
    }

    #[test]
    fn the_gallery_is_in_the_order_of_years_and_no_name_or_line_is_there_twice() {
        let gallery: Vec<_> = of_group(Group::Gallery).collect();
        assert!(gallery.len() >= 12);
        assert!(gallery.is_sorted_by_key(|example| example.year));
        for (index, example) in gallery.iter().enumerate() {
            for other in &gallery[..index] {
                assert_ne!(example.system, other.system);
                assert_ne!(example.shows, other.shows);
            }
        }
    }

    #[test]
    fn an_example_is_known_by_its_link() {
        assert!(examples().contains(first_example()));
        assert!(examples().iter().all(|example| is_example(example.link)));
        let first = first_example().link;
        for edition in ["2026-11", "2026-12", "2026-11.2"] {
            let shared = first.replace(EDITION, edition);
            let exact = shared.replace("&uncertainty=typical", "");
            for shared in [shared, exact] {
                assert!(is_example(&shared), "{shared}");
                assert_eq!(example(&shared), Some(first_example()), "{shared}");
            }
        }
        for link in ["", "v=1", "v=1&data=2026-11"] {
            assert_eq!(example(link), None);
            assert!(!is_example(link), "{link}");
        }
        assert!(!is_example(&format!("{}1", first_example().link)));
        // By its inventors: http://www.isthe.com/chongo/tech/comp/fnv/
        assert_eq!(hash("foobar", 0), 0xbf9c_f968);
    }

    #[test]
    fn the_groups_are_complete() {
        let count = |group| of_group(group).count();
        assert_eq!(count(Group::OpenAi), 16);
        assert_eq!(count(Group::Epoch), 18);
        assert_eq!(count(Group::Eu), 8);
    }
}
