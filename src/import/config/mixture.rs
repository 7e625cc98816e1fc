//! Mixtures of experts by their keys: which layers have them, how many a token visits, and what
//! every token visits beside them.

use super::super::error::FileError;
use super::keys::{Dim, EXPERT_WIDTH, EXPERTS, Keys, SHARED_EXPERTS, VISITED, WIDTH, mismatch};
use super::reading::{Reading, unknown_kind};
use super::stack::{Beside, Experts, Layer};

/// The experts of a family.
pub(super) struct Mixture {
    /// Whether an expert has a width of its own, rather than that of the feed-forward.
    pub(super) own_width: bool,
    pub(super) shared: Shared,
    /// Whether scores are corrected for each expert, as in DeepSeek-V3.
    pub(super) router_bias: bool,
    pub(super) sparse: Sparse,
}

/// The experts that every token visits beside those that are chosen.
pub(super) enum Shared {
    Nothing,
    /// Experts of the same size, by their number.
    Experts,
    /// Experts of the same size: one, or as many as the file says.
    One,
    /// One of the width under this key.
    Width(&'static str),
}

/// The layers that have experts.
pub(super) enum Sparse {
    All,
    /// All but the first ones, whose number is under a key; its default.
    After(&'static str, u64),
    /// Those that `mlp_layer_types` names; without it, all but the first ones, by a key and its
    /// default.
    Types(&'static str, u64),
    /// A rule of the family’s own.
    Rule(fn(&Reading<'_>, u64) -> Result<Vec<bool>, FileError>),
}

/// Experts as wide as the feed-forward, in every layer, and nothing beside them.
pub(super) const EXPERTS_ALONE: Mixture = Mixture {
    own_width: false,
    shared: Shared::Nothing,
    router_bias: false,
    sparse: Sparse::All,
};

/// Returns a number for each layer, which may be 0.
fn numbers(keys: Keys<'_>, dim: &Dim, layers: u64, usual: u64) -> Result<Vec<u64>, FileError> {
    let found = keys.each(dim, layers)?;
    Ok(found.unwrap_or_else(|| (0..layers).map(|_| usual).collect()))
}

impl Sparse {
    /// Returns which layers have experts.
    fn layers(&self, reading: &Reading<'_>, layers: u64) -> Result<Vec<bool>, FileError> {
        const TYPES: &str = "mlp_layer_types";
        let after = |key: &str, default: u64| -> Result<Vec<bool>, FileError> {
            let first = reading.keys.count(key, default)?;
            Ok((0..layers).map(|i| i >= first).collect())
        };
        match self {
            Self::All => after("", 0),
            Self::After(key, default) => after(key, *default),
            Self::Rule(rule) => rule(reading, layers),
            Self::Types(key, default) => {
                // MiMo lists 1 for a layer with experts.
                let listed = reading.keys.list("moe_layer_freq").map(|list| {
                    let sparse = list.iter().map(|step| *step != 0);
                    sparse.collect::<Vec<bool>>()
                });
                let by_key = match listed {
                    Some(listed) => listed,
                    None => after(key, *default)?,
                };
                let Some(types) = reading.keys.words(TYPES, layers)? else {
                    return Ok(by_key);
                };
                let sparse = types.into_iter().map(|kind| match kind {
                    "sparse" => Ok(true),
                    "dense" => Ok(false),
                    other => Err(unknown_kind(TYPES, other)),
                });
                sparse.collect()
            }
        }
    }
}

impl Mixture {
    /// Puts experts into the layers that have them.
    pub(super) fn put(
        &self,
        reading: &mut Reading<'_>,
        layers: &mut [Layer],
    ) -> Result<(), FileError> {
        let keys = reading.keys;
        let count = u64::try_from(layers.len()).unwrap_or_default();
        let sparse = self.sparse.layers(reading, count)?;
        let named = EXPERTS.names.iter().any(|name| keys.has(name));
        if !named && keys.each(&EXPERTS, count)?.is_none() {
            keys.size(&EXPERTS)?;
        }
        let number = numbers(keys, &EXPERTS, count, 0)?;
        let visited = numbers(keys, &VISITED, count, 0)?;
        let widths = match self.own_width {
            true => Some(numbers(keys, &EXPERT_WIDTH, count, 0)?),
            false => None,
        };
        let shared = match self.shared {
            Shared::Experts => numbers(keys, &SHARED_EXPERTS, count, 0)?,
            Shared::One => numbers(keys, &SHARED_EXPERTS, count, 1)?,
            Shared::Nothing | Shared::Width(_) => Vec::new(),
        };
        let beside = match self.shared {
            Shared::Width(key) => keys.count(key, 0)?,
            _ => 0,
        };
        let beside = (beside > 0).then_some(Beside {
            hidden: beside,
            scaled: false,
        });
        let width = keys.size(&WIDTH)?;
        for (i, layer) in layers.iter_mut().enumerate() {
            let at = |list: &[u64]| list.get(i).copied().unwrap_or_default();
            let (number, visited, shared) = (at(&number), at(&visited), at(&shared));
            if number == 0 || sparse.get(i) != Some(&true) {
                continue;
            }
            if visited == 0 {
                keys.size(&VISITED)?;
            }
            if visited > number {
                return Err(mismatch(format!(
                    "“{}” is {visited}, more than the {number} experts that there are.",
                    VISITED.names[0]
                )));
            }
            let hidden = match &widths {
                Some(widths) if at(widths) > 0 => at(widths),
                Some(_) => keys.size(&EXPERT_WIDTH)?,
                None => layer.feed.hidden,
            };
            layer.feed.experts = Some(Experts {
                count: number,
                active: visited,
                hidden,
                shared,
                router_bias: self.router_bias,
                beside,
            });
            // Only the shared experts, which are one feed-forward, have biases.
            if layer.feed.bias && shared > 0 {
                let inner = shared.saturating_mul(hidden).saturating_mul(2);
                layer.spare = inner.saturating_add(width);
            }
            layer.feed.bias = false;
        }
        Ok(())
    }
}
