//! The table of layers, as torchinfo prints it.

use super::super::number::figure;
use super::super::text::Report;

/// The indices of the columns, and the lines.
pub(super) struct Table<'a> {
    pub(super) input: Option<usize>,
    pub(super) output: Option<usize>,
    pub(super) kernel: Option<usize>,
    pub(super) parameters: Option<usize>,
    pub(super) mult_adds: Option<usize>,
    pub(super) lines: Vec<Line<'a>>,
}

/// A layer.
pub(super) struct Line<'a> {
    pub(super) depth: usize,
    pub(super) name: &'a str,
    /// Text of each column, by its index.
    cells: Vec<&'a str>,
}

impl<'a> Table<'a> {
    pub(super) fn read(report: &'a Report) -> Self {
        let mut lines = report
            .lines()
            .skip_while(|line| !line.trim_start().starts_with("Layer (type"));
        let head = lines.next().map_or(Vec::new(), split);
        let at = |name: &str| head.iter().position(|column| *column == name);
        let rows = lines
            .take_while(|line| !line.contains("Total params"))
            .filter(|line| !line.trim_start().starts_with("==") && !line.trim().is_empty());
        Self {
            input: at("Input Shape"),
            output: at("Output Shape"),
            kernel: at("Kernel Shape"),
            parameters: at("Param #"),
            mult_adds: at("Mult-Adds"),
            lines: rows.take(20_000).map(Line::read).collect(),
        }
    }

    /// Returns the first size of the input, or of the output of the whole network.
    pub(super) fn batch(&self) -> Option<u64> {
        let first = |at: Option<usize>| {
            let mut shapes = self.lines.iter().filter_map(|line| line.shape(at));
            u64::try_from(*shapes.next()?.first()?).ok()
        };
        let batch = first(self.input).or_else(|| first(self.output));
        batch.filter(|batch| *batch > 0)
    }
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        // `│    └─Conv2d: 2-1`, in ASCII `|    +  Conv2d: 2-1`.
        let frame = |c: char| " │├└─|+".contains(c);
        let cells = split(line.trim_start_matches(frame));
        Self {
            depth: line.chars().take_while(|c| frame(*c)).count(),
            name: cells.first().copied().unwrap_or(""),
            cells,
        }
    }

    /// Returns the number in a column; one in brackets is frozen.
    pub(super) fn number(&self, at: Option<usize>) -> Option<u128> {
        let cell = self.cells.get(at?)?;
        Some(figure(cell.trim_matches(['(', ')']))?.value)
    }

    /// Returns whether a layer was in the table before, which torchinfo prints for its parameters.
    pub(super) fn is_again(&self, parameters: Option<usize>) -> bool {
        let cell = parameters.and_then(|at| self.cells.get(at));
        cell.is_some_and(|cell| *cell == "(recursive)")
    }

    /// Returns the sizes in a column, if they are those of one tensor.
    pub(super) fn shape(&self, at: Option<usize>) -> Option<Vec<u128>> {
        let sizes = self
            .cells
            .get(at?)?
            .strip_prefix('[')?
            .trim_start_matches('[');
        let sizes = sizes.split(']').next()?.split(',');
        sizes.map(|size| size.trim().parse().ok()).collect()
    }

    /// Returns the class of the layer: `Conv2d` of `Conv2d (conv1): 1-1`.
    pub(super) fn class(&self) -> &'a str {
        self.name.split([':', ' ']).next().unwrap_or("")
    }

    /// Returns the name and the class of the layer.
    pub(super) fn named(&self) -> (&'a str, &'a str) {
        if let Some((kind, rest)) = self.name.split_once(" (") {
            return (rest.split(')').next().unwrap_or(rest), kind);
        }
        let parts = self.name.split_once(": ");
        parts.map_or((self.name, "module"), |(kind, place)| (place, kind))
    }
}

/// Splits a line into columns, which are at least two spaces apart.
fn split(line: &str) -> Vec<&str> {
    line.split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}
