//! Draws the panel of jobs.

use super::JobsAction;
use super::list::{draw_list, draw_ways};
use super::shown::{JobsShown, KindShown, Selection, Unread, Words};
use crate::import::sacct::COMMAND;
use crate::panel::Action;
use crate::panel::files::paste;
use crate::panel::piece::{Control, Element, On, Piece, fold, pieces};
use crate::panel::press::{Look, button};
use maud::{Markup, html};

/// Draws the panel.
pub fn draw(shown: &JobsShown) -> Vec<Piece> {
    let intro = html! {
        p.hint { "GPU-hours from Slurm’s accounting. On the cluster, run" }
        code.command { (COMMAND) }
        p.hint {
            "with the day your first job ran after " code { "-S" }
            ": without it Slurm lists only today’s jobs. "
            code { "-D" } " also lists every attempt at requeued jobs. "
            "What it prints is read in this browser; nothing is uploaded. "
            "Other columns are read if they have names (without " code { "-n" } "), and so is what "
            code { "sacct --json" } " and " code { "sreport -T gres/gpu" } " print."
        }
    };
    let pick = Element::of_class("input", "visually-hidden")
        .id("pick-jobs")
        .with("type", "file")
        .acting(Control::Pick);
    let on = On::new(|text| Action::Jobs(JobsAction::Paste(text)));
    let paste = paste("paste-jobs", "Or paste what it printed", on);
    let no_job = html! {
        @for words in &shown.no_job { p.problem.error { (draw_words(words)) } }
    };
    let no_job = Element::new("div").id("jobs-none").read(no_job);
    let steps = html! { @if let Some(steps) = &shown.steps { p.hint { (steps) } } };
    let choose = html! { label.button for="pick-jobs" { "Choose a file…" } };
    pieces![
        intro,
        pick,
        choose,
        paste,
        (!shown.no_job.is_empty()).then_some(no_job),
        shown.jobs.as_ref().map(draw_jobs),
        steps,
        shown.unread.as_ref().map(draw_unread)
    ]
}

/// Draws a text. What is from the account keeps its direction to itself.
pub(super) fn draw_words(words: &Words) -> Markup {
    html! {
        @for (text, other) in words {
            (text)
            @if !other.is_empty() { bdi { (other) } }
        }
    }
}

fn draw_jobs(jobs: &Selection) -> Vec<Piece> {
    let refusals = html! {
        @for refusal in &jobs.refusals { p.problem.error { bdi { (refusal) } " Its hours are missing below." } }
    };
    let total = html! {
        strong { (jobs.hours) " GPU-hours" }
        " in " (jobs.ticked)
        @if let Some(all) = &jobs.all { span.hint { (all) } }
    };
    let total = Element::of_class("p", "total")
        .with("role", "status")
        .read(total);
    let about = html! {
        ul.kinds {
            @for kind in &jobs.kinds { (draw_kind(kind)) }
            @if let Some(more) = &jobs.more_kinds { li { "and " (more) } }
        }
        div.notes {
            @for (is_warning, text) in &jobs.notes {
                p class=(if *is_warning { "problem warning" } else { "hint" }) { (text) }
            }
        }
    };
    let take = jobs.can_use.then(|| {
        let look = Look {
            id: Some("job-use"),
            ..Look::of("button primary")
        };
        button(
            Action::Jobs(JobsAction::Use),
            look,
            html! { "Use in method 2" },
        )
    });
    pieces![
        refusals,
        total,
        about,
        take,
        draw_ways(jobs),
        draw_list(jobs)
    ]
}

fn draw_kind(kind: &KindShown) -> Markup {
    html! {
        li {
            @if !kind.name.is_empty() { bdi { (kind.name) } }
            (kind.says)
            @if !kind.chip.is_empty() { strong { (kind.chip) } }
            (kind.hours)
        }
    }
}

fn draw_unread(unread: &Unread) -> Box<Element> {
    let content = html! {
        ul { @for problem in &unread.problems { li { bdi { (problem) } } } }
        @if let Some(more) = &unread.more { p { "And " (more) " more." } }
    };
    fold("jobs-problems", &unread.title, pieces![content])
}
