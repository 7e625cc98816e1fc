//! The list of worked examples: what the source printed beside what its factors give.

use crate::app::browser;
use crate::app::page::use_page;
use crate::app::parts::erased::State;
use crate::app::parts::part;
use crate::catalog::{self, Example, Method};
use crate::draft::link;
use crate::quantity::write;
use leptos::prelude::*;

/// A panel that the button in the header opens.
#[component]
pub(super) fn Examples(
    /// Whether it is open.
    open: State<bool>,
) -> impl IntoView {
    let rows = part(move || {
        open.get().then(|| {
            catalog::examples()
                .iter()
                .map(|example| row(example, open))
                .collect_view()
        })
    });
    view! {
        <section class="card examples" id="examples" aria-label="Examples" hidden=move || !open.get()>
            <h2>"Examples"</h2>
            <p class="subtitle">
                "Every calculation in the appendix of OpenAI’s “AI and Compute” (2018): the figure it prints, and the one that its factors give."
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="Table of examples">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"System"</th>
                            <th scope="col">"Method"</th>
                            <th scope="col">"Printed"</th>
                            <th scope="col" class="number">"Printed, FLOP"</th>
                            <th scope="col" class="number">"Computed, FLOP"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(example: &'static Example, open: State<bool>) -> impl IntoView {
    let page = use_page();
    let draft = link::decode(example.link).draft;
    let total = page.evaluate(&draft).outcome.total;
    let take = move |_| {
        page.open(draft.clone());
        open.set(false);
        browser::focus("examples-button".into());
    };
    let each = |cell: &dyn Fn(&catalog::Figure) -> String| {
        example
            .figures
            .iter()
            .map(|figure| view! { <span>{cell(figure)}</span> })
            .collect_view()
    };
    let methods: Vec<&str> = example
        .figures
        .iter()
        .map(|f| method_name(f.method))
        .collect();
    // Three buttons say AlexNet.
    let name = format!("{}, {}", example.system, methods.join(" and "));
    let computed = |method| match method {
        Method::Operations => total.operations.map(|o| o.flop),
        Method::GpuTime => total.gpu_time.map(|g| g.flop),
    };
    view! {
        <tr>
            <th scope="row">
                <button type="button" class="link" aria-label=name on:click=take>{example.system}</button>
                " (" {example.year} ")"
            </th>
            <td>{each(&|figure| method_name(figure.method).into())}</td>
            <td>{each(&|figure| figure.printed.into())}</td>
            <td class="number">{each(&|figure| write::people(figure.printed_flop().median()))}</td>
            <td class="number">
                {each(&|figure| computed(figure.method).map_or("–".into(), |flop| write::people(flop.median())))}
            </td>
        </tr>
    }
}

fn method_name(method: Method) -> &'static str {
    match method {
        Method::Operations => "operations",
        Method::GpuTime => "GPU time",
    }
}
