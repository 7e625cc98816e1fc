//! The estimate's title: a combobox that suggests names which the tables know, and the published values of
//! the name that is typed or chosen. Both are loaded with the panels, at the first key.

use crate::draft::Key;
use crate::page::parts::combobox::{Combobox, Deed, List, Row};
use crate::page::parts::erased::{Derived, Kept, State};
use crate::page::parts::field::input_id;
use crate::page::parts::panel::Panel;
use crate::page::parts::{follow, text};
use crate::page::state::{Page, use_page};
use crate::panel::{PanelId, Suggestion};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// The pause in typing, in milliseconds, after which the browser's tab gets a new name.
const NAME_AFTER_MS: u32 = 300;

/// The names that are suggested, and the text that they are for.
#[derive(Clone, Copy)]
struct Names {
    page: Page,
    /// The text as typed, a moment later than in the input: a search holds no key up.
    typed: State<String>,
    found: Derived<Vec<Suggestion>>,
    list: List,
    /// Takes the text over.
    pending: Kept<Option<Timeout>>,
}

impl Names {
    fn new(page: Page) -> Self {
        let typed = State::new(String::new());
        let found = Derived::new(move || typed.with(|typed| page.suggest(typed)));
        let rows = Derived::new(move || {
            let row = |name: &Suggestion| Row {
                label: name.name.into(),
                detail: name.about.clone(),
            };
            found.with(|found| found.iter().map(row).collect())
        });
        let remark = Derived::new(String::new);
        Self {
            page,
            typed,
            found,
            list: List::new("names", rows, remark),
            pending: Kept::new(None),
        }
    }

    fn type_text(self, typed: String) {
        self.page.set_text(Key::Title, typed.clone());
        self.list.close();
        self.pending.set(Some(Timeout::new(0, move || {
            self.typed.set(typed);
            self.list.open();
            self.page.show_published();
        })));
    }

    /// Takes a row, and returns whether there is one.
    fn take(self, index: Option<usize>) -> bool {
        let index = index.filter(|_| self.list.is_open.get_untracked());
        let name = self
            .found
            .with_untracked(|found| Some(found.get(index?)?.name));
        if let Some(name) = name {
            self.page.set_text(Key::Title, name.into());
            self.page.show_published();
            self.list.close();
        }
        name.is_some()
    }

    /// Closes the list. Takes the highlighted row first, if there is one.
    fn leave(self, takes: bool) -> bool {
        if self.pending.take().is_some() {
            self.page.show_published();
        }
        let is_taken = takes && self.take(self.list.active());
        self.list.close();
        is_taken
    }

    /// Returns the number of names in words, for screen readers, while the list is open.
    fn status(self) -> String {
        match (self.list.is_open.get(), self.found.with(Vec::len)) {
            (true, 1) => "1 known name".into(),
            (true, n) if n > 1 => format!("{n} known names"),
            _ => String::new(),
        }
    }
}

/// The title, and what is published of it.
#[component]
pub(super) fn Title() -> impl IntoView {
    let page = use_page();
    name_tab(page);
    let names = Names::new(page);
    follow(move || {
        page.opened.track();
        names.list.close();
        page.hide_published();
    });
    let act = Callback::new(move |deed| {
        match deed {
            Deed::Type(typed) => names.type_text(typed),
            Deed::Click => {}
            Deed::Take(index) => return names.take(Some(index)),
            // Without a highlighted name the text stays as it is.
            Deed::Enter => return names.leave(true),
            Deed::Tab => return names.leave(true),
            Deed::Leave => return names.leave(false),
        }
        false
    });
    view! {
        <div class="title combobox">
            <h1>
                <label for=input_id(Key::Title)>{Key::Title.entry().label}</label>
            </h1>
            <Combobox
                key=Key::Title
                list=names.list
                name="Known names"
                described="lead"
                placeholder="Name of the model"
                value=page.text(Key::Title).into()
                status=text(move || names.status())
                act
            />
        </div>
        <div hidden=move || !page.panels.is_open(PanelId::Names)>
            <Panel panel=PanelId::Names labelled="names-title" class="drawn" />
        </div>
    }
}

/// Names the browser's tab after the view or the estimate.
fn name_tab(page: Page) {
    let name = Derived::new(move || page.tab_name());
    let pending = Kept::new(None::<Timeout>);
    follow(move || {
        let name = name.get();
        // Browsers are slow to rename a tab, so that waits until typing rests.
        pending.set(Some(Timeout::new(NAME_AFTER_MS, move || {
            document().set_title(&name);
        })));
    });
}
