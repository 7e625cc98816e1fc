//! Evidence beside the utilization field: which share of their peak published runs reached.

mod strip;
mod table;

use super::Act;
use super::parts::{deed, link, percent, typed};
use crate::answer::chip_of;
use crate::catalog::utilization::{Record, Span, Wanted, records, spread, wanted};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::RECOMMENDED;
use crate::picture::dots;
use crate::quantity::Uncertain;
use maud::{Markup, html};

/// Runs of which both are known: the share while training steadily, and over the whole run.
const GAPS: [&str; 2] = ["palm-540b", "llama-3.1-405b"];

/// What is chosen in the panel itself: which records are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Only those on the chosen chip.
    pub only_chip: bool,
    /// Only those of the peak in the chosen format.
    pub only_format: bool,
    /// Only those with an MFU.
    pub only_mfu: bool,
    /// Only those published from this year on, as typed.
    pub from: String,
    /// Only those published up to this year, as typed.
    pub to: String,
}

impl Settings {
    /// The years, if a year is typed at either end.
    fn years(&self) -> Option<(u16, u16)> {
        let (from, to) = (year(&self.from), year(&self.to));
        (from.is_some() || to.is_some()).then(|| (from.unwrap_or(0), to.unwrap_or(u16::MAX)))
    }
}

fn year(text: &str) -> Option<u16> {
    let text = text.trim();
    text.parse().ok().filter(|_| text.len() == 4)
}

/// What the draft says of the hardware, and its own utilization.
struct Asked {
    chip: Option<&'static Chip>,
    format: Option<Format>,
    own: Option<Uncertain>,
}

impl Asked {
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

    /// Whether a record is of the chosen chip, or, where none is chosen, of the chosen format.
    fn matches(&self, record: &Record) -> bool {
        match (self.chip, self.format) {
            (Some(chip), _) => is_on(record, chip),
            (None, format) => format.is_some() && record.format == format,
        }
    }

    /// The chip's name, or the format's, if either is chosen.
    fn name(&self) -> Option<&'static str> {
        let format = self.format.map(Format::name);
        self.chip.map(|chip| chip.name).or(format)
    }
}

fn is_on(record: &Record, chip: &Chip) -> bool {
    record.chips().any(|other| other.slug == chip.slug)
}

/// The panel.
pub fn draw(draft: &Draft, stage: u16, settings: &Settings) -> Markup {
    let asked = Asked::of(draft, stage);
    let shown = shown(&asked, settings);
    html! {
        div.evidence {
            h3 #seen-title { "What published runs reached" }
            (summary(&asked, &shown))
            @if !shown.is_empty() {
                (dots::draw(&strip::lanes(&shown, &asked), asked.own, &said(&shown)))
                (dots::legend(asked.name()))
            }
            p.hint {
                "Recommended where nothing was measured: "
                @for (index, recommended) in RECOMMENDED.iter().enumerate() {
                    @if index > 0 { ", " }
                    (recommended.share) " for " (recommended.of)
                }
                "."
            }
            (filters(&asked, settings))
            p.hint {
                "MFU counts the operations that the model needs; HFU also those that are repeated to save memory, with full recomputation 4/3 as many. "
                "Method 1 counts no repeated operation, so an MFU is what belongs here; an HFU with full recomputation is typed as 40% HFU. "
                "GLM-130B recomputed everything: of its HFU of 43.3% the model needed 3/4, 32.5%. PaLM recomputed a part: of 57.8% it was 4/5, 46.2%. Where the MFU is published, take that."
            }
            (gaps())
            (other_peaks(&shown))
            @if !shown.is_empty() { (table::draw(&shown)) }
        }
    }
}

/// What follows from what was done in it.
pub fn act(settings: &Settings, act: &Act) -> Settings {
    let mut settings = settings.clone();
    let on = act.value == "true";
    match deed(&act.what) {
        "only-chip" => settings.only_chip = on,
        "only-format" => settings.only_format = on,
        "only-mfu" => settings.only_mfu = on,
        "from" => settings.from = typed(&act.value),
        "to" => settings.to = typed(&act.value),
        "all" => settings = Settings::default(),
        _ => {}
    }
    settings
}

fn shown(asked: &Asked, settings: &Settings) -> Vec<&'static Record> {
    let chip = asked.chip.filter(|_| settings.only_chip);
    wanted(Wanted {
        chip: chip.map(|chip| chip.slug),
        format: asked.format.filter(|_| settings.only_format),
        years: settings.years(),
    })
    .filter(|record| !settings.only_mfu || record.mfu().is_some())
    .collect()
}

/// The spread in words: `MFU of 33 runs, best steps left out: 17% to 55%, median 33%`.
fn said(shown: &[&'static Record]) -> String {
    let Some(all) = spread(shown.iter().copied()) else {
        return "no MFU of a run".into();
    };
    match all.n {
        1 => format!("MFU of one run: {}", percent(all.median)),
        n => format!(
            "MFU of {n} runs, best steps left out: {} to {}, median {}",
            percent(all.low),
            percent(all.high),
            percent(all.median)
        ),
    }
}

fn summary(asked: &Asked, shown: &[&'static Record]) -> Markup {
    let those: Vec<&'static Record> = shown
        .iter()
        .copied()
        .filter(|record| asked.matches(record))
        .collect();
    // Where only they are shown, once is enough.
    let name = asked
        .name()
        .filter(|_| shown.is_empty() || those.len() < shown.len());
    html! {
        @if shown.is_empty() {
            p { "No published record fits. " button.link type="button" data-do="all" { "Show all" } }
        } @else {
            p { "Published: " (said(shown)) "." }
            @if let Some(name) = name {
                @if those.is_empty() {
                    p { "None of them is on the " (name) "." }
                } @else {
                    p { strong { (name) } ": " (said(&those)) "." }
                }
            }
        }
    }
}

fn filters(asked: &Asked, settings: &Settings) -> Markup {
    let wrong =
        [&settings.from, &settings.to].map(|text| !text.trim().is_empty() && year(text).is_none());
    html! {
        fieldset.filters {
            legend { "Show only" }
            @if let Some(chip) = asked.chip {
                (tick("only-chip", settings.only_chip, chip.name))
            }
            @if let Some(format) = asked.format {
                (tick("only-format", settings.only_format, format.name()))
            }
            (tick("only-mfu", settings.only_mfu, "MFU"))
            span.years {
                label for="seen-from" { "Years" }
                (year_box("seen-from", "from", &settings.from, wrong[0]))
                label for="seen-to" { "to" }
                (year_box("seen-to", "to", &settings.to, wrong[1]))
            }
        }
        @if wrong.contains(&true) {
            p.problem.error { "Type a year of four digits, such as 2022." }
        }
    }
}

fn tick(what: &str, on: bool, label: &str) -> Markup {
    html! {
        label.switch {
            input id=(what) type="checkbox" data-do=(what) checked[on];
            span { (label) }
        }
    }
}

fn year_box(id: &str, what: &str, text: &str, wrong: bool) -> Markup {
    html! {
        input id=(id) type="text" inputmode="numeric" autocomplete="off" data-do=(what) value=(text) aria-invalid=(wrong);
    }
}

/// How far a whole run falls short of its steps, as the table itself says.
fn gaps() -> Markup {
    let gaps = records().iter().filter(|r| GAPS.contains(&r.slug));
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

/// The range that a note starts with, as in “38 to 43% by stage.”
fn range_in(note: &str) -> Markup {
    let first = note.split(". ").next().unwrap_or_default();
    html! { @if first.contains('%') { " (" (first) ")" } }
}

/// Shares of a peak that is twice that of 16 bits look half as good.
fn other_peaks(shown: &[&'static Record]) -> Markup {
    let of_fp8 = shown
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

/// What a record says of its run.
fn part(span: Span) -> &'static str {
    match span {
        Span::Run => "whole run",
        Span::Steps => "steps",
        Span::Best => "best step",
    }
}

/// The chips that it may have been, by name.
fn chips(record: &Record) -> String {
    let names: Vec<&str> = record.chips().map(|chip| chip.name).collect();
    match names.is_empty() {
        true => "chip not stated".into(),
        false => names.join(" or "),
    }
}
