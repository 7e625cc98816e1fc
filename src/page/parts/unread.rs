//! The parts of a view's link that could not be read.

use super::part;
use crate::draft::link::LinkProblem;
use crate::page::parts::erased::State;
use leptos::prelude::*;

/// Lists the parts of a link that could not be read. Shows nothing if there are none.
pub(crate) fn unread(problems: State<Vec<LinkProblem>>) -> impl IntoView {
    part(move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            let item = |problem: LinkProblem| {
                view! {
                    <li>
                        <code>{problem.key}</code>
                        ": "
                        {problem.message}
                    </li>
                }
            };
            let items: Vec<_> = problems.into_iter().map(item).collect();
            view! {
                <div class="notice" role="alert">
                    <p>"Parts of this link could not be read:"</p>
                    <ul>{items}</ul>
                </div>
            }
        })
    })
}
