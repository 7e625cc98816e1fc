//! The title of a stage: its name, or its number.

use crate::draft::{Draft, Field, Key, default_stage_name};

/// Returns the name of a stage without spaces around it, if it has one.
pub fn name(draft: &Draft, stage: u16) -> Option<&str> {
    let typed = draft.get(Field::new(stage, Key::Stage)).map(str::trim);
    typed.filter(|name| !name.is_empty())
}

/// Returns the title of a stage of a draft.
pub fn of(draft: &Draft, stage: u16) -> String {
    title(name(draft, stage).unwrap_or_default(), stage)
}

/// Returns the title of a stage: its name or, without one, its number as in `Stage 2`.
pub fn title(name: &str, stage: u16) -> String {
    match name {
        "" => default_stage_name(stage),
        name => name.into(),
    }
}

/// Begins a sentence about one of several stages: `Stage 2: `.
pub fn opening(stage: u16) -> String {
    format!("Stage {stage}: ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    #[test]
    fn a_stage_without_a_name_has_its_number() {
        let draft = decode("v=1&stage=_Base_&tokens=1e9&2.stage=_&2.tokens=1e9").draft;
        assert_eq!(name(&draft, 1), Some("Base"));
        assert_eq!(name(&draft, 2), None);
        assert_eq!(title("Base", 1), "Base");
        assert_eq!(title("", 12), "Stage 12");
        assert_eq!(opening(2), "Stage 2: ");
    }
}
