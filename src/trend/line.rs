//! The lines of a view, with what must stand beside each: n, growth, doubling time, intervals and R².

use super::presets::Printed;
use super::{
    Fit, Interval, Method, Month, Point, PresetLine, Selection, Set, View, bootstrap, doubling,
    growth, sets,
};
use crate::quantity::write;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// The selection in words.
    pub subset: String,
    /// The number of systems.
    pub n: usize,
    /// The fit, if there are enough systems.
    pub fit: Option<Fit>,
    /// The interval of its slope.
    pub interval: Option<Interval>,
    /// The published trend that stands beside it.
    pub printed: Option<&'static PresetLine>,
}

/// Returns the lines of a view: those of its published trends, and last that of its selection. The points are in
/// the order of their dates.
pub fn lines(view: &View, points: &[Point]) -> Vec<Line> {
    let mut lines = Vec::new();
    for preset_line in view.preset().into_iter().flat_map(|preset| preset.lines) {
        let openai;
        let (points, subset) = match preset_line.set {
            Set::Table => (points, preset_line.selection().in_words()),
            Set::OpenAi => {
                openai = sets::openai();
                (openai.as_slice(), "the points of OpenAI’s chart".to_owned())
            }
        };
        lines.push(Line {
            name: preset_line.name.into(),
            printed: Some(preset_line),
            ..line(&preset_line.selection(), subset, points, view)
        });
    }
    lines.push(line(
        &view.selection,
        view.selection.in_words(),
        points,
        view,
    ));
    lines
}

fn line(selection: &Selection, subset: String, points: &[Point], view: &View) -> Line {
    let place = |at: &usize| {
        points
            .get(*at)
            .map(|point| (point.date.decimal(), point.log()))
    };
    let selected: Vec<(f64, f64)> = selection.of(points).iter().filter_map(place).collect();
    let fit = Fit::of(&selected);
    let level = f64::from(view.level) / 100.0;
    let interval = fit.and_then(|fit| match view.method {
        Method::Closed => Some(fit.interval(level)),
        Method::Bootstrap => bootstrap::interval(&selected, level),
    });
    Line {
        name: "Your selection".into(),
        subset,
        n: selected.len(),
        fit,
        interval,
        printed: None,
    }
}

impl Line {
    /// Returns the doubling time in words: `5.73 months`.
    pub fn doubling(&self, month: Month) -> String {
        match self.fit.map(|fit| doubling(fit.slope, month)) {
            Some(Some(months)) => format!("{} months", digits(months)),
            Some(None) => "does not grow".into(),
            None => "no line: fewer than 3 dates".into(),
        }
    }

    /// Returns the interval of the doubling time: `5.43–6.07`.
    pub fn doubling_interval(&self, month: Month) -> String {
        let Some(interval) = self.interval else {
            return String::new();
        };
        // The steepest line doubles soonest.
        match (
            doubling(interval.high, month),
            doubling(interval.low, month),
        ) {
            (Some(low), Some(high)) => between(low, high),
            (Some(low), None) => format!("{} or more", digits(low)),
            _ => String::new(),
        }
    }

    /// Returns the growth a year: `4.27`.
    pub fn growth(&self) -> String {
        self.fit.map_or("–".into(), |fit| digits(growth(fit.slope)))
    }

    /// Returns the interval of the growth: `3.94–4.63`.
    pub fn growth_interval(&self) -> String {
        self.interval
            .map_or(String::new(), |of| between(growth(of.low), growth(of.high)))
    }

    /// Returns R² in two digits.
    pub fn r2(&self) -> String {
        self.fit.map_or(String::new(), |fit| {
            write::rounded((fit.r2 * 100.0).round() / 100.0, 2)
        })
    }

    /// Returns all that must stand beside the line as a sentence.
    pub fn sentence(&self, view: &View) -> String {
        if self.fit.is_none() {
            return format!(
                "{} ({}): n = {}, too few for a line.",
                self.name, self.subset, self.n
            );
        }
        let doubling = match self.doubling_interval(view.month) {
            interval if interval.is_empty() => self.doubling(view.month),
            interval => format!("{} ({interval})", self.doubling(view.month)),
        };
        format!(
            "{} ({}): × {} a year ({}), doubling {doubling}, {}% interval by {}, n = {}, R² {}; a month is {}.",
            self.name,
            self.subset,
            self.growth(),
            self.growth_interval(),
            view.level,
            view.method.words(),
            self.n,
            self.r2(),
            view.month.words(),
        )
    }
}

impl Printed {
    /// Returns the printed figure: `21.3 months`, `× 4.1 a year`.
    pub fn words(self) -> String {
        match self {
            Self::Months(months) => format!("{} months", write::people(months)),
            Self::Growth(growth) => format!("× {} a year", tenth(growth)),
        }
    }
}

/// Writes an interval: `3.94–4.63`, `9.8–10.2`.
fn between(low: f64, high: f64) -> String {
    let (low, high) = write::pair(low, high, 3, &|value, keep| match keep {
        3 => digits(value),
        keep => write::digits(value, keep),
    });
    format!("{low}–{high}")
}

/// Writes a figure of a fit in three digits, with zeros at its end: `3.80`.
fn digits(value: f64) -> String {
    let text = write::people(value);
    if text.contains('×') || value >= 100.0 {
        return text;
    }
    let places = if value < 10.0 { 2 } else { 1 };
    let fraction = text
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    let point = if fraction == 0 { "." } else { "" };
    format!(
        "{text}{point}{}",
        "0".repeat(usize::saturating_sub(places, fraction))
    )
}

/// Writes a figure with one decimal.
fn tenth(value: f64) -> String {
    let text = write::people(value);
    if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{link, table_points};

    fn lines_of(link: &str) -> Vec<Line> {
        lines(&link::decode(link).view, &table_points())
    }

    #[test]
    fn everything_stands_beside_a_line() {
        let view = link::decode("view=trends&from=2010").view;
        let lines = lines(&view, &table_points());
        assert_eq!(
            lines[0].sentence(&view),
            "Your selection (from 2010): × 4.27 a year (3.94–4.63), doubling 5.73 months (5.43–6.06), 90% interval by closed form (Student’s t), n = 473, R² 0.65; a month is 30.4 days."
        );
    }

    #[test]
    fn the_three_eras_are_shown_where_nothing_is_asked_for() {
        let names: Vec<String> = lines_of("view=trends")
            .into_iter()
            .map(|line| line.name)
            .collect();
        assert_eq!(
            names,
            [
                "Before deep learning",
                "Deep learning",
                "Large scale",
                "Your selection"
            ]
        );
        assert_eq!(lines_of("view=trends&preset=none").len(), 1);
        assert_eq!(lines_of("view=trends&domain=games").len(), 1);
        assert_eq!(
            lines_of("view=trends&domain=games&preset=three-eras").len(),
            4
        );
    }

    #[test]
    fn a_selection_that_is_too_small_says_so() {
        let lines = lines_of("view=trends&name=AlexNet");
        assert_eq!(
            (lines[0].n, lines[0].doubling(Month::Calendar).as_str()),
            (1, "no line: fewer than 3 dates")
        );
        assert!(
            lines[0]
                .sentence(&View::default())
                .ends_with("n = 1, too few for a line.")
        );
    }

    #[test]
    fn figures_keep_their_zeros() {
        assert_eq!(
            [3.8, 20.0, 5.0, 123.4, 0.95, 3.456].map(digits).join(" "),
            "3.80 20.0 5.00 123 0.95 3.46"
        );
    }
}
