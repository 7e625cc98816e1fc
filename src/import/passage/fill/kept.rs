//! A passage with what it has put into the form, as a text that the browser keeps over a reload.

use super::{Filling, Wish};
use crate::draft::Field;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::fmt::Write;

/// A passage, the form that it stood beside, and its filling.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The link of the form. With another form, the filling would be wrong.
    pub link: String,
    /// The passage.
    pub text: String,
    /// The values that it has put into the form, and the visitor's wishes.
    pub filling: Filling,
}

impl Kept {
    /// Writes the link, then a line for each entry of the filling, an empty line, and the passage.
    pub fn write(&self) -> String {
        let mut out = format!("{}\n", self.link);
        let mut line = |parts: [&str; 4]| {
            let parts = parts.map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string());
            let _ = writeln!(out, "{}", parts.join(" "));
        };
        let filling = &self.filling;
        for (field, text) in &filling.put {
            line(["put", &field.to_string(), text, ""]);
        }
        for field in &filling.changed {
            line(["changed", &field.to_string(), "", ""]);
        }
        for (field, text, wish) in &filling.wishes {
            let target = match wish {
                Wish::MoveTo(target) => target.to_string(),
                _ => String::new(),
            };
            let wish = match wish {
                Wish::TakeBack => "back",
                Wish::MoveTo(_) => "move",
                Wish::Replace => "replace",
            };
            line([wish, &field.to_string(), text, &target]);
        }
        for (field, answer) in &filling.answers {
            match answer {
                Some(text) => line(["answer", &field.to_string(), text, ""]),
                None => line(["none", &field.to_string(), "", ""]),
            }
        }
        out.push('\n');
        out.push_str(&self.text);
        out
    }

    /// Reads what was kept; nothing if it is of no passage. Leaves out entries of fields that are no longer there.
    pub fn read(kept: &str) -> Option<Self> {
        let (head, text) = kept.split_once("\n\n")?;
        let mut lines = head.lines();
        let mut found = Self {
            link: lines.next()?.to_owned(),
            text: text.to_owned(),
            filling: Filling::default(),
        };
        for line in lines {
            let decode = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
            let parts: Vec<String> = line.split(' ').map(decode).collect();
            if let [what, field, text, target] = parts.as_slice()
                && let Some(field) = Field::named(field)
            {
                found.filling.recall(what, field, text, target);
            }
        }
        Some(found)
    }
}

impl Filling {
    /// Adds an entry that was kept.
    fn recall(&mut self, what: &str, field: Field, text: &str, target: &str) {
        let wish = match what {
            "back" => Some(Wish::TakeBack),
            "move" => Field::named(target).map(Wish::MoveTo),
            "replace" => Some(Wish::Replace),
            _ => None,
        };
        match what {
            "put" => self.put.push((field, text.to_owned())),
            "changed" => self.changed.push(field),
            "answer" => self.answers.push((field, Some(text.to_owned()))),
            "none" => self.answers.push((field, None)),
            _ => self
                .wishes
                .extend(wish.map(|wish| (field, text.to_owned(), wish))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Key;
    use proptest::prelude::*;

    #[test]
    fn a_filling_is_read_as_it_was_written() {
        let field = |stage, key| Field::new(stage, key);
        let kept = Kept {
            link: "v=1&tokens=2T".into(),
            text: "7B on 2T tokens.\n\nAnd a second paragraph.".into(),
            filling: Filling {
                put: vec![
                    (field(1, Key::Tokens), "2T".into()),
                    (field(0, Key::Title), "Kite 7 %".into()),
                    (field(1, Key::Fleet), "3 d, 8\n4 d, 16".into()),
                ],
                changed: vec![field(2, Key::Chips)],
                wishes: vec![
                    (field(1, Key::Time), "3 d".into(), Wish::TakeBack),
                    (
                        field(1, Key::Steps),
                        "90k".into(),
                        Wish::MoveTo(field(2, Key::Steps)),
                    ),
                    (field(1, Key::Steps), "90k".into(), Wish::Replace),
                ],
                answers: vec![
                    (field(1, Key::Hardware), Some("nvidia-h100-sxm".into())),
                    (field(1, Key::Batch), None),
                ],
            },
        };
        assert_eq!(Kept::read(&kept.write()), Some(kept));
    }

    #[test]
    fn what_was_kept_by_another_version_is_left_out_where_it_is_not_known() {
        let kept = Kept::read("v=1\nput tokens 2T \nput tokes 3T \nturned tokens 2T \n?\n\n7B");
        let kept = kept.expect("a passage");
        assert_eq!(
            kept.filling.put,
            [(Field::new(1, Key::Tokens), "2T".into())]
        );
        assert!(kept.filling.wishes.is_empty());
        assert_eq!(Kept::read("7B on 2T tokens"), None);
    }

    proptest! {
        #[test]
        fn any_passage_is_read_as_it_was_written(text in "(.|\n){0,60}") {
            let kept = Kept { link: "v=1".into(), text, filling: Filling::default() };
            prop_assert_eq!(Kept::read(&kept.write()), Some(kept));
        }
    }
}
