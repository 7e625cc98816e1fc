//! Calculations that others published, each as a link that repeats it.

use super::EDITION;
use crate::quantity::Flop;

/// A published calculation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// Its name in the table, for lists and tests.
    pub id: &'static str,
    /// The network that was trained.
    pub system: &'static str,
    /// The year that it was published in.
    pub year: u16,
    /// The fragment that opens the calculation.
    pub link: &'static str,
    /// One for each method that is filled in.
    pub figures: &'static [Figure],
    /// Where the calculation is from, with its address.
    pub source: &'static str,
    /// Why the printed figure and the product differ.
    pub note: &'static str,
}

/// What one method gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The method.
    pub method: Method,
    /// The result as the source prints it.
    pub printed: &'static str,
    printed_flop: f64,
    exact_flop: f64,
}

/// How a training run's operations are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By counting operations.
    Operations,
    /// By hardware and time.
    GpuTime,
}

impl Example {
    /// The figure of a method, if the example fills it in.
    pub fn figure(&self, method: Method) -> Option<&'static Figure> {
        self.figures.iter().find(|figure| figure.method == method)
    }

    /// What its source printed, of every method.
    pub fn printed(&self) -> String {
        let printed: Vec<&str> = self.figures.iter().map(|figure| figure.printed).collect();
        printed.join("; ")
    }

    /// Its note and its source.
    pub fn about(&self) -> String {
        format!("{} Source: {}", self.note, self.source)
    }
}

impl Figure {
    /// The printed result as a number.
    pub const fn printed_flop(&self) -> Flop {
        Flop::point(self.printed_flop)
    }

    /// The exact product of the factors in the link.
    pub const fn exact_flop(&self) -> Flop {
        Flop::point(self.exact_flop)
    }
}

static EXAMPLES: &[Example] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The one of the first visit by itself: a program that only opens that one does not carry the others.
static FIRST: Example = EXAMPLES[0];

/// Of every link: four bytes for each tell a program whether a link is one of them.
static HASHES: [u32; EXAMPLES.len()] = {
    let mut hashes = [0; EXAMPLES.len()];
    let mut at = 0;
    while at < hashes.len() {
        hashes[at] = hash(EXAMPLES[at].link, TAIL);
        at += 1;
    }
    hashes
};

/// All examples, in the order of the menu: the first is the one that opens on the first visit.
pub fn examples() -> &'static [Example] {
    EXAMPLES
}

/// The example that opens on the first visit.
pub fn first_example() -> &'static Example {
    &FIRST
}

/// With whichever edition an example was shared, its factors are the same: they stand behind this.
const START: &str = "v=1&data=";

/// Where they begin in the links of the table, which have the present edition.
const TAIL: usize = START.len() + EDITION.len() + "&".len();

fn tail(link: &str) -> Option<&str> {
    Some(link.strip_prefix(START)?.split_once('&')?.1)
}

/// Whether a link is that of an example. Of other links one in some hundred million is taken for one.
pub fn is_example(link: &str) -> bool {
    tail(link).is_some_and(|tail| HASHES.contains(&hash(tail, 0)))
}

/// The example that has the link.
pub fn example(link: &str) -> Option<&'static Example> {
    let tail = tail(link)?;
    EXAMPLES
        .iter()
        .find(|example| example.link.get(TAIL..) == Some(tail))
}

/// FNV-1a of what comes after so many bytes.
const fn hash(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut hash = 0x811c_9dc5_u32;
    let mut at = start;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_example_is_alexnet_by_both_methods() {
        let first = &examples()[0];
        assert_eq!(first.system, "AlexNet");
        let exact = |method| Some(first.figure(method)?.exact_flop().median());
        assert_eq!(exact(Method::Operations), Some(4.86e17));
        assert_eq!(exact(Method::GpuTime), Some(4.95852192e17));
    }

    #[test]
    fn an_example_is_known_by_its_link() {
        assert_eq!(first_example(), &examples()[0]);
        assert!(examples().iter().all(|example| is_example(example.link)));
        let first = first_example().link;
        for edition in ["2026-11", "2026-12", "2026-11.2"] {
            let shared = first.replace(EDITION, edition);
            assert!(is_example(&shared), "{shared}");
            assert_eq!(example(&shared), Some(first_example()), "{shared}");
        }
        for link in ["", "v=1", "v=1&data=2026-11"] {
            assert_eq!(example(link), None);
            assert!(!is_example(link), "{link}");
        }
        assert!(!is_example(&format!("{}1", first_example().link)));
        // Of its inventors: http://www.isthe.com/chongo/tech/comp/fnv/
        assert_eq!(hash("foobar", 0), 0xbf9c_f968);
    }

    #[test]
    fn the_menu_holds_the_16_calculations_of_the_post() {
        let post = examples().iter().filter(|e| e.id.starts_with("openai-"));
        assert_eq!(post.count(), 16);
    }
}
