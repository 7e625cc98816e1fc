//! A forward pass over the positions of a text, with attention that grows with the context.

/// FLOP of a forward pass on one position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forward {
    /// FLOP that do not depend on the context.
    pub token: f64,
    /// FLOP of attention for each position that is attended to.
    pub pair: f64,
}

impl Forward {
    /// Returns a forward pass without the FLOP of attention: those of a token alone.
    pub const fn of_token(token: f64) -> Self {
        Self { token, pair: 0.0 }
    }

    /// Adds the attention of layers of a width. For each pair of positions a layer takes two products of
    /// width multiply-adds, so 4 × layers × width FLOP.
    pub fn with_attention(self, layers: f64, width: f64) -> Self {
        Self {
            pair: 4.0 * layers * width,
            ..self
        }
    }

    /// Returns the FLOP of a pass over the first n positions.
    pub fn positions(self, n: f64) -> f64 {
        self.token * n + self.pair * n * (n + 1.0) / 2.0
    }

    /// Returns the FLOP of passes over the first n positions, for every n in a range.
    pub(super) fn all_positions(self, from: f64, to: f64) -> f64 {
        let numbers = |n: f64| n * (n + 1.0) / 2.0;
        let triangles = |n: f64| n * (n + 1.0) * (n + 2.0) / 6.0;
        let between = |sum: &dyn Fn(f64) -> f64| sum(to) - sum(from - 1.0);
        self.token * between(&numbers) + self.pair * between(&triangles)
    }
}
