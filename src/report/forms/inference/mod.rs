//! Inference of the model, for the forms that ask for a benchmark of it and for the report of its own.

mod benchmark;
mod phrases;
mod report;

pub(super) use benchmark::{benchmark, computation, computation_method};
pub(super) use report::report;

#[cfg(test)]
mod tests {
    use crate::report::Format;
    use crate::report::forms::tests;

    pub(super) const MODEL: &str = "parameters=8.17e9&tokens=12e12";

    #[track_caller]
    pub(super) fn says(format: Format, inference: &str, name: &str, words: &[&str]) {
        let link = format!("{MODEL}&inference={inference}");
        tests::says(format, &link, name, words);
    }
}
