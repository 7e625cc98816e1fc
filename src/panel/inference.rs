//! Inference of the model, for the forms that ask for a benchmark of it: boxes whose texts are the key `inference`.

use super::parts::{one_line, plain_box, switch, text_box};
use super::piece::{Element, On, Piece, fold, pieces};
use super::press::{Look, button};
use super::{Action, Change};
use crate::answer::inference::{
    InferenceItem, InferenceTexts, UnclearChip, explain_unreadable, unclear_chip,
};
use crate::draft::{Draft, Key};
use crate::report::Format;
use maud::html;

/// A user action: what was typed into the box of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferenceAction(pub InferenceItem, pub String);

/// The boxes that stand beside each other.
const ROWS: [&[InferenceItem]; 7] = [
    &[InferenceItem::Task],
    &[
        InferenceItem::Prompt,
        InferenceItem::Generated,
        InferenceItem::Requests,
    ],
    &[InferenceItem::Cache],
    &[InferenceItem::Layers, InferenceItem::Width],
    &[InferenceItem::Images, InferenceItem::Steps],
    &[
        InferenceItem::Hardware,
        InferenceItem::Format,
        InferenceItem::Chips,
    ],
    &[
        InferenceItem::Seconds,
        InferenceItem::Utilization,
        InferenceItem::Yearly,
    ],
];

/// Draws the boxes above a form that asks for inference; nothing above others.
pub fn draw(draft: &Draft, format: Format) -> Vec<Piece> {
    let texts = InferenceTexts::of(draft);
    let boxes = || {
        let rows = ROWS.iter().map(|row| {
            let boxes = row
                .iter()
                .map(|item| Piece::Element(field(draft, *item, texts.get(*item))));
            Piece::Element(Element::of_class("div", "pair").holding(boxes.collect()))
        });
        rows.collect::<Vec<Piece>>()
    };
    match format {
        Format::Inference => boxes(),
        Format::Fmti | Format::EuForm => {
            pieces![fold("inference", "Benchmarked inference", boxes())]
        }
        _ => Vec::new(),
    }
}

/// Returns the change of the form for what was typed. Only the key `inference` changes.
pub fn act(draft: &Draft, action: &InferenceAction) -> Change {
    let mut texts = InferenceTexts::of(draft);
    texts.set(action.0, one_line(&action.1).trim());
    Change::field(Key::Inference, texts.spell())
}

fn field(draft: &Draft, item: InferenceItem, text: &str) -> Box<Element> {
    let id = ["inference-", item.slug()].concat();
    if item == InferenceItem::Cache {
        let is_on = !text.eq_ignore_ascii_case("no");
        let on = On::new(move |is_on: bool| {
            let text = if is_on { "" } else { "no" };
            Action::Inference(InferenceAction(item, text.into()))
        });
        return switch(&id, is_on, "Keys and values are kept", on);
    }
    let on = On::new(move |text| Action::Inference(InferenceAction(item, text)));
    let hint = hint(item);
    let unclear = match item {
        InferenceItem::Hardware => unclear_chip(draft),
        _ => None,
    };
    let problem = match &unclear {
        Some(unclear) => Some(unclear.message()),
        None => explain_unreadable(item, text),
    };
    let is_question = unclear
        .as_ref()
        .is_some_and(|unclear| !unclear.chips.is_empty());
    let about = [&id, "-about"].concat();
    let is_about = problem.is_some() || !hint.is_empty();
    let input = match item {
        InferenceItem::Task => text_box(text, on),
        _ => plain_box(text, on),
    };
    let input = input
        .id(&id)
        .with(
            "aria-invalid",
            (problem.is_some() && !is_question).to_string(),
        )
        .with_some("aria-describedby", is_about.then_some(about.as_str()));
    let label = html! { label for=(id) { (item.label()) } };
    let about = html! {
        @match &problem {
            Some(problem) => p.problem.missing[is_question].error[!is_question] id=(about) role="status" { (problem) },
            None => { @if is_about { p.hint id=(about) { (hint) } } },
        }
    };
    let mut pieces = pieces![label, input, about];
    pieces.extend(unclear.and_then(|unclear| choices(&unclear)));
    Element::of_class("div", "field").holding(pieces)
}

/// Draws a button for each chip that a name may be.
fn choices(unclear: &UnclearChip) -> Option<Piece> {
    let press = |(label, chip): (String, &str)| {
        let action = InferenceAction(InferenceItem::Hardware, chip.into());
        let label = html! { (label) };
        Piece::Element(button(
            Action::Inference(action),
            Look::of("suggestion"),
            label,
        ))
    };
    let buttons: Vec<Piece> = unclear.choices().into_iter().map(press).collect();
    (!buttons.is_empty()).then(|| {
        let group = Element::of_class("div", "suggestions choices");
        let group = group
            .with("role", "group")
            .with("aria-label", "What was meant");
        Piece::Element(group.holding(buttons))
    })
}

/// Says what belongs into a box, where its label does not.
const fn hint(item: InferenceItem) -> &'static str {
    match item {
        InferenceItem::Task => "The data set, or where it is from.",
        InferenceItem::Images => "In place of tokens, for a diffusion.",
        InferenceItem::Layers => {
            "With the width: counts attention, where the network is not given."
        }
        InferenceItem::Hardware => "If empty: that of the training.",
        InferenceItem::Utilization => "Where no seconds were measured.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::Field;
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    fn draft(inference: &str) -> Draft {
        decode(&format!(
            "v=1&parameters=7e9&tokens=1e12&inference={inference}"
        ))
        .draft
    }

    fn drawn(inference: &str, format: Format) -> Page {
        parse(&html_of(&draw(&draft(inference), format)))
    }

    #[test]
    fn what_is_typed_is_the_key_of_the_link() {
        let act = |draft: &Draft, item, text: &str| {
            let change = act(draft, &InferenceAction(item, text.into()));
            change.fields.into_iter().next().expect("a field")
        };
        let before = draft("generated:128;soup:1");
        let (key, text) = act(&before, InferenceItem::Prompt, " 1,024\n");
        assert_eq!(
            (key, text.as_str()),
            (Key::Inference, "prompt:1,024;generated:128;soup:1")
        );
        let mut after = before.clone();
        after.set(Field::new(0, key), text);
        let (_, text) = act(&after, InferenceItem::Generated, "");
        assert_eq!(text, "prompt:1,024;soup:1");
    }

    #[test]
    fn a_name_of_several_chips_has_a_button_for_each() {
        let several = drawn("hardware:H100;format:bf16", Format::Inference);
        let hardware = several.one(Role::Textbox, InferenceItem::Hardware.label());
        let why = hardware.description();
        assert!(
            why.starts_with("H100 is several chips: type H100 SXM"),
            "{why}"
        );
        let choices = several.one(Role::Group, "What was meant");
        let choices: Vec<String> = choices
            .all(Role::Button)
            .into_iter()
            .map(Node::name)
            .collect();
        assert!(choices.len() > 1, "{choices:?}");
        assert!(
            choices.iter().all(|name| name.contains("H100")),
            "{choices:?}"
        );
        let one = drawn("hardware:nvidia-h100-sxm", Format::Inference);
        assert!(one.all(Role::Button).is_empty());
    }

    #[test]
    fn every_item_has_a_box_where_a_form_asks_for_it() {
        let panel = drawn("seconds:soon;cache:no", Format::Inference);
        for item in InferenceItem::ALL {
            match item {
                InferenceItem::Cache => panel.one(Role::Checkbox, "Keys and values are kept"),
                _ => panel.one(Role::Textbox, item.label()),
            };
        }
        let seconds = panel.one(Role::Textbox, InferenceItem::Seconds.label());
        assert!(seconds.is_invalid());
        assert_ne!(seconds.description(), "");
        drawn("", Format::Fmti).expect("Benchmarked inference");
        assert_eq!(draw(&draft("seconds:soon"), Format::Acl), []);
    }
}
