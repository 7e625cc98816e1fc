//! The utilization panel: the shares of their peak that published runs reached.

mod strip;
mod table;

use super::Action;
use super::parts::{link, one_line, percent, switch, text_box};
use super::piece::{Element, On, Piece, pieces};
use super::press::{Look, button};
use crate::answer::chip_of;
use crate::catalog::utilization::{Filter, Record, Span, records, select, spread};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::RECOMMENDED;
use crate::picture::dots;
use crate::quantity::Uncertain;
use maud::{Markup, html};

/// Runs with two known utilizations: in steady training, and over the whole run.
const RUNS_WITH_BOTH: [&str; 2] = ["palm-540b", "llama-3.1-405b"];

/// The panel's own settings: filters of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Shows only records on the chosen chip.
    pub only_chip: bool,
    /// Shows only records whose peak is of the chosen format.
    pub only_format: bool,
    /// Shows only records with an MFU.
    pub only_mfu: bool,
    /// Shows only records published from this year on, as typed.
    pub from: String,
    /// Shows only records published up to this year, as typed.
    pub to: String,
}

impl Settings {
    /// Returns the range of years, if a year is typed at either end.
    fn years(&self) -> Option<(u16, u16)> {
        let (from, to) = (year(&self.from), year(&self.to));
        (from.is_some() || to.is_some()).then(|| (from.unwrap_or(0), to.unwrap_or(u16::MAX)))
    }
}

fn year(text: &str) -> Option<u16> {
    let text = text.trim();
    text.parse().ok().filter(|_| text.len() == 4)
}

/// The draft's hardware, format and utilization.
struct Selection {
    chip: Option<&'static Chip>,
    format: Option<Format>,
    own: Option<Uncertain>,
}

impl Selection {
    fn of(draft: &Draft, stage: u16) -> Self {
        let text = |key| draft.get(Field::new(stage, key));
        Self {
            chip: chip_of(draft, stage),
            format: text(Key::Format).and_then(|text| text.parse().ok()),
            own: text(Key::Utilization)
                .zip(Key::Utilization.dimension())
                .and_then(|(text, dimension)| draft.rules().read(text, dimension).ok()),
        }
    }

    /// Returns whether a record is of the chosen chip or, if none is chosen, of the chosen format.
    fn matches(&self, record: &Record) -> bool {
        match (self.chip, self.format) {
            (Some(chip), _) => is_on(record, chip),
            (None, format) => format.is_some() && record.format == format,
        }
    }

    /// Returns the name of the chip or, if none is chosen, of the format.
    fn name(&self) -> Option<&'static str> {
        let format = self.format.map(Format::name);
        self.chip.map(|chip| chip.name).or(format)
    }
}

fn is_on(record: &Record, chip: &Chip) -> bool {
    record.chips().any(|other| other.slug == chip.slug)
}

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UtilizationAction {
    /// Shows only records on the chosen chip, or all.
    OnlyChip(bool),
    /// Shows only records whose peak is of the chosen format, or all.
    OnlyFormat(bool),
    /// Shows only records with an MFU, or all.
    OnlyMfu(bool),
    /// Types the first year.
    From(String),
    /// Types the last year.
    To(String),
    /// Shows all records.
    All,
}

/// Draws the panel.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Vec<Piece> {
    let selection = Selection::of(draft, stage);
    let records = filtered_records(&selection, settings);
    let title = html! {
        h3 #seen-title { "What published runs reached" }
    };
    let picture = html! {
            @if !records.is_empty() {
                (dots::draw(&strip::lanes(&records, &selection), selection.own, &spread_words(&records)))
                (dots::legend(selection.name()))
            }
            p.hint {
                "Recommended where nothing was measured: "
                @for (index, recommended) in RECOMMENDED.iter().enumerate() {
                    @if index > 0 { ", " }
                    (recommended.share) " for " (recommended.of)
                }
                "."
            }
    };
    let advice = html! {
            p.hint {
                "MFU counts the operations that the model needs; HFU also counts those that are repeated to save memory, with full recomputation 4/3 as many. "
                "Method 1 counts no repeated operation, so this field takes an MFU; type an HFU with full recomputation as 40% HFU. "
                "GLM-130B recomputed everything: of its HFU of 43.3% the model needed 3/4, 32.5%. PaLM recomputed a part: of 57.8% it was 4/5, 46.2%. Where the MFU is published, use that."
            }
            (gaps())
            (other_peaks(&records))
    };
    let table = (!records.is_empty()).then(|| table::draw(&records));
    pieces![Element::of_class("div", "evidence").holding(pieces![
        title,
        summary(&selection, &records),
        picture,
        filters(&selection, settings),
        advice,
        table
    ])]
}

/// Applies a user action to the settings.
pub fn act(settings: &mut Settings, action: UtilizationAction) {
    match action {
        UtilizationAction::OnlyChip(is_on) => settings.only_chip = is_on,
        UtilizationAction::OnlyFormat(is_on) => settings.only_format = is_on,
        UtilizationAction::OnlyMfu(is_on) => settings.only_mfu = is_on,
        UtilizationAction::From(text) => settings.from = one_line(&text),
        UtilizationAction::To(text) => settings.to = one_line(&text),
        UtilizationAction::All => *settings = Settings::default(),
    }
}

fn filtered_records(selection: &Selection, settings: &Settings) -> Vec<&'static Record> {
    let chip = selection.chip.filter(|_| settings.only_chip);
    select(Filter {
        chip: chip.map(|chip| chip.slug),
        format: selection.format.filter(|_| settings.only_format),
        years: settings.years(),
    })
    .filter(|record| !settings.only_mfu || record.mfu().is_some())
    .collect()
}

/// Writes the spread: `MFU of 33 runs, excluding best-step figures: 17% to 55%, median 33%`.
fn spread_words(records: &[&'static Record]) -> String {
    let Some(all) = spread(records.iter().copied()) else {
        return "no MFU of a run".into();
    };
    match all.n {
        1 => format!("MFU of one run: {}", percent(all.median)),
        n => format!(
            "MFU of {n} runs, excluding best-step figures: {} to {}, median {}",
            percent(all.low),
            percent(all.high),
            percent(all.median)
        ),
    }
}

fn summary(selection: &Selection, records: &[&'static Record]) -> Vec<Piece> {
    let those: Vec<&'static Record> = records
        .iter()
        .copied()
        .filter(|record| selection.matches(record))
        .collect();
    // The second line is left out if it would repeat the first.
    let name = selection
        .name()
        .filter(|_| records.is_empty() || those.len() < records.len());
    if records.is_empty() {
        let all = Action::Utilization(UtilizationAction::All);
        let all = button(all, Look::of("link"), html! { "Show all" });
        return pieces![Element::new("p").holding(pieces!["No published record fits. ", all])];
    }
    pieces![html! {
        p { "Published: " (spread_words(records)) "." }
        @if let Some(name) = name {
            @if those.is_empty() {
                p { "None of them is on the " (name) "." }
            } @else {
                p { strong { (name) } ": " (spread_words(&those)) "." }
            }
        }
    }]
}

fn filters(selection: &Selection, settings: &Settings) -> Vec<Piece> {
    use UtilizationAction::{From, OnlyChip, OnlyFormat, OnlyMfu, To};
    let is_wrong = |text: &String| !text.trim().is_empty() && year(text).is_none();
    let only_chip = |chip: &Chip| tick("only-chip", settings.only_chip, chip.name, OnlyChip);
    let only_format = |format: Format| {
        tick(
            "only-format",
            settings.only_format,
            format.name(),
            OnlyFormat,
        )
    };
    let years = pieces![
        html! { label for="seen-from" { "Years" } },
        year_box("seen-from", &settings.from, is_wrong(&settings.from), From),
        html! { label for="seen-to" { "to" } },
        year_box("seen-to", &settings.to, is_wrong(&settings.to), To),
    ];
    pieces![
        Element::of_class("fieldset", "filters").holding(pieces![
            html! { legend { "Show only" } },
            selection.chip.map(only_chip),
            selection.format.map(only_format),
            tick("only-mfu", settings.only_mfu, "MFU", OnlyMfu),
            Element::of_class("span", "years").holding(years),
        ]),
        html! {
            @if is_wrong(&settings.from) || is_wrong(&settings.to) {
                p.problem.error { "Type a year of four digits, such as 2022." }
            }
        }
    ]
}

fn tick(id: &str, is_on: bool, label: &str, action: fn(bool) -> UtilizationAction) -> Box<Element> {
    let on = On::new(move |is_on| Action::Utilization(action(is_on)));
    switch(id, is_on, label, on)
}

fn year_box(
    id: &str,
    text: &str,
    is_wrong: bool,
    action: fn(String) -> UtilizationAction,
) -> Box<Element> {
    let on = On::new(move |text| Action::Utilization(action(text)));
    text_box(text, on)
        .id(id)
        .with("inputmode", "numeric")
        .with("aria-invalid", is_wrong.to_string())
}

/// Draws how far the utilization of whole runs falls short of that of their steps, from the table's
/// records.
fn gaps() -> Markup {
    let gaps = records()
        .iter()
        .filter(|r| RUNS_WITH_BOTH.contains(&r.slug));
    let gaps = gaps.filter_map(|r| Some((r, r.mfu()?.median(), r.whole_run()?.median())));
    html! {
        p.hint {
            "A whole run falls short of its steps, by restarts, checkpoints and waiting: "
            @for (index, (record, steps, run)) in gaps.enumerate() {
                @if index > 0 { "; " }
                (record.system) " reached " (percent(steps)) (range_in(record.note)) " while training and " (percent(run))
                " over the whole run (" (link(record.source.split("; ").next().unwrap_or_default())) ")"
            }
            ", which is its operations over the chip-hours that were taken and the peak."
        }
    }
}

/// Draws the range that a note starts with, as in “38 to 43% by stage.”
fn range_in(note: &str) -> Markup {
    let first = note.split(". ").next().unwrap_or_default();
    html! { @if first.contains('%') { " (" (first) ")" } }
}

/// Draws utilizations of the FP8 peak as utilizations of the BF16 peak, because FP8's peak is twice
/// as high and the share looks half as good.
fn other_peaks(records: &[&'static Record]) -> Markup {
    let of_fp8 = records
        .iter()
        .filter(|record| record.same_run_as.is_none() && record.format == Some(Format::Fp8));
    let of_fp8 = of_fp8.filter_map(|record| {
        let chip = record.chips().next()?;
        let [fp8, bf16] = [Format::Fp8, Format::Bf16].map(|format| chip.peak(format));
        let (mfu, factor) = (record.mfu()?.median(), fp8?.median() / bf16?.median());
        Some((record, mfu, mfu * factor))
    });
    html! {
        @for (record, of_fp8, of_bf16) in of_fp8 {
            p.hint {
                (record.system) "’s " (percent(of_fp8)) " is of the FP8 peak: of the BF16 peak, which most papers use, "
                (percent(of_bf16)) "."
            }
        }
    }
}

/// Names the part of a run that a record is of.
fn part(span: Span) -> &'static str {
    match span {
        Span::Run => "whole run",
        Span::Steps => "steps",
        Span::Best => "best step",
    }
}

/// Names the chips that a record may be of.
fn chips(record: &Record) -> String {
    let names: Vec<&str> = record.chips().map(|chip| chip.name).collect();
    match names.is_empty() {
        true => "chip not stated".into(),
        false => names.join(" or "),
    }
}
