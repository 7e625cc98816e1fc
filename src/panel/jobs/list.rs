//! Draws the list of jobs, and the ways to select among them.

use super::draw::draw_words;
use super::list_id;
use super::shown::{GroupTable, List, RowShown, Selection};
use super::texts::short;
use super::{Grouping, JobsAction};
use crate::panel::Action;
use crate::panel::parts::plain_box;
use crate::panel::piece::{Control, Element, On, Piece, pieces};
use crate::panel::press::{Look, button};
use maud::html;

/// The most characters that are shown of what is looked for.
const MAX_CHARS: usize = 60;

/// Draws the ways to count and to find jobs.
pub(super) fn draw_ways(jobs: &Selection) -> Vec<Piece> {
    let title = html! { h3 { "Which " (jobs.row_name) "s were the run?" } };
    let attempts = jobs.attempts.as_ref();
    let attempts = attempts.map(|(attempts, is_once)| draw_attempts(attempts, *is_once));
    let label = match jobs.is_report {
        true => "Find rows by user, account or GPU",
        false => "Find jobs by name, number, state or GPU",
    };
    let on = On::new(|text| Action::Jobs(JobsAction::Filter(text)));
    let filter = Element::of_class("div", "field").holding(pieces![
        html! { label for="job-filter" { (label) } },
        plain_box(&jobs.filter, on).id("job-filter")
    ]);
    pieces![title, attempts, filter]
}

/// Draws the choice of counting every attempt at a requeued job, or the last alone.
fn draw_attempts(attempts: &str, is_once: bool) -> Box<Element> {
    let way = |once: bool, value: &str, label: &str| {
        let on = On::new(move |_| Action::Jobs(JobsAction::CountOnce(once)));
        let radio = Element::new("input")
            .with("type", "radio")
            .with("name", "job-requeued")
            .with("value", value)
            .acting(Control::Tick(is_once == once, on));
        let label = html! { span { (label) } };
        Element::of_class("label", "option").holding(pieces![radio, label])
    };
    let intro = html! {
        legend { "Jobs that were requeued" }
        p.hint { "The list has " (attempts) " that others followed. Their compute was spent; only you know whether the run goes on from them." }
    };
    let ways = pieces![
        way(false, "all", "Every attempt"),
        way(true, "once", "Only the last")
    ];
    let ways = Element::of_class("div", "options")
        .with("data-options", "2")
        .holding(ways);
    Element::of_class("fieldset", "choice of-two").holding(pieces![intro, ways])
}

/// Draws the listed rows.
pub(super) fn draw_list(jobs: &Selection) -> Vec<Piece> {
    let Some(list) = &jobs.list else {
        return pieces![html! {
            p.problem.warning { "No " (jobs.row_name) " has “" bdi { (short(jobs.filter.trim(), MAX_CHARS)) } "”." }
        }];
    };
    let is_narrowed = !jobs.filter.trim().is_empty();
    let these = if is_narrowed { "these" } else { "all" };
    let offer = |action, caption: String| {
        button(
            Action::Jobs(action),
            Look::of("suggestion"),
            html! { (caption) },
        )
    };
    let ways = pieces![
        offer(JobsAction::TickListed(true), format!("Tick {these}")),
        offer(JobsAction::TickListed(false), format!("Untick {these}")),
        is_narrowed.then(|| offer(JobsAction::TickOnlyListed, "Only these".into()))
    ];
    let groups = list
        .groups
        .iter()
        .map(|group| Piece::Element(draw_groups(group)));
    let more_names = html! {
        @if let Some(more) = &list.more_names { p.hint { "And " (more) " with fewer GPU-hours." } }
    };
    let pages = list.range.as_ref().map(|range| {
        let previous = list.page.checked_sub(1).map(JobsAction::Page);
        let next = list.has_next.then_some(JobsAction::Page(list.page + 1));
        Element::of_class("div", "suggestions").holding(pieces![
            previous.map(|page| offer(page, "← Previous".into())),
            next.map(|page| offer(page, "Next →".into())),
            html! { span.hint { (range) } }
        ])
    });
    pieces![
        Element::of_class("div", "suggestions").holding(ways),
        groups.collect::<Vec<_>>(),
        more_names,
        draw_sort(list),
        draw_rows(list, jobs.is_report),
        pages
    ]
}

fn draw_sort(list: &List) -> Box<Element> {
    let options = html! {
        option value="hours" { "most GPU-hours first" }
        option value="account" { "as in the list" }
    };
    let chosen = if list.is_in_order { "account" } else { "hours" };
    let on = On::new(|order: String| Action::Jobs(JobsAction::InOrder(order == "account")));
    let sort = Element::new("select")
        .id("job-sort")
        .read(options)
        .acting(Control::Choose(chosen.into(), on));
    let label = html! { label for="job-sort" { (list.count) ", " } };
    Element::of_class("div", "sort").holding(pieces![label, sort])
}

/// Draws a page of the rows.
fn draw_rows(list: &List, is_report: bool) -> Box<Element> {
    let head = html! {
        thead { tr {
            th scope="col" { @if is_report { "User" } @else { "Job" } }
            th.number scope="col" { "GPU-hours" }
        } }
    };
    let rows = list
        .rows
        .iter()
        .map(|row| Piece::Element(draw_row(row, list.page)));
    let body = Element::new("tbody").holding(rows.collect());
    let table = Element::of_class("table", "found").holding(pieces![head, body]);
    scroll("Jobs")
        .id(list_id(list.page))
        .holding(pieces![table])
}

fn scroll(name: &str) -> Box<Element> {
    Element::of_class("div", "scroll")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", name)
}

fn draw_row(row: &RowShown, page: usize) -> Box<Element> {
    let number = row.number;
    let on = On::new(move |is_on| Action::Jobs(JobsAction::Tick(number, is_on)));
    let check = Element::new("input")
        .id(format!("job-{page}-{number}"))
        .with("type", "checkbox")
        .with_some("disabled", (!row.can_count).then_some(""))
        .acting(Control::Tick(row.is_ticked, on));
    let about = html! {
        span {
            (row.id) " "
            bdi { (row.name) }
            small { (draw_words(&row.about)) }
        }
    };
    let label = Element::new("label").holding(pieces![check, about]);
    let job = Element::new("th")
        .with("scope", "row")
        .holding(pieces![label]);
    let hours = html! { td.number { (row.hours) } };
    Element::new("tr")
        .with_some("class", (!row.can_count).then_some("blank"))
        .holding(pieces![job, hours])
}

/// Draws groups of jobs with a checkbox each, which is ticked if all jobs of the group are.
fn draw_groups(table: &GroupTable) -> Box<Element> {
    let by = table.by;
    let title = match by {
        Grouping::State => "State",
        Grouping::Name => "Name",
    };
    let head = html! {
        thead { tr {
            th scope="col" { (title) }
            th.number scope="col" { "Ticked" }
            th.number scope="col" { "GPU-hours" }
        } }
    };
    let rows = table.rows.iter().map(|group| {
        let number = group.number;
        let tick = move |is_on| Action::Jobs(JobsAction::TickGroup(by, number, is_on));
        let check = Element::new("input")
            .id(format!("job-{title}-{number}"))
            .with("type", "checkbox")
            .acting(Control::Tick(group.is_ticked, On::new(tick)));
        let label = pieces![check, html! { bdi { (group.name) } }];
        let label = Element::new("label").holding(label);
        let name = Element::new("th")
            .with("scope", "row")
            .holding(pieces![label]);
        let figures = html! {
            td.number { (group.ticked) }
            td.number { (group.hours) }
        };
        Piece::Element(Element::new("tr").holding(pieces![name, figures]))
    });
    let body = Element::new("tbody").holding(rows.collect());
    let found = Element::of_class("table", "found").holding(pieces![head, body]);
    scroll(title).holding(pieces![found])
}
