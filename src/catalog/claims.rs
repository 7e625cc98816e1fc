//! Published statements on compute, each with the estimate that follows from the same source's own inputs.

/// A published statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// The name in links.
    pub slug: &'static str,
    /// The one who says it.
    pub who: &'static str,
    /// The model or the threshold that it is about.
    pub subject: &'static str,
    /// The day, the month or the year: `2022-04-04`, `2022-04`, `2022`.
    pub published: &'static str,
    /// The statement, in our words, with its figures.
    pub said: &'static str,
    /// The figure that is compared, as it is printed.
    pub figure: &'static str,
    /// The same as it would be typed into its field.
    pub value: &'static str,
    /// The figure of the estimate that it is compared with.
    pub compares: Compares,
    /// The part of the training that the figure is of.
    pub of: Of,
    /// The fragment of the estimate.
    pub link: &'static str,
    /// The reason why the two agree or differ.
    pub reason: &'static str,
    /// A way in which both would be right; empty if they agree.
    pub reconciles: &'static str,
    /// The fragment of another estimate, and a sentence that says what it is.
    pub other: Option<(&'static str, &'static str)>,
    /// The address of the statement.
    pub source: &'static str,
    /// How the statement was seen.
    pub seen: Seen,
    /// The day on which the row was checked.
    pub checked: &'static str,
}

/// The figure of an estimate that a statement is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compares {
    /// FLOP.
    Compute,
    /// Chip-hours, typed or solved for.
    ChipHours,
    /// Chip-hours that are in the estimate, by the share of the peak that they imply.
    Peak,
    /// The share of the peak that operations and chip-hours imply.
    Utilization,
    /// Electricity in MWh.
    Energy,
    /// FLOP as a share of those of the other estimate.
    Remaining,
}

/// The part of the training that the figure of a statement is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The whole run, or whatever else the estimate is of.
    Whole,
    /// Steps of training alone, without pauses, restarts and steps that were repeated.
    Steps,
}

/// How a statement was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The page, the file or a copy of it was read.
    Source,
    /// It stands in a table of this program, with its source.
    Table,
    /// It is quoted by others; the page could not be opened.
    Reported,
}

static CLAIMS: &[Claim] = include!(concat!(env!("OUT_DIR"), "/claims.rs"));

/// Returns all statements, in the order of the table.
pub fn claims() -> &'static [Claim] {
    CLAIMS
}

/// Returns the statement of that name.
pub fn claim(slug: &str) -> Option<&'static Claim> {
    CLAIMS.iter().find(|claim| claim.slug == slug)
}
