//! A line for each method. If there are several stages, the lines of the methods are totals, and
//! each stage has a line.

use crate::answer::{Answer, Asides, chip_of};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::estimate::{Agreement, Basis, Compatible, Figures, Outcome, Role, Utilization};
use crate::quantity::{Flop, is_hfu, write};
use crate::words::formula::{self, Piece};
use crate::words::stage::title;
use crate::words::text::clean;

/// The most stages that have a line of their own. The page shows all of them.
const MAX_STAGES: usize = 6;

/// The line of a method or a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The method, `operations` or `gpu-time`, or an empty text.
    pub class: &'static str,
    /// The name of the method or stage.
    pub name: String,
    /// The figure with its unit, or words that there is none.
    pub figure: String,
    /// The 90% range. May be empty.
    pub range: String,
    /// The product that gives the figure. May be empty.
    pub product: String,
}

/// Returns all lines, in order.
pub(super) fn lines(draft: &Draft, outcome: &Outcome, asides: Asides<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let total = &outcome.total;
    let only = match (outcome.stages.as_slice(), draft.stages().as_slice()) {
        ([_], [stage]) => Some(*stage),
        _ => None,
    };
    if let Some(known) = &total.operations {
        let product_text = only.map(|stage| product(&formula::operations(draft, stage, asides)));
        lines.push(method(
            "operations",
            "Counting operations",
            known.flop,
            product_text,
        ));
    }
    if let Some(known) = &total.gpu_time {
        let product_text = only.map(|stage| {
            let product = product(&formula::gpu_time(draft, stage, asides));
            product + &chip_remark(draft, stage) + hfu_remark(draft, stage)
        });
        lines.push(method("gpu-time", "GPU time", known.flop, product_text));
    }
    if let (Some(stage), Some((flop, Basis::Given))) = (only, total.headline) {
        let note = draft.get(Field::new(stage, Key::Note)).unwrap_or_default();
        let note = clean(note);
        lines.push(method("", "As given", flop, Some(note)));
    }
    if only.is_none() {
        lines.extend(stages(draft, outcome));
    }
    lines
}

fn method(class: &'static str, name: &str, flop: Flop, product: Option<String>) -> Line {
    let (figure, range) = amount(flop);
    Line {
        class,
        name: name.into(),
        figure,
        range,
        product: product.unwrap_or_default(),
    }
}

/// Writes a figure as `8.4 × 10²³ FLOP`, and its range.
fn amount(flop: Flop) -> (String, String) {
    let range = match flop.0.is_range() {
        true => write::people_range(flop.0),
        false => String::new(),
    };
    (write::people(flop.median()) + " FLOP", range)
}

fn product(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push_str(" × ");
        }
        text.push_str(piece.value().unwrap_or("…"));
        if let Piece::Factor { unit, .. } = piece {
            text.push(' ');
            text.push_str(unit);
        }
    }
    text
}

/// Names the chip that the peak comes from, if it is in the catalog and the same all the time.
fn chip_remark(draft: &Draft, stage: u16) -> String {
    let is_one = Group::Peak.chosen(draft, stage) != Key::Peak
        && Group::Fleet.chosen(draft, stage) != Key::Fleet;
    let Some(chip) = chip_of(draft, stage).filter(|_| is_one) else {
        return String::new();
    };
    let format = draft
        .get(Field::new(stage, Key::Format))
        .unwrap_or_default();
    let format = format.trim().to_ascii_uppercase();
    let comma = if format.is_empty() { "" } else { ", " };
    format!(" ({}{comma}{format})", chip.name)
}

/// Says that the utilization was typed as an HFU.
fn hfu_remark(draft: &Draft, stage: u16) -> &'static str {
    let text = draft.get(Field::new(stage, Key::Utilization));
    match is_hfu(text.unwrap_or_default()) {
        true => "; the utilization is 3/4 of the HFU",
        false => "",
    }
}

fn stages(draft: &Draft, outcome: &Outcome) -> Vec<Line> {
    let line = |class, name: String, figures: &Figures| {
        let known = figures.headline.map(|(flop, _)| amount(flop));
        let (figure, range) = known.unwrap_or_else(|| ("no figure".into(), String::new()));
        Line {
            class,
            name,
            figure,
            range,
            product: String::new(),
        }
    };
    let mut lines: Vec<Line> = Vec::new();
    let numbers = draft.stages().into_iter();
    for (number, stage) in numbers.zip(&outcome.stages).take(MAX_STAGES) {
        let name = name_of(&stage.name, number, stage.role);
        let class = match stage.figures.headline {
            Some((_, Basis::Operations)) => "stage operations",
            Some((_, Basis::GpuTime)) => "stage gpu-time",
            _ => "stage",
        };
        lines.push(line(class, name, &stage.figures));
    }
    let more = outcome.stages.len().saturating_sub(MAX_STAGES);
    if more > 0 {
        lines.push(Line {
            class: "stage",
            name: format!("and {more} more stages"),
            figure: String::new(),
            range: String::new(),
            product: String::new(),
        });
    }
    let has_known_base = outcome.stages.iter().any(|s| s.role == Role::Base);
    if let (true, Some(without)) = (has_known_base, &outcome.without_base) {
        lines.push(line("sum", "Without the base model".into(), without));
    }
    lines
}

/// Returns the name of the largest stage that has both methods, as `Pre-training: `, and how they agree.
fn of_stage(draft: &Draft, outcome: &Outcome) -> Option<(String, Agreement)> {
    let stages = draft.stages().into_iter().zip(&outcome.stages);
    let checked = stages.filter_map(|(number, stage)| {
        let agreement = stage.figures.agreement?;
        agreement.ratio?;
        let (flop, _) = stage.figures.headline?;
        Some((flop.median(), number, stage, agreement))
    });
    let (_, number, stage, agreement) = checked.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    let name = name_of(&stage.name, number, stage.role);
    Some((name + ": ", agreement))
}

/// Returns a sentence on the ratio of the methods, and one on a utilization that real runs do not
/// have, unless the problems include it. It is on the largest stage that has both where the total lacks one.
pub(super) fn agreement(draft: &Draft, answer: &Answer, problems: &[String]) -> Option<String> {
    let (of, agreement) = match answer.outcome.total.agreement {
        Some(agreement) => (String::new(), agreement),
        None => of_stage(draft, &answer.outcome)?,
    };
    let mut sentence = match (agreement.ratio, agreement.within_claimed_factor()) {
        (Some(ratio), Some(is_within)) => {
            let verdict = if is_within { "agree" } else { "differ" };
            let ratio = write::people(ratio);
            let ranges = match agreement.compatible {
                Compatible::No => "; the two 90% ranges are not compatible",
                _ => "",
            };
            format!(
                "{of}The methods {verdict}: counting operations gives {ratio} times the GPU-time estimate{ranges}."
            )
        }
        _ => String::new(),
    };
    let remark = agreement.to_string();
    // A problem of a stage begins with its number.
    let is_told = problems.iter().any(|problem| problem.ends_with(&remark)) || answer.has_cause();
    if agreement.utilization() != Utilization::Usual && !is_told {
        let joint = if sentence.is_empty() { "" } else { " " };
        sentence = format!("{sentence}{joint}{remark}");
    }
    (!sentence.is_empty()).then_some(sentence)
}

/// Returns the title of a stage, and whether it is the base model.
fn name_of(name: &str, number: u16, role: Role) -> String {
    let name = title(&clean(name), number);
    match role {
        Role::Training => name,
        _ => name + " (base model)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Card;

    fn lines_of(link: &str) -> Vec<String> {
        let card = Card::of_link(&format!("v=1&{link}"));
        let line = |line: &Line| format!("{}: {} = {}", line.name, line.product, line.figure);
        card.lines.iter().map(line).collect()
    }

    #[test]
    fn each_method_has_a_line_with_its_product() {
        assert_eq!(
            lines_of(
                "parameters=70e9&tokens=2e12&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4"
            ),
            [
                "Counting operations: 2 × 7 × 10¹⁰ parameters × (1 + 2) forward + backward × 2 × 10¹² tokens = 8.4 × 10²³ FLOP",
                "GPU time: 1.72 × 10⁶ chip-hours × 3.12 × 10¹⁴ FLOP/s peak × 40% utilization (NVIDIA A100 SXM 80 GB, BF16) = 7.73 × 10²³ FLOP",
            ]
        );
    }

    #[test]
    fn totals_come_before_stages() {
        let lines =
            lines_of("stage=Pre-training&parameters=1e9&tokens=1e12&2.role=base&2.compute=3e22");
        assert_eq!(
            lines,
            [
                "Pre-training:  = 6 × 10²¹ FLOP",
                "Stage 2 (base model):  = 3 × 10²² FLOP",
                "Without the base model:  = 6 × 10²¹ FLOP"
            ]
        );
        let many: String = (2..=9)
            .map(|n| format!("&{n}.parameters=1e9&{n}.tokens=1e9"))
            .collect();
        let lines = lines_of(&format!("parameters=1e9&tokens=1e9{many}"));
        assert_eq!(lines[0], "Counting operations:  = 5.4 × 10¹⁹ FLOP");
        assert_eq!(lines[7], "and 3 more stages:  = ");
    }

    #[test]
    fn an_hfu_is_named_as_such() {
        let lines = lines_of("chip-hours=1e6&peak=312e12&utilization=0.4HFU");
        assert!(
            lines[0].contains("× 30% utilization; the utilization is 3/4 of the HFU = "),
            "{lines:?}"
        );
    }

    #[test]
    fn a_figure_from_elsewhere_has_its_note() {
        assert_eq!(
            lines_of("compute=3.8e25&note=Meta_2024"),
            ["As given: Meta 2024 = 3.8 × 10²⁵ FLOP"]
        );
    }

    #[test]
    fn the_methods_are_compared() {
        let of = |link: &str| Card::of_link(&format!("v=1&{link}")).remark;
        let both = "parameters=70e9&tokens=2e12&peak=312e12&utilization=0.4";
        assert_eq!(
            of(&format!("{both}&chip-hours=1720320")).as_deref(),
            Some("The methods agree: counting operations gives 1.09 times the GPU-time estimate.")
        );
        assert_eq!(
            of(&format!("{both}&chip-hours=172032")).as_deref(),
            Some("The methods differ: counting operations gives 10.9 times the GPU-time estimate.")
        );
        let odd = of(&format!("{both}&chip-hours=172032000")).expect("both are there");
        assert!(
            odd.starts_with(
                "The methods differ: counting operations gives 0.0109 times the GPU-time estimate. Implied MFU: 0.435%"
            ),
            "{odd}"
        );
        assert_eq!(of("parameters=70e9&tokens=2e12"), None);
        // A stage of next to nothing has no second method: the comparison of the largest that has both stays.
        let bare = "stage=Tuning&parameters=70e9&tokens=1e9";
        let later = |number: u8, link: &str| {
            let inputs = link.split('&');
            let inputs: Vec<String> = inputs.map(|input| format!("&{number}.{input}")).collect();
            inputs.concat()
        };
        let large = format!("stage=Base&{both}&chip-hours=172032");
        let small = format!("{both}&chip-hours=172032").replace("2e12", "1e12");
        let said =
            "The methods differ: counting operations gives 10.9 times the GPU-time estimate.";
        for link in [
            format!("{large}{}", later(2, bare)),
            format!("{bare}{}", later(2, &large)),
            format!("{bare}{}{}", later(2, &small), later(3, &large)),
            format!("{large}{}{}", later(2, &small), later(3, bare)),
        ] {
            assert_eq!(of(&link), Some(format!("Base: {said}")), "{link}");
        }
        // A doubt that stands among the problems is not said again.
        let odd = format!("{both}&chip-hours=172032000{}", later(2, bare));
        let remark = of(&odd).expect("a comparison");
        assert!(!remark.contains("Implied MFU"), "{remark}");
    }
}
