//! Every formula against loops that do what the layer does and count each multiply-add, on small
//! random sizes; and the spelling of random networks, there and back.

use petaday::architecture::outline::{self, Edit, edit};
use petaday::architecture::{Count, LayerCount, count_text, read, spell};
use petaday::quantity::write::whole;
use petaday::words::layers;
use proptest::prelude::*;

/// Parameters and multiply-adds, counted one by one.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    parameters: u128,
    multiply_adds: u128,
}

impl Tally {
    /// A vector of n times a matrix to m, with biases or without.
    fn matrix(&mut self, n: u64, m: u64, rows: u64, bias: bool) {
        for _ in 0..m {
            self.parameters += u128::from(n) + u128::from(bias);
        }
        for _row in 0..rows {
            for _ in 0..m {
                for _ in 0..n {
                    self.multiply_adds += 1;
                }
            }
        }
    }
    /// A convolution of channels, each along the sequence.
    fn kernels(&mut self, channels: u64, kernel: u64, rows: u64, bias: bool) {
        for _channel in 0..channels {
            self.matrix(kernel, 1, rows, bias);
        }
    }

    /// Vectors that nothing is multiplied with.
    fn vectors(&mut self, lengths: &[u64]) {
        for length in lengths {
            for _ in 0..*length {
                self.parameters += 1;
            }
        }
    }

    /// Every number of every head's state, a number of times at each position.
    fn states(&mut self, heads: u64, size: u64, state: u64, times: u64, rows: u64) {
        for _product in 0..rows * heads * times {
            for _ in 0..size * state {
                self.multiply_adds += 1;
            }
        }
    }
}

fn last(text: &str) -> LayerCount {
    let counted = count_text(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    counted.layers.into_iter().next_back().expect("a layer")
}

fn tally(text: &str) -> Tally {
    let layer = last(text);
    Tally {
        parameters: layer.parameters,
        multiply_adds: layer.multiply_adds,
    }
}

/// Where a window of a kernel starts on a padded line.
fn starts(n: i64, kernel: i64, stride: i64, pad: i64, dilation: i64) -> Vec<i64> {
    let mut starts = Vec::new();
    let mut start = -pad;
    while start + dilation * (kernel - 1) < n + pad {
        starts.push(start);
        start += stride;
    }
    starts
}

fn has(word: &str, there: bool) -> &str {
    if there { word } else { "" }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fully_connected(n in 1..9u64, m in 1..9u64, rows in 1..5u64, bias: bool) {
        let mut loops = Tally::default();
        loops.matrix(n, m, rows, bias);
        let bias = has(",nobias", !bias);
        prop_assert_eq!(tally(&format!("tokens({rows});embed(2,{n});fc({m}{bias})")), loops);
    }

    #[test]
    fn convolution(
        sides in prop::collection::vec((1..8i64, 1..4i64, 1..4i64, 0..3i64, 1..3i64), 1..4),
        (groups, per_group, made) in (1..3u64, 1..3u64, 1..3u64),
        bias: bool,
    ) {
        let lines: Vec<Vec<i64>> = sides.iter().map(|(n, k, s, p, d)| starts(*n, *k, *s, *p, *d)).collect();
        let join = |pick: fn(&(i64, i64, i64, i64, i64)) -> i64| {
            let numbers: Vec<String> = sides.iter().map(|side| pick(side).to_string()).collect();
            numbers.join("x")
        };
        let (channels, out) = (groups * per_group, groups * made);
        let text = format!(
            "input({channels}x{});conv({out},{},stride={},pad={},dilation={},groups={groups}{})",
            join(|s| s.0), join(|s| s.1), join(|s| s.2), join(|s| s.3), join(|s| s.4), has(",nobias", !bias),
        );
        if lines.iter().any(Vec::is_empty) {
            let error = count_text(&text).expect_err("no window fits");
            prop_assert!(error.to_string().contains("does not fit"), "{}", error);
            return Ok(());
        }
        let positions: usize = lines.iter().map(Vec::len).product();
        let kernel: i64 = sides.iter().map(|side| side.1).product();
        let mut loops = Tally::default();
        for _group in 0..groups {
            for _out in 0..made {
                loops.parameters += u128::from(bias);
                for _in in 0..per_group {
                    for _weight in 0..kernel {
                        loops.parameters += 1;
                        for _position in 0..positions {
                            loops.multiply_adds += 1;
                        }
                    }
                }
            }
        }
        prop_assert_eq!(tally(&text), loops, "{}", text);
        let lengths: Vec<String> = lines.iter().map(|line| line.len().to_string()).collect();
        let shape = format!("{out} channels of {}", lengths.join("×"));
        prop_assert_eq!(last(&text).output.to_string(), shape, "{}", text);
    }

    #[test]
    fn same_padding_gives_one_output_a_stride(n in 1..30u64, k in 1..6u64, s in 1..6u64) {
        let starts = (0..n).step_by(usize::try_from(s).unwrap()).count();
        let shape = format!("1 channels of {starts}");
        prop_assert_eq!(last(&format!("input(1x{n});conv(1,{k},stride={s},same)")).output.to_string(), shape);
    }

    #[test]
    fn depthwise_convolution(c in 1..5u64, n in 3..8i64, k in 1..4i64, s in 1..3i64, p in 0..2i64) {
        let line = starts(n, k, s, p, 1).len();
        let mut loops = Tally::default();
        for _channel in 0..c {
            loops.parameters += 1;
            for _weight in 0..k * k {
                loops.parameters += 1;
                for _position in 0..line * line {
                    loops.multiply_adds += 1;
                }
            }
        }
        prop_assert_eq!(tally(&format!("input({c}x{n}x{n});depthwise({k},stride={s},pad={p})")), loops);
    }

    #[test]
    fn transposed_convolution(c in 1..4u64, d in 1..4u64, n in 1..6i64, k in 1..4i64, s in 1..4i64, bias: bool) {
        let mut loops = Tally { parameters: u128::from(bias) * u128::from(d), ..Tally::default() };
        let mut reached = std::collections::BTreeSet::new();
        for _pair in 0..c * d {
            for weight in 0..k {
                loops.parameters += 1;
                for position in 0..n {
                    loops.multiply_adds += 1;
                    reached.insert(position * s + weight);
                }
            }
        }
        let text = format!("input({c}x{n});transposed({d},{k},stride={s}{})", has(",nobias", !bias));
        prop_assert_eq!(tally(&text), loops);
        // From the first position that is written to the last, gaps between kernels included.
        let length = reached.last().expect("a position") + 1;
        prop_assert_eq!(last(&text).output.to_string(), format!("{d} channels of {length}"));
    }

    #[test]
    fn pooling(n in 1..12i64, k in 1..4i64, s in 1..4i64, ceil: bool) {
        let text = format!("input(1x{n});maxpool({k},stride={s}{})", has(",ceil", ceil));
        let mut windows = starts(n, k, s, 0, 1);
        prop_assume!(!windows.is_empty());
        // A window may hang over the end, if it starts before it and something is left there.
        let next = windows.last().expect("a window") + s;
        if ceil && next < n && next - s + k < n {
            windows.push(next);
        }
        prop_assert_eq!(last(&text).output.to_string(), format!("1 channels of {}", windows.len()));
    }

    #[test]
    fn recurrent(
        (n, m, steps, layers) in (1..6u64, 1..6u64, 1..4u64, 1..4u64),
        projection in prop::option::of(1..6u64),
        gates in prop::sample::select(vec![1u64, 3, 4]),
        both: bool,
        biases in 0..3u64,
    ) {
        let projection = projection.filter(|_| gates == 4);
        let handed_on = projection.unwrap_or(m);
        let directions = if both { 2 } else { 1 };
        let mut loops = Tally::default();
        let mut width = n;
        for _layer in 0..layers {
            for _direction in 0..directions {
                for _gate in 0..gates {
                    loops.matrix(width, m, steps, false);
                    loops.matrix(handed_on, m, steps, false);
                    loops.parameters += u128::from(biases * m);
                }
                if let Some(p) = projection {
                    loops.matrix(m, p, steps, false);
                }
            }
            width = handed_on * directions;
        }
        let name = ["", "rnn", "", "gru", "lstm"][usize::try_from(gates).unwrap()];
        let projection = projection.map_or(String::new(), |p| format!(",projection={p}"));
        let text = format!("tokens({steps});embed(2,{n});{name}({m},layers={layers}{projection},bias={biases}{})", has(",bidirectional", both));
        prop_assert_eq!(tally(&text), loops, "{}", text);
    }

    #[test]
    fn attention(
        (groups, per_group, size) in (1..4u64, 1..4u64, 1..4u64),
        (width, length) in (1..6u64, 1..9u64),
        (window, chunk) in (prop::option::of(1..10u64), prop::option::of(1..10u64)),
        (causal, both) in any::<(bool, bool)>(),
        (bias, key_bias, gate, own, same) in any::<(bool, bool, bool, bool, bool)>(),
        grid in prop::option::of((1..4u64, 1..4u64)),
    ) {
        let heads = groups * per_group;
        let mut loops = Tally::default();
        loops.matrix(width, heads * size, length, bias);
        if own {
            loops.matrix(width, groups * size, length, bias && key_bias);
        }
        if own && !same {
            loops.matrix(width, groups * size, length, bias);
        }
        if gate {
            loops.matrix(width, heads * size, length, bias);
        }
        loops.matrix(heads * size, width, length, bias);
        for query in 0..length {
            let block = chunk.map_or(0..length, |c| query / c * c..((query / c + 1) * c).min(length));
            let windowed = window.filter(|w| both || *w < block.end - block.start);
            for key in block {
                let seen = !causal || key <= query;
                let near = windowed.is_none_or(|w| match both {
                    true => key.abs_diff(query) <= w / 2,
                    false => key <= query && query - key < w,
                });
                if seen && near {
                    // A score, and a weighted value.
                    loops.multiply_adds += u128::from(heads * size * 2);
                }
            }
        }
        for side in grid.map_or(vec![], |(high, wide)| vec![high, wide]) {
            // One for each distance between two places of the side.
            for place in 0..side {
                loops.vectors(&vec![size; if place == 0 { 1 } else { 2 }]);
                loops.multiply_adds += u128::from(length * heads * size);
            }
        }
        let number = |name: &str, n: Option<u64>| n.map_or(String::new(), |n| format!(",{name}={n}"));
        let grid = grid.map_or(String::new(), |(high, wide)| format!(",grid={high}x{wide}"));
        let text = format!(
            "tokens({length});embed(2,{width});attention({heads},kv={groups},size={size}{}{}{grid}{}{}{}{}{}{}{})",
            number("window", window), number("chunk", chunk), has(",both", both && window.is_some()), has(",causal", causal),
            has(",bias", bias), has(",nokbias", !key_bias), has(",gate", gate), has(",nokv", !own), has(",samekv", same),
        );
        prop_assert_eq!(tally(&text), loops, "{}", text);
    }

    #[test]
    fn cross_attention((heads, size) in (1..4u64, 1..4u64), (a, l) in (1..5u64, 1..5u64), (b, there) in (1..5u64, 1..5u64)) {
        let mut loops = Tally::default();
        loops.matrix(a, heads * size, l, false);
        loops.matrix(b, heads * size, there, false);
        loops.matrix(b, heads * size, there, false);
        loops.matrix(heads * size, a, l, false);
        for _pair in 0..l * there {
            loops.multiply_adds += u128::from(heads * size * 2);
        }
        prop_assert_eq!(tally(&format!("tokens({there});embed(2,{b});target({l});embed(2,{a});cross({heads},size={size})")), loops);
    }

    #[test]
    fn latent_attention(
        (heads, q, c) in (1..4u64, prop::option::of(1..5u64), 1..5u64),
        (nope, rope, value) in (1..4u64, 1..4u64, 1..4u64),
        (width, length) in (1..6u64, 1..6u64),
        index in prop::option::of((1..4u64, 1..4u64)),
    ) {
        let mut loops = Tally::default();
        match q {
            Some(q) => {
                loops.matrix(width, q, length, false);
                loops.matrix(q, heads * (nope + rope), length, false);
            }
            None => loops.matrix(width, heads * (nope + rope), length, false),
        }
        loops.matrix(width, c, length, false);
        loops.matrix(width, rope, length, false);
        loops.matrix(c, heads * nope, length, false);
        loops.matrix(c, heads * value, length, false);
        loops.matrix(heads * value, width, length, false);
        for _pair in 0..length * length {
            loops.multiply_adds += u128::from(heads * (nope + rope) + heads * value);
        }
        if let Some((index, size)) = index {
            loops.matrix(q.unwrap_or(width), index * size, length, false);
            loops.matrix(width, size, length, false);
            loops.matrix(width, index, length, false);
            loops.vectors(&[size, size]);
            for _pair in 0..length * length {
                loops.multiply_adds += u128::from(index * size);
            }
        }
        let index = index.map_or(String::new(), |(index, size)| format!(",index={index},indexsize={size}"));
        let q = q.map_or(String::new(), |q| format!(",q={q}"));
        let text = format!("tokens({length});embed(2,{width});mla({heads}{q},kv={c},nope={nope},rope={rope},value={value}{index})");
        prop_assert_eq!(tally(&text), loops, "{}", text);
    }

    #[test]
    fn state_spaces(
        (d, length, kernel) in (1..20u64, 1..5u64, 1..5u64),
        (heads, size, state, groups) in (1..4u64, 1..5u64, 1..5u64, 1..4u64),
        rank in prop::option::of(1..5u64),
        (bias, conv_bias, norms) in any::<(bool, bool, bool)>(),
    ) {
        let start = format!("tokens({length});embed(2,{d});");
        let switches = format!(",conv={kernel}{}{}", has(",bias", bias), has(",noconvbias", !conv_bias));
        let (inner, n) = (size, state);
        let r = rank.unwrap_or(if d > 16 { 2 } else { 1 });
        let mut loops = Tally::default();
        loops.matrix(d, inner, length, bias);
        loops.matrix(d, inner, length, bias);
        loops.kernels(inner, kernel, length, conv_bias);
        loops.matrix(inner, r, length, false);
        loops.matrix(inner, n, length, false);
        loops.matrix(inner, n, length, false);
        loops.matrix(r, inner, length, true);
        loops.vectors(&[inner * n, inner]);
        loops.matrix(inner, d, length, bias);
        loops.states(1, inner, n, 2, length);
        if norms {
            loops.vectors(&[r, n, n]);
        }
        let rank = rank.map_or(String::new(), |rank| format!(",rank={rank}"));
        let text = format!("{start}mamba({inner},{n}{rank}{switches}{})", has(",norms", norms));
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let mut loops = Tally::default();
        for _head in 0..heads {
            // The features, what they are gated by, and the step.
            loops.matrix(d, size, length, bias);
            loops.matrix(d, size, length, bias);
            loops.matrix(d, 1, length, bias);
            loops.kernels(size, kernel, length, conv_bias);
            loops.vectors(&[1, 1, 1]);
            loops.vectors(&[if norms { size } else { 0 }]);
        }
        for _vector in 0..2 * groups {
            loops.matrix(d, n, length, bias);
            loops.kernels(n, kernel, length, conv_bias);
        }
        loops.matrix(heads * size, d, length, bias);
        loops.states(heads, size, n, 2, length);
        let text = format!("{start}mamba2({heads},{size},{n},groups={groups}{switches}{})", has(",nonorm", !norms));
        prop_assert_eq!(tally(&text), loops, "{}", text);
    }

    #[test]
    fn linear_attention(
        (d, length, kernel) in (1..8u64, 1..5u64, 1..5u64),
        (heads, size) in (1..4u64, 1..5u64),
        values in prop::option::of((1..4u64, 1..5u64)),
        switch: bool,
    ) {
        let start = format!("tokens({length});embed(2,{d});");
        let (vheads, value) = values.unwrap_or((heads, size));
        let mut loops = Tally::default();
        for _head in 0..2 * heads {
            loops.matrix(d, size, length, false);
            loops.kernels(size, kernel, length, false);
        }
        for _head in 0..vheads {
            loops.matrix(d, value, length, false);
            loops.kernels(value, kernel, length, false);
            loops.matrix(d, value, length, false);
            loops.matrix(d, 1, length, false);
            loops.matrix(d, 1, length, false);
            loops.vectors(&[1, 1]);
        }
        loops.vectors(&[value]);
        loops.matrix(vheads * value, d, length, false);
        loops.states(vheads, size, value, 3, length);
        let given = values.map_or(String::new(), |_| format!(",vheads={vheads},value={value}"));
        let text = format!("{start}deltanet({heads},{size}{given},conv={kernel})");
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let inner = heads * size;
        let mut loops = Tally::default();
        for _ in 0..3 {
            loops.matrix(d, inner, length, false);
            loops.kernels(inner, kernel, length, false);
        }
        for _gate in 0..2 {
            if switch {
                loops.matrix(d, inner, length, false);
            } else {
                loops.matrix(d, size, length, false);
                loops.matrix(size, inner, length, false);
            }
        }
        loops.matrix(d, heads, length, false);
        loops.matrix(inner, d, length, false);
        loops.vectors(&[inner, heads, size]);
        loops.states(heads, size, size, 3, length);
        let text = format!("{start}kda({heads},{size},conv={kernel}{})", has(",fullgates", switch));
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let mut loops = Tally::default();
        for _ in 0..4 {
            loops.matrix(d, inner, length, false);
        }
        loops.matrix(inner, d, length, false);
        loops.vectors(&[inner]);
        loops.states(heads, size, size, 2, length);
        let text = format!("{start}lightning({heads},{size})");
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let mut loops = Tally::default();
        let (ranks, value) = ([kernel, 1, 2], values.map(|(value, _)| value));
        for _ in 0..4 {
            loops.matrix(d, d, length, false);
        }
        for rank in ranks.into_iter().chain(value) {
            loops.matrix(d, rank, length, false);
            loops.matrix(rank, d, length, false);
        }
        // The shares of the position before, and the biases of decay and rate.
        loops.vectors(&[d; 6 + 2]);
        // Those of keys and queries, and the norm of the heads.
        loops.vectors(&[d; 3 + 2]);
        loops.vectors(&[if value.is_some() { d } else { 0 }]);
        // One number for each of a head's in each row of its state.
        loops.states(d, 1, size, 4, length);
        let given = value.map_or(String::new(), |value| format!(",value={value}"));
        let text = format!("{start}rwkv7({size},{kernel},1,2{given})");
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let mut loops = Tally::default();
        for _ in 0..3 {
            loops.matrix(d, d, length, switch);
        }
        loops.kernels(d, kernel, length, switch);
        loops.matrix(d, d, length, switch);
        let text = format!("{start}shortconv({kernel}{})", has(",bias", switch));
        prop_assert_eq!(tally(&text), loops, "{}", text);
    }

    #[test]
    fn feed_forward_and_experts(
        (width, hidden, rows) in (1..6u64, 1..6u64, 1..4u64),
        (active, idle, shared) in (1..4u64, 0..4u64, 0..3u64),
        (latent, zero) in (prop::option::of(1..6u64), 0..4u64),
        (gated, bias, scaled) in any::<(bool, bool, bool)>(),
    ) {
        let one = |loops: &mut Tally, width, rows| {
            for _ in 0..if gated { 2 } else { 1 } {
                loops.matrix(width, hidden, rows, bias);
            }
            loops.matrix(hidden, width, rows, bias);
        };
        let start = format!("tokens({rows});embed(2,{width});");
        let with_bias = has(",bias", bias);
        let mut loops = Tally::default();
        one(&mut loops, width, rows);
        if gated && scaled {
            loops.matrix(width, 1, rows, false);
        }
        let name = if gated { "gated" } else { "ff" };
        let text = format!("{start}{name}({hidden}{with_bias}{})", has(",scaled", gated && scaled));
        prop_assert_eq!(tally(&text), loops, "{}", text);

        let inner = latent.unwrap_or(width);
        let mut loops = Tally::default();
        loops.matrix(width, active + idle + zero, rows, false);
        for _ in 0..shared {
            one(&mut loops, width, rows);
        }
        for _ in 0..active {
            one(&mut loops, inner, rows);
        }
        if latent.is_some() {
            loops.matrix(width, inner, rows, false);
            loops.matrix(inner, width, rows, false);
        }
        let used = loops.parameters;
        for _ in 0..idle {
            one(&mut loops, inner, 0);
        }
        let mut given = String::new();
        for (name, number) in [("shared", shared), ("latent", latent.unwrap_or(0)), ("zero", zero)] {
            if number > 0 {
                given += &format!(",{name}={number}");
            }
        }
        let text = format!("{start}experts({},{active},{hidden}{given}{}{with_bias})", active + idle, has(",plain", !gated));
        prop_assert_eq!(tally(&text), loops, "{}", text);
        let counted = count_text(&text).unwrap();
        prop_assert_eq!(counted.active_parameters - counted.embedding_parameters, used);
    }

    #[test]
    fn positions_joined_added_and_beside(
        (n, m, d, left, by) in (1..5u64, 1..5u64, 1..5u64, 1..5u64, 1..4u64),
        bias: bool,
    ) {
        let start = format!("tokens({});embed(2,{d});", left * by);
        let mut loops = Tally::default();
        loops.matrix(by * d, m, left, false);
        loops.vectors(&[by * d, by * d]);
        prop_assert_eq!(tally(&format!("{start}merge({by},{m})")), loops);
        let no_bias = has(",nobias", !bias);
        let mut loops = Tally::default();
        loops.matrix(n, m, by, bias);
        prop_assert_eq!(tally(&format!("{start}beside({n},{m},count={by}{no_bias})")), loops);
        let mut loops = Tally::default();
        loops.matrix(n, d, by, bias);
        prop_assert_eq!(tally(&format!("{start}append({by},from={n}{no_bias})")), loops);
    }

    #[test]
    fn a_sequence_is_a_line((n, c, m) in (1..9u64, 1..4u64, 1..4u64), (k, s, p) in (1..4u64, 1..3u64, 0..3u64), bias: bool) {
        let settings = format!("{k},stride={s},pad={p}{}", has(",nobias", !bias));
        for layer in [format!("conv({m},{settings})"), format!("depthwise({settings})"), format!("transposed({m},{settings})")] {
            let (line, row) = (format!("input({c}x{n});"), format!("tokens({n});embed(2,{c});"));
            let (on_line, on_row) = (count_text(&format!("{line}{layer}")), count_text(&format!("{row}{layer}")));
            prop_assert_eq!(on_line.is_ok(), on_row.is_ok());
            if on_row.is_ok() {
                prop_assert_eq!(tally(&format!("{line}{layer}")), tally(&format!("{row}{layer}")));
                let (on_line, on_row) = (last(&format!("{line}{layer};sequence")), last(&format!("{row}{layer}")));
                prop_assert_eq!(on_line.output, on_row.output);
            }
        }
    }

    #[test]
    fn patches(channels in 1..4u64, p in 1..4u64, across in 1..4u64, down in 1..4u64, width in 1..5u64) {
        let mut loops = Tally::default();
        loops.matrix(p * p * channels, width, across * down, true);
        prop_assert_eq!(tally(&format!("input({channels}x{}x{});patch({p},{width})", p * down, p * across)), loops);
    }
}

/// Terms as someone might type them.
fn any_term() -> impl Strategy<Value = String> {
    let size = || 1..300u32;
    let leaf = prop_oneof![
        (size(), 1..9u32, 1..3u32, 0..3u32, any::<bool>()).prop_map(|(c, k, s, p, b)| {
            format!("conv({c},{k},stride={s},pad={p}{})", has(",nobias", b))
        }),
        (size(), 1..4u32, 1..4u32).prop_map(|(c, k, l)| format!("Conv2d( {c} , {k}x{l} , same )")),
        (size(), 1..4u32, any::<bool>()).prop_map(|(m, l, b)| {
            format!(
                "lstm({m},layers={l},bias={}{})",
                l % 3,
                has(",bidirectional", b)
            )
        }),
        (size(), 1..9u32).prop_map(|(h, g)| format!("attention(kv={g},causal,heads={h})")),
        (size(), size()).prop_map(|(a, b)| format!("decoder({a},8,{b},gated,size={a})")),
        prop::sample::select(vec![
            "relu",
            "dropout(0.5)",
            "bn",
            "LayerNorm",
            "rms",
            "globalpool",
            "flatten",
            "embed(tied)",
            "head( 7 , bias )",
            "tokens(9)",
            "target(4,causal)",
            "input(3 × 8 x 8)",
            "step(3)",
            "experts(8,2,64,shared=1)",
            "basic(64,stride=1)",
            "maxpool(3,stride=3)",
            "positions",
        ])
        .prop_map(String::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let row = || prop::collection::vec(inner.clone(), 1..4).prop_map(|terms| terms.join(" ; "));
        prop_oneof![
            (1..5u32, row()).prop_map(|(n, row)| format!("{n} * ({row})")),
            row().prop_map(|row| format!("({row})")),
            (1..4u32, inner.clone()).prop_map(|(n, term)| {
                // A repetition is not repeated without brackets.
                if term.starts_with(|c: char| c.is_ascii_digit()) {
                    term
                } else {
                    format!("{n}*{term}")
                }
            }),
            (row(), row()).prop_map(|(a, b)| format!("residual({a}/{b})")),
            row().prop_map(|row| format!("concat({row}/)")),
            row().prop_map(|row| format!("residual({row};)")),
            (1..4u32, row()).prop_map(|(n, row)| format!("{n}*shared({row})")),
        ]
    })
}

/// The two spellings have their layers at other places.
fn without_places(mut count: Count) -> Count {
    count.outputs.clear();
    count.layers.iter_mut().for_each(|layer| layer.at = 0);
    count
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// A builder's rows: whatever is done to one, the text stays one of rows, and what was moved
    /// goes back.
    #[test]
    fn rows_can_be_edited_whatever_they_are(
        terms in prop::collection::vec(any_term(), 1..5),
        index in 0usize..12,
        new in "[a-z(),;/*0-9 ]{0,12}",
    ) {
        let text = terms.join(";");
        for change in [Edit::Become(new.clone()), Edit::Repeat(new.clone()), Edit::Add(new), Edit::Duplicate, Edit::Remove] {
            let (text, _) = edit(&text, index, &change);
            let _ = (outline::rows(&text), count_text(&text));
        }
        for (there, back) in [(Edit::Up, Edit::Down), (Edit::Down, Edit::Up)] {
            let (moved, at) = edit(&text, index, &there);
            if moved != text {
                prop_assert_eq!(edit(&moved, at, &back), (text.clone(), index));
            }
        }
    }

    /// Every row has its count, and those of the outermost rows make up the whole.
    #[test]
    fn rows_add_up_to_the_network(terms in prop::collection::vec(any_term(), 1..6)) {
        let text = terms.join(";");
        if let Ok(count) = count_text(&text) {
            let rows = outline::rows(&text);
            let counts = layers::counts(&rows, &count);
            prop_assert_eq!(rows.len(), counts.len());
            for (row, counted) in rows.iter().zip(&counts) {
                let within = count.layers.iter().filter(|layer| row.place.contains(&(layer.at - 1)));
                let parameters = within.map(LayerCount::all_parameters).sum();
                prop_assert_eq!(&counted.parameters, &whole(parameters), "{}", text);
            }
            let outermost = rows.iter().zip(&counts).filter(|(row, _)| row.depth == 0);
            let share: f64 = outermost.map(|(_, count)| count.multiply_add_share).sum();
            let whole = if count.multiply_adds == 0 { 0.0 } else { 1.0 };
            prop_assert!((share - whole).abs() < 1e-9, "{}: {}", text, share);
        }
    }

    #[test]
    fn the_spelling_goes_there_and_back(terms in prop::collection::vec(any_term(), 1..6)) {
        let typed = terms.join(";");
        let spelled = read(&typed).map_err(|e| TestCaseError::fail(format!("{typed}: {e}")))?.to_string();
        prop_assert_eq!(spell(&spelled), Some(spelled.clone()), "{}", typed);
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-.~!$'()*,;=:@/?".contains(c);
        prop_assert!(spelled.chars().all(allowed), "{}", spelled);
        // Both spellings count the same, or fail for the same reason.
        match (count_text(&typed), count_text(&spelled)) {
            (Ok(a), Ok(b)) => prop_assert_eq!(without_places(a), without_places(b)),
            (Err(a), Err(b)) => prop_assert_eq!((a.path, a.fault), (b.path, b.fault)),
            (a, b) => prop_assert!(false, "{:?} {:?}", a, b),
        }
    }

    #[test]
    fn any_text_gives_a_count_or_a_message(text in "\\PC{0,80}") {
        let _ = count_text(&text).map_err(|error| error.to_string());
    }

    #[test]
    fn letters_and_signs_of_networks_give_a_count_or_a_message(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "input", "tokens", "target", "embed", "conv", "fc", "lstm", "attention", "mla", "cross", "experts", "head", "positions",
            "decoder", "bottleneck", "dense", "residual", "concat", "frames", "sequence", "transposed", "upsample", "maxpool", "ceil",
            "patch", "class", "first", "(", "(", "(", ")", ")", ")", ";", ";", ";", ",", ",", "=", "/", "*", "x", "0", "1", "2", "3", "8",
            "999999999", "1000000000", "mamba", "mamba2", "deltanet", "kda", "lightning", "rwkv7", "shortconv", "merge", "append", "map",
            "beside", "table", "chunk", "both", "gate", "index", "latent", "zero", "memory", "from", "relative", "grid", "stride", "pad", "same", "tied", "causal", "kv", "size", "window", "bias", "groups", "shared",
        ]), 0..60),
    ) {
        let _ = count_text(&pieces.concat()).map_err(|error| error.to_string());
    }
}
