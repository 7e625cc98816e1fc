//! The ways that are chosen in the form while their fields are empty. A link has no empty fields, so the browser keeps
//! these beside the link until its window is closed: a reload shows the same fields.

use super::Page;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field};
use crate::page::browser::Session;
use leptos::prelude::*;

impl Page {
    /// Keeps the empty ways of the form, and the link that they belong to.
    pub(super) fn keep_ways(self) {
        let mut kept = self
            .form
            .with_untracked(|form| empty_ways(&form.draft))
            .join(" ");
        if !kept.is_empty() {
            kept = self.link.get_untracked() + "\n" + &kept;
        }
        Session::Ways.write(&kept);
    }
}

fn empty_ways(draft: &Draft) -> Vec<String> {
    let mut ways = Vec::new();
    for stage in draft.stages() {
        for group in Group::ALL {
            let field = Field::new(stage, group.chosen(draft, stage));
            if draft.get(field).is_some() && !draft.is_filled(field) {
                ways.push(field.to_string());
            }
        }
    }
    ways
}

/// Puts the empty ways that were kept for a link into its draft.
pub(super) fn recall(fragment: &str, draft: &mut Draft) {
    let kept = Session::Ways.read();
    let Some((_, fields)) = kept.split_once('\n').filter(|(link, _)| *link == fragment) else {
        return;
    };
    for field in fields.split(' ').filter_map(Field::named) {
        if draft.get(field).is_none() {
            draft.set(field, "");
        }
    }
}
