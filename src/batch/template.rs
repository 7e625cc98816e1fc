//! A table to fill in.

/// A header with two examples, which are also in the gallery (assets/examples.csv): one by both methods with
/// a range, and one by GPU time alone.
pub const TEMPLATE: &str = "\
title,parameters,tokens,time,chips,chip-hours,hardware,format,utilization
Llama 3.1 405B,405B,15.6T,,,30.84M,nvidia-h100-sxm,bf16,38% to 43%
BERT on an academic budget,,,24 h,8,,nvidia-titan-v,fp16,30%
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Columns;

    #[test]
    fn the_examples_have_figures_and_no_problems() {
        let mut lines = TEMPLATE.lines();
        let names: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
        let columns = Columns::of(&names).expect("keys");
        assert_eq!(columns.notes(), [""; 0]);
        for line in lines {
            let cells: Vec<Option<&str>> = line.split(',').map(Some).collect();
            let row = columns.evaluate(&cells);
            assert!(row.has_figure(), "{line}");
            assert_eq!(row.problems(), "", "{line}");
        }
    }
}
