//! Says in one line which weights of a model were trained, and how often.

use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::words::echo::echo;

/// Says what was trained, as it was read: `All weights`, `LoRA adapters 1%, 3 runs`.
pub fn trained(draft: &Draft, stage: u16) -> String {
    let read = |key| {
        let typed = draft.get(Field::new(stage, key)).unwrap_or_default().trim();
        let read = echo(key, typed, draft.rules());
        read.strip_prefix("= ").unwrap_or(typed).to_owned()
    };
    let lead = Group::Backward.chosen(draft, stage);
    let weights = match (lead, read(lead).as_str()) {
        (Key::Trainable, "") => "LoRA adapters".into(),
        (Key::Trainable, share) => format!("LoRA adapters {share}"),
        (Key::Frozen, "") => "Last layers only".into(),
        (Key::Frozen, share) => format!("Last layers only, frozen {share}"),
        (_, "") => "All weights".into(),
        (_, ratio) => format!("Backward pass × {ratio}"),
    };
    let times = [(Key::Runs, "runs"), (Key::Timesteps, "time steps")];
    let times = times.map(|(key, unit)| match read(key).as_str() {
        "" => String::new(),
        number => format!(", {number} {unit}"),
    });
    weights + &times.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    #[test]
    fn a_line_says_what_was_typed() {
        for (link, line) in [
            ("parameters=7B", "All weights"),
            ("parameters=7B&runs=10", "All weights, 10 runs"),
            (
                "trainable=1%25&runs=3&timesteps=50",
                "LoRA adapters 1%, 3 runs, 50 time steps",
            ),
            ("frozen=0.75", "Last layers only, frozen 75%"),
            ("backward=0", "Backward pass × 0"),
        ] {
            assert_eq!(
                trained(&decode(&format!("v=1&{link}")).draft, 1),
                line,
                "{link}"
            );
        }
        let mut draft = Draft::default();
        draft.set(Field::new(1, Key::Trainable), "");
        assert_eq!(trained(&draft, 1), "LoRA adapters");
    }
}
