//! Changes to bytes, drawn by numbers from a seed.

/// A generator of numbers from a seed (splitmix64).
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn of_seed(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`, or 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(super) fn any_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Texts that readers stumble over.
const ODD: [&str; 40] = [
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "½",
    "²³",
    "−",
    "×",
    "🦀",
    "é",
    "\u{301}",
    "\0",
    "\r\n",
    "\t",
    ",",
    ";",
    "|",
    "&",
    "=",
    "%",
    "%00",
    "%FF",
    "+",
    "_",
    "..",
    "(((",
    ")",
    "[",
    "{",
    "}",
    "\"",
    "\\u0000",
    "1e308",
    "1e-320",
    "-1",
    "0",
    "18446744073709551616",
    "99999999999999999999",
    "nan",
    "inf",
    "null",
];

/// The longest input: cuts keep doubling in hand.
const MOST: usize = 40_000;

/// Changes an input once.
pub(super) fn change(input: &mut Vec<u8>, seeds: &[Vec<u8>], numbers: &mut Numbers) {
    let at = numbers.below(input.len() + 1);
    let end = (at + numbers.below(64)).min(input.len());
    match numbers.below(10) {
        0 => drop(input.drain(at..end)),
        1 => input.truncate(at),
        // Double a part.
        2 => {
            let part = input[at..end].to_vec();
            input.splice(at..at, part);
        }
        // Splice a part of another seed.
        3 | 4 => {
            let other = numbers.any_of(seeds);
            let start = numbers.below(other.len());
            let part = &other[start..(start + numbers.below(128)).min(other.len())];
            input.splice(at..at, part.iter().copied());
        }
        // Put an odd text in, or in place of what is there.
        5 => drop(input.splice(at..at, numbers.any_of(&ODD).bytes())),
        6 => drop(input.splice(at..end, numbers.any_of(&ODD).bytes())),
        // Change a bit, a byte, or a digit.
        7 => {
            if let Some(byte) = input.get_mut(at) {
                *byte ^= 1 << numbers.below(8);
            }
        }
        8 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = numbers.below(256) as u8;
            }
        }
        _ => {
            if let Some(byte) = input.iter_mut().skip(at).find(|byte| byte.is_ascii_digit()) {
                *byte = b'0' + numbers.below(10) as u8;
            }
        }
    }
    input.truncate(MOST);
}
