//! Parameters and multiply-adds of a layer while they are added up.
//!
//! 128-bit arithmetic is long in WebAssembly: none of it is to be copied into every formula.

/// The cost of a layer for one example or sequence. Nothing wraps around: a sum that leaves 128
/// bits is remembered as too large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// Trainable.
    pub(super) parameters: u128,
    /// Parameters that a token does not visit. Included above.
    pub(super) idle: u128,
    /// Multiply-adds of the forward pass.
    pub(super) multiply_adds: u128,
    /// Multiply-adds between positions: the two products of attention. Included above.
    pub(super) attention: u128,
    pub(super) too_large: bool,
}

impl Cost {
    /// Returns the cost of a matrix, or of a stack of them, that is used this many times.
    #[inline(never)]
    pub(super) fn weights(&mut self, sizes: &[u64], uses: &[u64]) {
        self.further(sizes);
        let weights = self.product(sizes);
        let uses = self.product(uses);
        let multiply_adds = self.times(weights, uses);
        self.multiply_adds = self.plus(self.multiply_adds, multiply_adds);
    }

    /// Parameters that are added or looked up, not multiplied: biases, norms, embeddings.
    #[inline(never)]
    pub(super) fn further(&mut self, sizes: &[u64]) {
        let parameters = self.product(sizes);
        self.parameters = self.plus(self.parameters, parameters);
    }

    /// Parameters of which a token visits none.
    #[inline(never)]
    pub(super) fn unused(&mut self, sizes: &[u64]) {
        self.further(sizes);
        let idle = self.product(sizes);
        self.idle = self.plus(self.idle, idle);
    }

    /// Returns the cost of multiply-adds whose parameters are counted elsewhere.
    pub(super) fn add_shared(&mut self, sizes: &[u64], uses: u64) {
        let weights = self.product(sizes);
        let multiply_adds = self.times(weights, u128::from(uses));
        self.multiply_adds = self.plus(self.multiply_adds, multiply_adds);
    }

    /// Returns the cost of the two products of attention: pairs of positions, and numbers multiplied
    /// for each.
    #[inline(never)]
    pub(super) fn attention(&mut self, pairs: u128, sizes: &[u64]) {
        let each = self.product(sizes);
        let multiply_adds = self.times(pairs, each);
        self.multiply_adds = self.plus(self.multiply_adds, multiply_adds);
        self.attention = self.plus(self.attention, multiply_adds);
    }

    /// Adds another cost this many times.
    #[inline(never)]
    pub(super) fn add(&mut self, other: &Self, times: u64) {
        let times = u128::from(times);
        let all = |sum: &mut Self, a: u128, b: u128| {
            let b = sum.times(b, times);
            sum.plus(a, b)
        };
        self.too_large |= other.too_large;
        self.parameters = all(self, self.parameters, other.parameters);
        self.idle = all(self, self.idle, other.idle);
        self.multiply_adds = all(self, self.multiply_adds, other.multiply_adds);
        self.attention = all(self, self.attention, other.attention);
    }

    #[inline(never)]
    fn product(&mut self, factors: &[u64]) -> u128 {
        let mut product = 1;
        for factor in factors {
            product = self.times(product, u128::from(*factor));
        }
        product
    }

    #[inline(never)]
    fn times(&mut self, a: u128, b: u128) -> u128 {
        let product = a.checked_mul(b);
        self.too_large |= product.is_none();
        product.unwrap_or(0)
    }

    #[inline(never)]
    fn plus(&mut self, a: u128, b: u128) -> u128 {
        let sum = a.checked_add(b);
        self.too_large |= sum.is_none();
        sum.unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_says_so() {
        let mut cost = Cost::default();
        cost.weights(&[u64::MAX, u64::MAX], &[1]);
        assert!(!cost.too_large);
        assert_eq!(cost.parameters, u128::from(u64::MAX).pow(2));
        let mut twice = cost;
        twice.add(&cost, 2);
        assert!(twice.too_large);
        cost.weights(&[u64::MAX, u64::MAX], &[2]);
        assert!(cost.too_large);
    }
}
