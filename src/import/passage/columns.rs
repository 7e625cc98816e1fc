//! Two columns of a page that were copied side by side: the left one first, then the right one.

use super::clean::Placed;

/// The widest gap inside a column, in spaces.
const GAP: usize = 3;

/// The least mean length of the lines of a column: shorter ones are a table's cells.
const LEFT: usize = 28;
const RIGHT: usize = 22;

/// Returns the text with blocks of two columns one after the other.
pub(super) fn in_order(text: &[Placed]) -> Vec<Placed> {
    let lines: Vec<&[Placed]> = text.split(|(c, _)| *c == '\n').collect();
    let mut out: Vec<Placed> = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < lines.len() {
        let block: Vec<(&[Placed], &[Placed])> =
            lines[at..].iter().map_while(|line| halves(line)).collect();
        if block.len() >= 3 && is_prose(&block) {
            for (left, _) in &block {
                push_line(&mut out, left);
            }
            for (_, right) in block.iter().filter(|(_, right)| !right.is_empty()) {
                push_line(&mut out, right);
            }
            at += block.len();
        } else {
            let skipped = block.len().max(1).min(lines.len() - at);
            for line in &lines[at..at + skipped] {
                push_line(&mut out, line);
            }
            at += skipped;
        }
    }
    out
}

fn push_line(out: &mut Vec<Placed>, line: &[Placed]) {
    out.extend_from_slice(line);
    let place = line.last().map_or_else(
        || out.last().map_or(0, |(_, place)| *place),
        |(_, place)| place + 1,
    );
    out.push(('\n', place));
}

/// Splits a line at its only wide gap. A line without a gap is a left half alone, if it is long enough.
fn halves(line: &[Placed]) -> Option<(&[Placed], &[Placed])> {
    let start = line.iter().position(|(c, _)| *c != ' ')?;
    let end = line.iter().rposition(|(c, _)| *c != ' ')? + 1;
    let mut gaps = Vec::new();
    let mut run = 0;
    for (at, (c, _)) in line.iter().enumerate().take(end).skip(start) {
        if *c == ' ' {
            run += 1;
            continue;
        }
        if run >= GAP {
            gaps.push((at - run, at));
        }
        run = 0;
    }
    match gaps.as_slice() {
        [(left, right)] => Some((&line[start..*left], &line[*right..end])),
        [] if end - start >= LEFT && end - start < 70 => Some((&line[start..end], &[])),
        _ => None,
    }
}

/// Returns whether the halves of lines are text, not cells.
fn is_prose(block: &[(&[Placed], &[Placed])]) -> bool {
    let both: Vec<_> = block
        .iter()
        .filter(|(_, right)| !right.is_empty())
        .collect();
    let left: usize = both.iter().map(|(left, _)| left.len()).sum();
    let right: usize = both.iter().map(|(_, right)| right.len()).sum();
    both.len() >= 3
        && both.len() * 2 > block.len()
        && left >= LEFT * both.len()
        && right >= RIGHT * both.len()
}
