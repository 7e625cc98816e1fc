//! Lists of modules as PyTorch prints them, with figures put in:
//!
//! ```text
//! AlexNet(
//!   61.1 M = 100% Params, 714.19 MMACs = 100% MACs, …
//!   (features): Sequential(
//!     (0): Conv2d(23.3 K = 0.04% Params, 70.28 MMACs = 9.84% MACs, …, 3, 64, kernel_size=(11, 11))
//! ```
//!
//! DeepSpeed, ptflops, calflops and fvcore's `flop_count_str` print these, and mmcv, which calls
//! its multiply-adds FLOPs.

use super::super::found::Row;
use super::super::tally::shown;
use super::attention::{Products, is_attention};
use super::number::{Unit, figure};
use super::text::{Report, after};

/// More than any report has.
const MAX_ROWS: usize = 4_000;

/// The figures of the whole and of its innermost modules.
#[derive(Default)]
pub(super) struct Modules {
    /// The outermost module's class.
    pub(super) name: Option<String>,
    /// Parameters and multiply-adds of the outermost.
    pub(super) whole: Option<(u128, u128)>,
    /// Innermost modules, so that nothing is there twice.
    pub(super) rows: Vec<Row>,
    /// The products of attention.
    pub(super) products: Products,
}

struct Open {
    indent: usize,
    name: String,
    kind: String,
    multiply_adds: u128,
    /// Multiply-adds of the modules within it.
    inner: u128,
    /// Whether a module within it is attention, which is then the one to judge by.
    has_attention: bool,
}

pub(super) fn read(report: &Report) -> Modules {
    let mut all = Modules::default();
    let mut open: Vec<Open> = Vec::new();
    for line in report.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim_start();
        if let Some((name, kind, inner)) = opening(line) {
            if name.is_empty() {
                if all.name.is_some() {
                    continue;
                }
                all.name = Some(kind.into());
            }
            while open.last().is_some_and(|last| last.indent >= indent) {
                close(&mut open, &mut all.products);
            }
            let figures = figures(inner);
            open.push(Open {
                indent,
                name: name.into(),
                kind: kind.into(),
                multiply_adds: figures.map_or(0, |(_, multiply_adds)| multiply_adds),
                inner: 0,
                has_attention: false,
            });
            if let Some(figures) = figures {
                row(&mut all, &open, figures);
            }
        } else if let Some(figures) = figures(line).filter(|_| !open.is_empty()) {
            if let Some(last) = open.last_mut() {
                last.multiply_adds = figures.1;
            }
            if open.len() == 1 && all.whole.is_none() {
                all.whole = Some(figures);
            } else if line.starts_with("#params") || line.contains(", #params") {
                // fvcore: a module's figures stand on a line of their own, an outer one's too.
                row(&mut all, &open, figures);
            }
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut all.products);
    }
    // An outer module's figures hold those of the modules within.
    let names: Vec<String> = all.rows.iter().map(|row| row.name.clone()).collect();
    let mut next = names.iter().skip(1);
    all.rows.retain(|row| {
        let within = format!("{}.", row.name);
        let outer = next.next().is_some_and(|next| next.starts_with(&within));
        !outer && (row.parameters > 0 || row.multiply_adds > 0)
    });
    all
}

/// Closes the innermost module and adds it to the one around it.
fn close(open: &mut Vec<Open>, products: &mut Products) {
    let Some(last) = open.pop() else {
        return;
    };
    let is_attention = is_attention(&last.name) || is_attention(&last.kind);
    if is_attention && !last.has_attention {
        *products = (*products).max(Products::of(last.multiply_adds, last.inner));
    }
    if let Some(outer) = open.last_mut() {
        outer.inner = outer.inner.saturating_add(last.multiply_adds);
        outer.has_attention |= is_attention || last.has_attention;
    }
}

fn row(all: &mut Modules, open: &[Open], (parameters, multiply_adds): (u128, u128)) {
    let Some(kind) = open.last().map(|last| last.kind.clone()) else {
        return;
    };
    if all.rows.len() >= MAX_ROWS || open.len() > 64 {
        return;
    }
    let names: Vec<&str> = open
        .iter()
        .map(|open| open.name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    all.rows.push(Row {
        name: shown(&names.join(".")),
        kind,
        parameters,
        multiply_adds,
    });
}

/// `(name): Class(` or, outermost, `Class(` at the end of a line; and what follows.
fn opening(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = match line.strip_prefix('(') {
        Some(rest) => rest.split_once("): ")?,
        None => ("", line),
    };
    let (class, inner) = rest.split_once('(')?;
    let is_class = class.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && class.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let outermost = name.is_empty();
    (is_class && class.len() < 200 && (!outermost || inner.trim().is_empty()))
        .then_some((name, class, inner))
}

/// Returns parameters and multiply-adds of a line that has both.
fn figures(text: &str) -> Option<(u128, u128)> {
    if let Some(rest) = after(text, "#params:") {
        let parameters = figure(rest)?.value;
        let flops = after(rest, "#flops:").and_then(figure);
        return Some((parameters, flops.map_or(0, |flops| flops.value)));
    }
    if !text.contains("% Params") {
        return None;
    }
    let parameters = figure(text)?.value;
    let unit = if text.contains("% MACs") {
        Unit::Macs
    } else {
        Unit::Flops
    };
    let mut parts = text.split(',').filter_map(figure);
    let macs = parts.find(|figure| figure.unit == unit)?;
    Some((parameters, macs.value))
}
