//! Marks the phrases of a passage, and counts them in a sentence.

use super::Reading;
use super::Recipe;
use super::fill::Filling;
use super::item::{Item, Standing, asked};
use crate::draft::Key;
use crate::quantity::write;

/// An entry of the lists beside the passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A phrase that gives a field, by its place among the items.
    Item(usize),
    /// A question, by its number.
    Question(usize),
    /// The recipe of reinforcement learning.
    Recipe,
    /// An amount that no field takes, by its number.
    Unused(usize),
}

impl Entry {
    /// Returns the id of its element.
    pub fn id(self) -> String {
        match self {
            Self::Item(number) => format!("read-{number}"),
            Self::Question(number) => format!("asked-{number}"),
            Self::Recipe => "read-recipe".into(),
            Self::Unused(number) => format!("unused-{number}"),
        }
    }
}

/// The kind of a mark, which has its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A field of method 1.
    Operations,
    /// A field of method 2.
    GpuTime,
    /// Another field, such as the title.
    Other,
    /// An open question.
    Question,
    /// An amount that the form does not have.
    Unused,
}

impl Kind {
    /// Returns the kind of a field's marks.
    pub fn of(key: Key) -> Self {
        if (Key::Connections..=Key::Frozen).contains(&key) {
            Self::Operations
        } else if (Key::Time..=Key::Utilization).contains(&key) {
            Self::GpuTime
        } else {
            Self::Other
        }
    }

    /// Returns the class of its elements.
    pub fn class(self) -> &'static str {
        match self {
            Self::Operations => "of-operations",
            Self::GpuTime => "of-gpu-time",
            Self::Other => "of-other",
            Self::Question => "of-question",
            Self::Unused => "of-unused",
        }
    }
}

/// A piece of the passage, which may be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it starts, in characters.
    pub start: usize,
    /// The text.
    pub text: String,
    /// The entry that the mark leads to, and its kind.
    pub mark: Option<(Entry, Kind)>,
}

struct Span {
    start: usize,
    end: usize,
    entry: Entry,
    kind: Kind,
}

/// Cuts a passage at its marks. Of phrases that overlap, fields come before questions, and questions before
/// what is not used.
pub fn pieces(text: &str, items: &[Item], reading: &Reading, filling: &Filling) -> Vec<Piece> {
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |start, end, entry, kind| {
        let overlaps = |span: &Span| span.start < end && start < span.end;
        if start < end && !spans.iter().any(overlaps) {
            spans.push(Span {
                start,
                end,
                entry,
                kind,
            });
        }
    };
    for (at, item) in items.iter().enumerate() {
        let kind = match item.standing {
            Standing::In => Kind::of(item.field.key),
            _ => Kind::Unused,
        };
        add(item.start, item.end, Entry::Item(at), kind);
    }
    for (at, question) in reading.questions.iter().enumerate() {
        let answer = asked(question).and_then(|field| filling.answer_to(field));
        let kind = answer.map_or(Kind::Question, |_| Kind::Unused);
        for choice in &question.choices {
            add(choice.start, choice.end, Entry::Question(at), kind);
        }
    }
    for (start, end) in reading.recipe.iter().flat_map(|recipe| &recipe.used) {
        add(*start, *end, Entry::Recipe, Kind::Other);
    }
    for (at, unused) in reading.unused.iter().enumerate() {
        add(unused.start, unused.end, Entry::Unused(at), Kind::Unused);
    }
    spans.sort_by_key(|span| span.start);
    cut(text, &spans)
}

fn cut(text: &str, spans: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = text.chars();
    let mut at = 0;
    for span in spans {
        let plain: String = chars.by_ref().take(span.start - at).collect();
        if !plain.is_empty() {
            pieces.push(Piece {
                start: at,
                text: plain,
                mark: None,
            });
        }
        pieces.push(Piece {
            start: span.start,
            text: chars.by_ref().take(span.end - span.start).collect(),
            mark: Some((span.entry, span.kind)),
        });
        at = span.end;
    }
    let rest: String = chars.collect();
    if !rest.is_empty() {
        pieces.push(Piece {
            start: at,
            text: rest,
            mark: None,
        });
    }
    pieces
}

/// Returns the number of the marked piece that a phrase is in, from where the phrase starts.
pub fn mark_around(pieces: &[Piece], start: usize) -> Option<usize> {
    let number = pieces.iter().rposition(|piece| piece.start <= start)?;
    pieces.get(number)?.mark.map(|_| number)
}

/// Says how much was read: `8 values read: the model’s name, 3 for operations, 4 for GPU time. 1 question.`
pub fn summary(items: &[Item], reading: &Reading, filling: &Filling) -> String {
    let is_open = |question: &&super::Question| {
        asked(question).is_some_and(|field| filling.answer_to(field).is_none())
    };
    let open = reading.questions.iter().filter(is_open).count();
    let notes = reading.problems.len();
    let many = |number: usize, one: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{} {one}{plural}", write::people(number as f64))
    };
    let recipe = reading.recipe.as_ref().map(Recipe::summary);
    let mut said = match items.len() {
        0 if recipe.is_some() => String::new(),
        0 => "No figure of a training run found.".to_owned(),
        number => many(number, "value") + " read",
    };
    let of = |kind: Kind| {
        let is_of = |item: &&Item| Kind::of(item.field.key) == kind;
        items.iter().filter(is_of).count()
    };
    let has_name = items.iter().any(|item| item.field.key == Key::Title);
    let counts = [
        (of(Kind::Operations), "for operations"),
        (of(Kind::GpuTime), "for GPU time"),
        (of(Kind::Other) - usize::from(has_name), "other"),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let name = has_name.then(|| "the model’s name".to_owned());
    let parts: Vec<String> = name
        .into_iter()
        .chain(counts.map(|(number, of)| format!("{number} {of}")))
        .collect();
    if !parts.is_empty() {
        said = format!("{said}: {}", parts.join(", "));
    }
    if !items.is_empty() {
        said.push('.');
    }
    if let Some(recipe) = recipe {
        let space = if said.is_empty() { "" } else { " " };
        said = format!("{said}{space}{recipe}.");
    }
    let is_kept = |item: &&Item| matches!(item.standing, Standing::Typed(..));
    match items.iter().filter(is_kept).count() {
        0 => {}
        kept => said = format!("{said} {kept} not taken: the form has another value."),
    }
    match items
        .iter()
        .filter(|item| item.standing == Standing::Absent)
        .count()
    {
        0 => {}
        absent => said = format!("{said} {absent} not in the form."),
    }
    for (number, what) in [(open, "question"), (notes, "note")] {
        if number > 0 {
            said = format!("{said} {}.", many(number, what));
        }
    }
    if !reading.unused.is_empty() {
        said = format!("{said} {} not used.", many(reading.unused.len(), "amount"));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::super::item::look;
    use super::super::read;
    use super::*;
    use crate::draft::Draft;
    use crate::draft::alternatives::Form;

    /// Reads a passage into an empty form.
    fn filled(text: &str) -> (Reading, Filling, Vec<Item>) {
        let (reading, mut filling) = (read(text), Filling::default());
        let form = filling.fill(&Form::default(), &reading, None);
        let items = look(&form.draft, &reading, &filling);
        (reading, filling, items)
    }

    fn marked(text: &str) -> Vec<(String, Kind)> {
        let (reading, filling, items) = filled(text);
        let all = pieces(text, &items, &reading, &filling);
        let joined: String = all.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined, text, "the pieces are the whole passage");
        let marks = all.into_iter();
        marks
            .filter_map(|piece| Some((piece.text, piece.mark?.1)))
            .collect()
    }

    #[test]
    fn phrases_are_marked_in_the_colours_of_the_methods() {
        let marks =
            marked("We train 7B parameters on 2T tokens for 12 days. Decoding took 3 days.");
        assert_eq!(
            marks,
            [
                ("7B parameters".to_owned(), Kind::Operations),
                ("2T tokens".to_owned(), Kind::Operations),
                ("12 days".to_owned(), Kind::GpuTime),
                ("3 days".to_owned(), Kind::Unused),
            ]
        );
    }

    #[test]
    fn letters_of_several_bytes_do_not_shift_the_marks() {
        let marks = marked("Größe “7B parameters” – 2T tokens …");
        assert_eq!(
            marks.first().map(|(text, _)| text.as_str()),
            Some("7B parameters")
        );
    }

    #[test]
    fn a_phrase_within_another_leads_to_the_mark_around_it() {
        let text = "We train 7B parameters on 512 H100 SXM GPUs for 12 days.";
        let (reading, filling) = (read(text), Filling::default());
        let items = look(&Draft::default(), &reading, &filling);
        let pieces = pieces(text, &items, &reading, &filling);
        let at = |words: &str| text.find(words).expect(words);
        let around = mark_around(&pieces, at("H100")).and_then(|number| pieces.get(number));
        assert_eq!(around.map(|piece| piece.start), Some(at("512")));
        assert_eq!(mark_around(&pieces, at("We")), None);
    }

    #[test]
    fn the_summary_counts_values_questions_and_what_is_not_used() {
        let said = |text: &str| {
            let (reading, filling, items) = filled(text);
            summary(&items, &reading, &filling)
        };
        assert_eq!(
            said("7B on 2T tokens, 8 GPUs"),
            "3 values read: 2 for operations, 1 for GPU time."
        );
        assert_eq!(
            said("7B on 2T tokens, 8 A100"),
            "4 values read: 2 for operations, 2 for GPU time. 1 question."
        );
        assert_eq!(
            said("We train Llama 2 70B on 2T tokens with 8 GPUs."),
            "4 values read: the model’s name, 2 for operations, 1 for GPU time."
        );
        assert_eq!(
            said("GRPO for 600 steps with 16 rollouts of 2,048 tokens on 512 prompts"),
            "4 numbers for the recipe of GRPO."
        );
        assert_eq!(
            said("7B; GRPO with 16 rollouts"),
            "1 value read: 1 for operations. 1 number for the recipe of GRPO."
        );
        assert_eq!(said("Hello"), "No figure of a training run found.");
        let typed = crate::draft::link::decode("v=1&parameters=8e9").draft;
        let reading = read("7B on 2T tokens");
        let items = look(&typed, &reading, &Filling::default());
        assert_eq!(
            summary(&items, &reading, &Filling::default()),
            "2 values read: 2 for operations. 1 not taken: the form has another value. 1 not in the form."
        );
        // The share that LoRA trains has two answers to press.
        let lora = said("We fine-tune a 7B model with LoRA on 2B tokens.");
        assert!(lora.ends_with(". 1 question."), "{lora}");
    }
}
