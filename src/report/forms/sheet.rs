//! The text of a form: names of fields, each with what to copy into it.

use super::super::phrases;
use super::super::record::{Gap, Known, Record};
use crate::quantity::isolate;
use crate::words::text::capitalized;

/// The text of a field.
pub(super) enum Filled {
    /// A text to copy.
    Given(String),
    /// A text to copy that lacks something, and how to fill that in.
    Part(String, String),
    /// Nothing, because the estimate does not say it. The text says how to fill it in.
    Missing(String),
    /// Nothing, because the field does not apply. The text says why.
    NotApplicable(&'static str),
}

impl Filled {
    /// Takes a text if there is one, and otherwise says how to fill it in.
    pub(super) fn of(text: Option<String>, how: &str) -> Self {
        match text {
            Some(text) => Self::Given(text),
            None => Self::Missing(how.into()),
        }
    }

    /// Takes a fact if a stage has it, and says which stages lack `what`.
    pub(super) fn of_known(known: Option<Known<String>>, what: &str, how: &str) -> Self {
        let Some(known) = known else {
            return Self::Missing(how.into());
        };
        Self::Given(known.words(what)).of_part(&known.gap, how)
    }

    /// Marks a text as that of a part, if stages lack something.
    pub(super) fn of_part(self, gap: &Gap, how: &str) -> Self {
        match (self, gap.is_none()) {
            (Self::Given(text), false) => {
                Self::Part(text, format!("to fill in {}: {how}", gap.lacking()))
            }
            (other, _) => other,
        }
    }

    /// Adds how to fill in more, apart from the text to copy.
    pub(super) fn with_note(self, how: Option<&str>) -> Self {
        match (self, how) {
            (Self::Given(text), Some(how)) => Self::Part(text, how.into()),
            (Self::Part(text, more), Some(how)) => {
                Self::Part(text, format!("{more} {}", capitalized(how)))
            }
            (other, _) => other,
        }
    }

    pub(super) fn words(&self, unknown: &str) -> String {
        match self {
            Self::Given(text) | Self::Part(text, _) => text.clone(),
            Self::Missing(how) => format!("{unknown}. To fill this in: {how}"),
            Self::NotApplicable(why) => format!("N/A: {why}"),
        }
    }
}

/// Stands where nothing is known, in forms that ask for disclosure.
pub(super) const NOT_DISCLOSED: &str = "Not disclosed";

/// Stands there in other forms.
pub(super) const NOT_KNOWN: &str = "Not in the estimate";

/// A form as it is filled in.
pub(super) struct Sheet {
    text: String,
    /// The words for what the estimate does not say.
    unknown: &'static str,
}

impl Sheet {
    /// Begins the form of a record.
    pub(super) fn of(form: &str, unknown: &'static str, record: &Record) -> Self {
        let of = match record.title.as_str() {
            "" => String::new(),
            title => format!(": {}", isolate(title)),
        };
        Self {
            text: format!("{form}{of}\n"),
            unknown,
        }
    }

    /// Adds a line between fields.
    pub(super) fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Adds a field.
    pub(super) fn field(&mut self, name: &str, filled: &Filled) {
        let words = filled.words(self.unknown);
        self.line(&format!("\n{name}\n{words}"));
        if let Filled::Part(_, rest) = filled {
            self.note(rest);
        }
    }

    /// Adds a field with a text.
    pub(super) fn given(&mut self, name: &str, text: String) {
        self.field(name, &Filled::Given(text));
    }

    /// Adds a note for whoever fills in the form, apart from what is to be copied.
    pub(super) fn note(&mut self, text: &str) {
        self.line(&format!("\n(Note for you: {text})"));
    }

    /// Adds a note on the hours that were solved for, which are those of a plan.
    pub(super) fn note_of_plan(&mut self, record: &Record) {
        let plans = record.plans();
        if !plans.is_empty() {
            self.note(&format!(
                "time, hours and energy are planned and not measured. {}",
                plans.join(" ")
            ));
        }
    }

    /// Ends the form with the link of the estimate.
    pub(super) fn end(self, record: &Record) -> String {
        plain_powers(&format!("{}\n{}", self.text, phrases::credit(record)))
    }
}

/// Writes powers of ten as forms do: `8.4 × 10²³` becomes `8.4 × 10^23`.
pub(super) fn plain_powers(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut out = String::with_capacity(text.len());
    let mut is_raised = false;
    for c in text.chars() {
        let digit = RAISED.iter().position(|raised| *raised == c);
        if digit.is_none() && c != '⁻' {
            is_raised = false;
            out.push(c);
            continue;
        }
        if !is_raised && !out.ends_with("10") {
            out.push(c);
            continue;
        }
        if !is_raised {
            out.push('^');
        }
        is_raised = true;
        out.push_str(&digit.map_or("-".into(), |digit| digit.to_string()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_written_with_a_caret() {
        for (text, plain) in [
            ("8.4 × 10²³ FLOP", "8.4 × 10^23 FLOP"),
            ("10⁻⁵ and 10²⁵.", "10^-5 and 10^25."),
            ("m² of 10 m", "m² of 10 m"),
        ] {
            assert_eq!(plain_powers(text), plain);
        }
    }
}
