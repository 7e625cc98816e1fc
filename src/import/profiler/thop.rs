//! thop (Lyken17/pytorch-OpCounter): returns multiply-adds and parameters, which the caller prints;
//! norms are in, products of tensors outside of modules (attention) are not; forward alone.

use super::attention::{INSTEAD, is_attention};
use super::number::{Figure, scaled, thop_figure};
use super::text::{Report, after};
use super::*;

pub(super) const TOOL: Tool = Tool {
    name: "thop",
    is: |report| {
        report.has("[INFO] Register ") || report.has("[INFO] Customize rule ") || is_pair(report)
    },
    read,
};

/// Labels of the first figure in scripts. FLOPs is not to be trusted.
const OPERATIONS: [(&str, Label); 6] = [
    ("macs", Label::Macs),
    ("mult-adds", Label::Macs),
    ("complexity", Label::Macs),
    ("计算量", Label::Macs),
    ("运算量", Label::Macs),
    ("flops", Label::Flops),
];
const PARAMETERS: [&str; 5] = ["parameters", "params", "param", "参数量", "weights"];

fn read(report: &Report) -> Result<Import, FileError> {
    let pair = read_labelled(report).or_else(|| report.lines().find_map(pair));
    let (macs, parameters, label) = pair.ok_or_else(|| {
        lacks(
            "thop",
            "a line with its two figures, multiply-adds and parameters,",
        )
    })?;
    let mut import = import_count(
        "thop counts multiply-adds, in the forward pass alone, and norms too, but not the products of attention outside of modules.",
        some("thop", macs)?,
        1,
    );
    if label == Label::Flops {
        import.warning("The figure is labelled FLOP. thop itself gives multiply-adds, and it was read as those; if the script doubled them, halve it.");
    }
    if label == Label::Nothing && is_pair(report) {
        import.warning("These are two figures and nothing else. They were read as thop’s multiply-adds and parameters.");
    }
    let unknown: Vec<&str> = report
        .every("Cannot find rule for <class '")
        .chain(report.every("treat it as zero Macs and zero Params "))
        .filter_map(|rest| rest.split('\'').next())
        .collect();
    let heavy = unknown.iter().find(|class| {
        let class = class.to_ascii_lowercase();
        ["attention", "lstm", "gru", "linear", "conv2d", "conv1d"]
            .iter()
            .any(|part| {
                class
                    .rsplit('.')
                    .next()
                    .is_some_and(|last| last.contains(part))
            })
    });
    if let Some(class) = heavy {
        import.warning(format!(
            "thop has no rule for {}: what it does itself is not counted.",
            tally::shown(class)
        ));
    }
    attention(report, &mut import);
    import.info(ONE_EXAMPLE);
    import.parameters = parameters.filter(|all| *all > 0);
    Ok(import)
}

/// Warns if a transformer’s attention is missing: layer norms beside linear layers are mostly a
/// transformer’s. thop counts neither operations nor parameters of nn.MultiheadAttention
/// (`register_hooks` of thop/profile.py).
fn attention(report: &Report, import: &mut Import) {
    let classes = || {
        let rules = ["[INFO] Register ", "[INFO] Customize rule "];
        rules.into_iter().flat_map(|rule| report.every(rule))
    };
    let has = |class: &str| classes().any(|line| line.contains(class));
    let custom = report.every("[INFO] Customize rule ").any(is_attention);
    let is_named = classes().any(is_attention);
    let is_transformer = has(".LayerNorm'") && has(".Linear'") || is_named;
    if !is_transformer || custom {
        return;
    }
    import.warning(format!(
        "This looks like a transformer: layer norms and linear layers were counted, attention was not. thop counts no products of attention, and of nn.MultiheadAttention neither the projections nor the parameters: the operations, and perhaps the parameters, are too low. {INSTEAD}"
    ));
}

/// The script’s label of the first figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Nothing,
    Macs,
    Flops,
}

type Pair = (u128, Option<u128>, Label);

/// Reads figures after the caller’s own words: `MACs: 4.134G, params = 25.557M`, `GFLOPS: 37.54`.
fn read_labelled(report: &Report) -> Option<Pair> {
    let (macs, label) = report.lines().filter(is_callers).find_map(|line| {
        let find = |(word, label)| Some((behind(line, word)?, label));
        OPERATIONS.into_iter().find_map(find)
    })?;
    let mut lines = report.lines().filter(is_callers);
    let parameters = lines.find_map(|line| PARAMETERS.iter().find_map(|word| behind(line, word)));
    Some((macs, parameters, label))
}

fn is_callers(line: &&str) -> bool {
    !line.contains("[INFO]") && !line.contains("[WARN]")
}

/// Reads the figure after a label, scaled by the label’s own prefix: `GFLOPs`, `MACs (G)`.
fn behind(line: &str, word: &str) -> Option<u128> {
    let rest = after(line, word)?;
    let before = line.get(..line.len() - rest.len() - word.len())?;
    let sign = rest.find([':', '=', '：', ' ', ','])?;
    let (label, rest) = rest.split_at(sign);
    let rest = rest.trim_start_matches([' ', ':', '=', '\'', '"', '*', '：', ',']);
    let (inner, rest) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((inner, rest)) => (inner, rest.trim_start_matches([' ', ':', '='])),
        None => (label.trim_matches(['s', '(', ')']), rest),
    };
    let prefix = before.chars().last().filter(|c| c.is_ascii_uppercase());
    let power = match (prefix, inner) {
        (Some('K'), _) | (_, "K") => 3,
        (Some('M'), _) | (_, "M") => 6,
        (Some('G'), _) | (_, "G" | "B") => 9,
        (Some('T'), _) | (_, "T") => 12,
        _ => 0,
    };
    let own = thop_figure(rest)?;
    if power == 0 || own.prefixed {
        // 4.134 without a unit is not a count.
        return own.whole.then_some(own.value);
    }
    scaled(rest, power)
}

/// `4.134G 25.557M`, `('4.134G', '25.557M')`, `4133742592.0 25557032.0`.
fn pair(line: &str) -> Option<Pair> {
    let line = line.trim().trim_start_matches(['(', '[', '\'', '"']);
    let first = thop_figure(line)?;
    let rest = first.rest.trim_start_matches(['\'', '"', ',', ' ']);
    let second = thop_figure(rest)?;
    let end = second
        .rest
        .trim_start_matches(['\'', '"', ')', ']', ' ', ',']);
    let whole = first.whole && second.whole;
    let fits = end.is_empty() && whole && first.value > 0 && second.value > 0;
    fits.then_some((first.value, Some(second.value), Label::Nothing))
}

/// Returns a text of one line, with thop's two figures as `clever_format` prints them.
fn is_pair(report: &Report) -> bool {
    let mut lines = report.lines().filter(|line| !line.trim().is_empty());
    let Some(line) = lines.next() else {
        return false;
    };
    let prefixed = |figure: Figure<'_>| figure.prefixed;
    let starts = line.trim().trim_start_matches(['(', '[', '\'', '"']);
    lines.next().is_none() && thop_figure(starts).is_some_and(prefixed) && pair(line).is_some()
}
