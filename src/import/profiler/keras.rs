//! Keras' `model.summary()` (keras/src/utils/summary_utils.py): layers with their parameters, between
//! rules in Keras 2 and in a frame in Keras 3. It counts no operations. torchsummary prints the same
//! lines. The total of Keras 3 holds the optimizer's variables as well, where the model was trained.

use super::number::figure_after;
use super::text::Report;
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "Keras",
    is: |report| report.has("Layer (type)") && number(report, "Trainable params:").is_some(),
    read,
};

fn read(report: &Report) -> Result<Import, FileError> {
    let frozen = number(report, "Non-trainable params:").unwrap_or(0);
    let all = number(report, "Trainable params:").map_or(0, |all| all.saturating_add(frozen));
    let mut import = Import::new(Source::Profiler);
    if all == 0 {
        return Err(lacks("Keras", "a number of parameters"));
    }
    import.parameters = Some(all);
    if frozen > 0 {
        import.info(format!(
            "{} of the parameters are not trained: frozen layers, or the running statistics of batch norms, which are not parameters.",
            whole(frozen)
        ));
    }
    import.warning("This summary of Keras or torchsummary lists parameters but counts no operations. Nothing goes into the form, because convolutions and recurrent layers use a parameter many times. Export the model to ONNX, or type its layers; for a language model, type the parameters and the tokens.");
    let name = report
        .after("Model: \"")
        .and_then(|rest| rest.split('"').next());
    import.name = name.map(tally::shown);
    Ok(import)
}

/// Reads the figure after the words that a line begins with.
fn number(report: &Report, words: &str) -> Option<u128> {
    let mut lines = report.lines();
    let rest = lines.find_map(|line| line.trim_start().strip_prefix(words))?;
    Some(figure_after(rest)?.value)
}
