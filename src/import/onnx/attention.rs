//! Multiply-adds of attention and of experts that are a single node.
//!
//! Both products of attention count, queries by keys and scores by values: over the full square,
//! causal or not, or over the node’s window.

use super::cost::Costed;
use super::tensor::product;

impl Costed<'_> {
    /// Counts `Attention`: inputs are [batch, heads, length, size] or [batch, length, heads ·
    /// size].
    pub(super) fn attention(&self) -> Option<u128> {
        let batch = self.size(0, 0)?;
        let (queries, query_width) = if self.input(0)?.rank()? == 4 {
            let width = self.size(0, 1)?.checked_mul(self.size(0, 3)?)?;
            (self.size(0, 2)?, width)
        } else {
            (self.size(0, 1)?, self.size(0, 2)?)
        };
        let keys = self.size(1, if self.input(1)?.rank()? == 4 { 2 } else { 1 })?;
        // Query heads share keys and values; the output is as wide as the values of all heads.
        let output = self.output?.known()?;
        let value_width = match output.as_slice() {
            [_, heads, _, size] => u128::from(*heads).checked_mul(u128::from(*size))?,
            [_, _, width] => u128::from(*width),
            _ => return None,
        };
        let keys = keys.checked_add(self.past(4)?)?;
        products(batch, queries, self.seen(keys), query_width, value_width)
    }

    /// Returns the number of keys that a query sees: those of a window, if both its sides are
    /// given.
    fn seen(&self, keys: u128) -> u128 {
        let side = |name: &str| u128::try_from(self.node.int(name)?).ok();
        let right = if self.node.flag("is_causal") {
            Some(0)
        } else {
            side("right_window_size")
        };
        let window = side("left_window_size").zip(right);
        window.map_or(keys, |(left, right)| keys.min(left + 1 + right))
    }

    /// Counts `LinearAttention`: at every position, keys and values make a matrix for each of their
    /// heads, by which each head of queries is multiplied; with the delta rule the keys are, too.
    pub(super) fn linear_attention(&self) -> Option<u128> {
        let positions = self.size(0, 0)?.checked_mul(self.size(0, 1)?)?;
        let heads = |name: &str| u128::try_from(self.node.int(name)?).ok();
        let (of_queries, shared) = (heads("q_num_heads")?, heads("kv_num_heads")?);
        let state = self
            .size(1, 2)?
            .checked_mul(self.size(2, 2)?)?
            .checked_div(shared)?;
        let rule = self.node.text("update_rule").unwrap_or("gated_delta");
        let of_keys = if rule.contains("delta") { 2 } else { 1 };
        let of_queries = state.checked_mul(of_queries)?.checked_div(shared)?;
        positions.checked_mul(state.checked_mul(of_keys)?.checked_add(of_queries)?)
    }

    /// Counts experts [experts, in, out], of which each position uses `k`; weights of few bits are
    /// packed.
    pub(super) fn experts(&self, weights: &[usize]) -> Option<u128> {
        let bits = self.node.int("expert_weight_bits").unwrap_or(8);
        let packed = u128::try_from(8_i64.checked_div(bits)?).ok()?;
        let mut all = 0_u128;
        for index in weights {
            if let Some(weight) = self.input(*index) {
                let each = weight.elements()?.checked_div(self.size(*index, 0)?)?;
                all = all.checked_add(each.checked_mul(packed)?)?;
            }
        }
        let used = u128::try_from(self.node.int("k").unwrap_or(1)).ok()?;
        let width = u128::from(*self.output?.known()?.last()?);
        let positions = self.output?.elements()?.checked_div(width)?;
        positions.checked_mul(used)?.checked_mul(all)
    }

    /// Counts queries, keys and values [batch, length, width]; keys and values may be of another
    /// sequence, already split by heads, or packed with the queries.
    pub(super) fn multi_head(&self) -> Option<u128> {
        let (batch, queries) = (self.size(0, 0)?, self.size(0, 1)?);
        let output = self.output?.known()?;
        let value_width = u128::from(*output.get(2)?);
        let is_packed = self.input(0)?.rank()? == 5;
        let query_width = if is_packed {
            value_width
        } else {
            self.size(0, 2)?
        };
        let keys = match self.input(1) {
            Some(key) => self.size(1, if key.rank()? == 4 { 2 } else { 1 })?,
            None => queries,
        };
        products(
            batch,
            queries,
            keys.checked_add(self.past(6)?)?,
            query_width,
            value_width,
        )
    }

    /// Returns the positions kept from earlier calls, in an optional input.
    fn past(&self, at: usize) -> Option<u128> {
        match self.input(at) {
            Some(_) => self.size(at, 2),
            None => Some(0),
        }
    }

    pub(super) fn group_query(&self) -> Option<u128> {
        let (batch, queries) = (self.size(0, 0)?, self.size(0, 1)?);
        let width = u128::from(*self.output?.known()?.get(2)?);
        let keys = queries.checked_add(self.past(3)?)?;
        let window = self.node.int("local_window_size");
        let window = window.and_then(|window| u128::try_from(window).ok());
        let seen = keys.min(window.unwrap_or(keys));
        products(batch, queries, seen, width, width)
    }

    /// Counts attention with the projection to queries, keys and values inside: weights [width, all
    /// three].
    pub(super) fn packed_attention(&self, past: usize) -> Option<u128> {
        let (batch, length) = (self.size(0, 0)?, self.size(0, 1)?);
        let weight = self.input(1)?.known()?;
        let positions = batch.checked_mul(length)?;
        let projection = positions.checked_mul(product(&weight)?)?;
        let value_width = u128::from(*self.output?.known()?.get(2)?);
        let widths = u128::from(*weight.get(1)?);
        let query_width = widths.checked_sub(value_width)? / 2;
        let past = match self.input(past) {
            // [2, batch, heads, past, size]
            Some(_) => self.size(past, 3)?,
            None => 0,
        };
        let attention = products(
            batch,
            length,
            length.checked_add(past)?,
            query_width,
            value_width,
        )?;
        projection.checked_add(attention)
    }
}

/// Returns queries by keys and scores by values, over the full square. Widths are of all heads.
fn products(
    batch: u128,
    queries: u128,
    keys: u128,
    query_width: u128,
    value_width: u128,
) -> Option<u128> {
    let square = batch.checked_mul(queries)?.checked_mul(keys)?;
    square.checked_mul(query_width.checked_add(value_width)?)
}
