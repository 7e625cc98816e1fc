//! The D of dimensions, which is not a day: `3D parallelism`, `a 3-D U-Net`, `2d convolutions`.

use crate::import::passage::token::Doc;

/// The most dimensions of space, time and parallelism; only embeddings and the like have more.
const MOST: usize = 6;

/// Days that a training takes, which are no dimensions unless a word says so: `ran 21D on 64 GPUs`.
const DAYS: std::ops::RangeInclusive<usize> = 7..=400;

/// Beginnings of words of things that have many dimensions: `embeddings of 256D`.
const SPACES: [&str; 9] = [
    "embed",
    "dimension",
    "vector",
    "latent",
    "feature",
    "hidden",
    "space",
    "project",
    "represent",
];

/// Words before a D that make days of it, however it is typed.
const TOOK: [&str; 10] = [
    "for",
    "took",
    "takes",
    "take",
    "taking",
    "lasted",
    "lasts",
    "time",
    "duration",
    "wall-clock",
];

/// Words after a D of days: `trained for 3D on 8 GPUs`, but not `trained for 3D reconstruction`.
const AFTER: [&str; 10] = [
    "", "on", "across", "over", "with", "using", "at", "of", "and", "per",
];

/// Things that have dimensions, which a small d stands before. A star stands for any rest.
const THINGS: &[&str] = &[
    "parallel*",
    "conv*",
    "u-net*",
    "unet*",
    "v-net*",
    "cnn*",
    "resnet*",
    "gan*",
    "vae*",
    "image*",
    "imaging",
    "volum*",
    "voxel*",
    "structure*",
    "mri*",
    "ct",
    "scan*",
    "point",
    "mesh*",
    "shape*",
    "object*",
    "scene*",
    "pose*",
    "reconstruct*",
    "segment*",
    "detect*",
    "vision",
    "gaussian*",
    "rope",
    "grid*",
    "patch*",
    "geometr*",
    "medical",
    "asset*",
];

/// Returns where the D of dimensions ends, if a number with one stands at a token.
pub(super) fn dimension(doc: &Doc, at: usize) -> Option<usize> {
    let number = doc.get(at).filter(|token| token.is_number())?;
    let hyphen = usize::from(doc.sign(at + 1, '-'));
    let letter = doc.get(at + 1 + hyphen)?;
    let is_glued = letter.glued && (hyphen == 0 || doc.get(at + 1)?.glued);
    let is_small = number.text.parse().is_ok_and(|count: usize| count <= MOST);
    if !is_glued || letter.lower != "d" {
        return None;
    }
    let end = at + 2 + hyphen;
    let is_of_thing = || {
        let word = doc.word(end + usize::from(doc.sign(end, '-')));
        let is = |thing: &&str| match thing.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == *thing,
        };
        is_small && THINGS.iter().any(is)
    };
    let is_capital = letter.text == "D";
    let is_time = || {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| doc.word(at));
        let is_label = at
            .checked_sub(1)
            .is_some_and(|at| [':', '|', '='].iter().any(|sign| doc.sign(at, *sign)));
        let took = TOOK.contains(&before(1)) || is_label && TOOK.contains(&before(2));
        let next = doc.word(end);
        let start = at.saturating_sub(6).max(doc.sentence(at).start);
        let is_space = |at: usize| SPACES.iter().any(|stem| doc.word(at).starts_with(stem));
        let is_long = matches!(next, "on" | "across" | "")
            && number.text.parse().is_ok_and(|days| DAYS.contains(&days))
            && !(start..at).any(is_space);
        (took && AFTER.contains(&next) || is_long) && !doc.sign(end, '-')
    };
    let is_dimension = match is_capital {
        true => is_small && hyphen == 1 || !is_time(),
        false => hyphen == 1 && is_small || is_of_thing(),
    };
    is_dimension.then_some(end)
}
