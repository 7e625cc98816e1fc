//! The figure among well-known systems and thresholds of laws, on a line.

use super::headline;
use crate::catalog::marks::{LIMITS, Mark, about};
use crate::estimate::Figures;
use crate::page::browser;
use crate::page::parts::erased::{Derived, State};
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::panel::PanelId;
use crate::picture::scale::Scale;
use crate::picture::scale::draw::{Heights, caption, label};
use crate::picture::scale::page::{dots, marks, own};
use crate::quantity::{Flop, write};
use crate::words::comparison::times;
use leptos::prelude::*;
use std::rc::Rc;

/// The link to trends. A test has the number of systems.
const TRENDS: &str = "See it among 535 systems over time";

/// The picture. Its elements stay and their content changes, so that a key changes no more than is seen to change.
#[component]
pub(super) fn Picture(
    total: Derived<Figures>,
    /// The system that was chosen to compare with.
    compared: State<Option<&'static Mark>>,
) -> impl IntoView {
    let page = use_page();
    let flop = Derived::new(move || total.with(headline));
    let scale = Derived::new(move || flop.get().and_then(Scale::of));
    let pressed = State::new(None);
    // Only another axis or other names draw the names anew; the figure moves along them.
    let of_scale = move |draw: fn(&Scale) -> String| {
        text(move || scale.with(|scale| scale.as_ref().map_or(String::new(), draw)))
    };
    let names = of_scale(|scale| marks(scale, Heights::on_page(scale)).into_string());
    let height = text(move || {
        let height = |scale: &Option<Scale>| Some(Heights::on_page(scale.as_ref()?).whole);
        scale.with(height).unwrap_or_default().to_string()
    });
    let sources = of_scale(caption);
    let own = text(move || {
        scale.with(|scale| {
            scale.as_ref().map_or(String::new(), |scale| {
                let heights = Heights::on_page(scale);
                total.with(|total| own(scale.axis(), heights, total).into_string())
            })
        })
    });
    let dots = text(move || {
        scale.with(|scale| {
            let of = |scale: &Scale| total.with(|total| dots(scale.axis(), total));
            scale.as_ref().map_or("", of).into()
        })
    });
    let described = text(move || {
        let described = |scale: &Option<Scale>| Some(label(scale.as_ref()?, flop.get()?));
        scale.with(described).unwrap_or_default()
    });
    let handle: Rc<dyn Fn(&web_sys::Event)> = Rc::new(move |event| {
        if let Some(index) = browser::pressed_mark(event) {
            pressed.set(scale.with_untracked(|scale| mark_at(scale.as_ref()?, index)));
        }
    });
    let handle_key = Rc::clone(&handle);
    view! {
        <figure class="among" hidden=move || scale.with(Option::is_none)>
            <svg
                class="scale"
                role="group"
                aria-label=described
                width="100%"
                height=height
                on:click=move |event| handle(&event)
                on:keydown=move |event| handle_key(&event)
            >
                // The figure's line is under the names, which stay readable.
                <g inner_html=own></g>
                <g inner_html=names></g>
            </svg>
            <figcaption>
                {sources} " " <a href="#view=trends" on:click=move |_| page.write_pending()>
                    {TRENDS}
                </a>
            </figcaption>
            <Pressed pressed flop dots compared />
        </figure>
    }
}

/// Returns the mark of a number: systems come first, then laws.
fn mark_at(scale: &Scale, index: usize) -> Option<&'static Mark> {
    let mut labels = scale.systems.iter().chain(&scale.limits);
    labels.nth(index).map(|label| label.mark)
}

/// The mark that was pressed: its name, its amount, and how the figure compares.
#[component]
fn Pressed(
    pressed: State<Option<&'static Mark>>,
    flop: Derived<Option<Flop>>,
    /// Says what the smaller dots are.
    dots: Signal<String>,
    compared: State<Option<&'static Mark>>,
) -> impl IntoView {
    let words = text(move || match (pressed.get(), flop.get()) {
        (Some(mark), Some(flop)) => describe(mark, flop),
        _ => dots.get() + "Press a name to see what it is and to compare.",
    });
    let action = Derived::new(move || {
        Some(match pressed.get()? {
            mark if compared.get() == Some(mark) => return None,
            mark if is_law(mark) => Action::Thresholds,
            mark => Action::Compare(mark),
        })
    });
    let release = Derived::new(move || compared.get().map(|_| Action::Release));
    let button = move |action: Derived<Option<Action>>| {
        part(move || {
            let action = action.get()?;
            let act = move |_| match action {
                Action::Thresholds => browser::unfold(PanelId::Thresholds.name()),
                Action::Compare(mark) => compared.set(Some(mark)),
                Action::Release => compared.set(None),
            };
            let label = match action {
                Action::Thresholds => "See the thresholds",
                Action::Compare(_) => "Compare",
                Action::Release => "Compare with the nearest",
            };
            Some(view! {
                <button type="button" class="link" on:click=act>
                    {label}
                </button>
            })
        })
    };
    view! {
        <p class="pressed" class:idle=move || pressed.get().is_none()>
            <span role="status">{words}</span>
            " "
            {button(action)}
            " "
            {button(release)}
        </p>
    }
}

/// The action that is offered for the mark that was pressed.
#[derive(Clone, Copy, PartialEq)]
enum Action {
    /// Opens the thresholds of laws.
    Thresholds,
    /// Compares the figure with this system.
    Compare(&'static Mark),
    /// Compares with the nearest systems again.
    Release,
}

fn is_law(mark: &Mark) -> bool {
    LIMITS.contains(mark)
}

fn describe(mark: &Mark, flop: Flop) -> String {
    let amount = write::people(mark.flop);
    let ratio = flop.median() / mark.flop;
    if is_law(mark) {
        return format!(
            "{}: {amount} FLOP. This estimate is {}.",
            mark.name,
            times(ratio, "that")
        );
    }
    format!(
        "{} ({}): {amount} FLOP. This estimate is {}.",
        mark.name,
        about(mark),
        times(ratio, mark.name)
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_link_to_trends_has_the_number_of_systems() {
        let count = crate::catalog::notable::notable().len();
        assert!(super::TRENDS.contains(&format!("{count} systems")));
    }
}
