//! Lists the inputs of all stages for paper, where only the stage that is shown has its fields.

use crate::draft::{Draft, Field};
use crate::words::stage;

/// Writes a line for each stage, `Fine-tuning: parameters 7B; training tokens 1.2B`; none for a single stage.
pub(super) fn inputs(draft: &Draft) -> Vec<String> {
    let stages = draft.stages();
    if stages.len() < 2 {
        return Vec::new();
    }
    let of_stage = |stage: u16| {
        let inputs = draft.entries().filter(|(field, text)| {
            field.stage == stage && field.key.is_input() && !text.trim().is_empty()
        });
        let inputs: Vec<String> = inputs.map(|(field, text)| input(field, text)).collect();
        format!("{}: {}", stage::of(draft, stage), inputs.join("; "))
    };
    stages.into_iter().map(of_stage).collect()
}

fn input(field: Field, text: &str) -> String {
    format!("{} {}", field.key.phrase(), text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    #[test]
    fn paper_has_the_inputs_of_every_stage() {
        let one = decode("v=1&parameters=7B&tokens=1T").draft;
        assert!(inputs(&one).is_empty(), "its fields are on the paper");
        let two =
            "v=1&stage=Base&parameters=7B&tokens=1T&2.parameters=7B&2.tokens=1.2B&2.note=LoRA";
        assert_eq!(
            inputs(&decode(two).draft),
            [
                "Base: parameters 7B; training tokens 1T",
                "Stage 2: parameters 7B; training tokens 1.2B"
            ]
        );
    }
}
