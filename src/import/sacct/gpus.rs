//! GPUs among the trackable resources of a job:
//! `billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=500G,node=2`.

use crate::catalog::{self, Chip, Edition};

/// The GPUs that a job was allocated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gpus {
    /// Number of all GPUs, each counted once.
    pub count: u64,
    /// The site’s names for them, with their counts; empty if it gives none.
    pub kinds: Vec<(String, u64)>,
}

impl Gpus {
    /// Returns the GPUs by the site’s names for them. If the account has their sum as well, the kinds are
    /// cut to it, and GPUs of the sum beyond the kinds have no name.
    pub fn by_kind(&self) -> impl Iterator<Item = (Option<&str>, u64)> {
        let mut left = self.count;
        let mut named = Vec::new();
        for (name, count) in &self.kinds {
            let count = left.min(*count);
            left -= count;
            named.push((Some(name.as_str()), count));
        }
        named.push((None, left));
        named.into_iter().filter(|(_, count)| *count > 0)
    }

    /// Reads AllocTRES. Slurm prints the sum (`gres/gpu=8`) and, if types are tracked, each type
    /// too (`gres/gpu:a100=8`): the same eight.
    ///
    /// # Errors
    /// Returns the part that is not a count, such as the end of a cell that was cut off:
    /// `billing=64,cp+`.
    pub(super) fn read(tres: &str) -> Result<Self, &str> {
        Self::read_up_to(u32::MAX.into(), tres)
    }

    /// Reads the same up to a larger number, as in hours that sreport adds up.
    pub(super) fn read_up_to(most: u64, tres: &str) -> Result<Self, &str> {
        let (mut sum, mut kinds) = (None, Vec::<(String, u64)>::new());
        for part in tres
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            // A resource by its number (`1001=4`) may be any.
            let is_named = !part.starts_with(|c: char| c.is_ascii_digit());
            let Some((resource, count)) = part.split_once('=').filter(|_| is_named) else {
                return Err(part);
            };
            if count.ends_with('+') {
                return Err(part);
            }
            // Not gres/gpumem and gres/gpuutil.
            let Some(kind) = resource.strip_prefix("gres/gpu") else {
                continue;
            };
            let kind = match kind.strip_prefix(':') {
                Some(kind) => Some(kind),
                None if kind.is_empty() => None,
                None => continue,
            };
            let plain = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
            let count: u64 = match count.parse() {
                Ok(count) if plain && count <= most => count,
                _ => return Err(part),
            };
            match kind {
                Some(kind) => kinds.push((kind.to_owned(), count)),
                None => sum = Some(count),
            }
        }
        let typed = kinds
            .iter()
            .fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
        Ok(Self {
            count: sum.unwrap_or(typed),
            kinds,
        })
    }
}

/// Proposes the chip that a site’s name for a GPU most likely means: `a100`, `h100_80gb`,
/// `nvidia_a100-sxm4-80gb`, `tesla_v100-sxm2-32gb`. None for a slice of a GPU.
pub fn proposed(kind: &str) -> Option<&'static Chip> {
    let kind: String = kind.chars().take(60).collect();
    if is_slice(&kind) {
        return None;
    }
    // Words in which sites' names differ from the catalog's.
    let plain = kind.replace(['_', '-'], " ");
    // Slurm writes `l40s` in lower case: it is not a plural. The s of `V100's` is of no model.
    let is_possessive = kind.contains(['\'', '’']);
    if let Some(chip) = catalog::find(&plain).filter(|_| !is_possessive) {
        return Some(chip);
    }
    let named = catalog::resolve_name(&plain, Edition::PRESENT);
    // A machine's name is not a kind of GPU, and a vendor alone, or `gpu`, says nothing.
    let first = named.chips.into_iter().next();
    first.filter(|_| named.holds.is_none() && kind.bytes().any(|b| b.is_ascii_digit()))
}

/// Returns whether the name is that of a slice of a GPU (`1g.10gb`, `a100_3g.20gb`): its hours are
/// not those of a whole one.
pub fn is_slice(kind: &str) -> bool {
    let bytes = kind.as_bytes();
    bytes
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && w[1..3] == *b"g." && w[3].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(tres: &str) -> Option<u64> {
        Gpus::read(tres).ok().map(|gpus| gpus.count)
    }

    #[test]
    fn a_gpu_is_counted_once() {
        for (tres, expected) in [
            ("", 0),
            ("billing=64,cpu=64,mem=500G,node=2", 0),
            ("cpu=64,gres/gpu=8,mem=500G", 8),
            ("cpu=64,gres/gpu:a100=8,mem=500G", 8),
            ("cpu=64,gres/gpu=8,gres/gpu:a100=8", 8),
            ("cpu=64,gres/gpu:a100=8,gres/gpu=8", 8),
            ("gres/gpu=12,gres/gpu:a100=8,gres/gpu:v100=4", 12),
            ("gres/gpu:a100=8,gres/gpu:v100=4", 12),
            // Memory and load of the GPUs are not GPUs.
            ("gres/gpu=2,gres/gpumem=80G,gres/gpuutil=97", 2),
            ("gres/gpumem=80G", 0),
            ("gres/shard=4,gres/mps=100", 0),
            (" cpu=4 , gres/gpu=2 ,", 2),
        ] {
            assert_eq!(count(tres), Some(expected), "{tres}");
        }
        let mixed = Gpus::read("gres/gpu:a100=8,gres/gpu:v100=4").expect("counts");
        assert_eq!(mixed.kinds, [("a100".into(), 8), ("v100".into(), 4)]);
    }

    #[test]
    fn what_is_no_count_is_told() {
        for part in [
            "gres/gpu=",
            "gres/gpu=x",
            "gres/gpu=-1",
            "gres/gpu=+1",
            "gres/gpu:a=1K",
            // Cut off, a resource by its number, the spelling of --gres.
            "gres/gpu",
            "gres/gp+",
            "mem=60+",
            "1001=4",
            "gpu:4",
        ] {
            assert_eq!(Gpus::read(&format!("cpu=4,{part},node=1")), Err(part));
        }
        assert!(Gpus::read("gres/gpu=99999999999999999999").is_err());
    }

    #[test]
    fn a_sites_name_proposes_a_chip() {
        let slug = |kind| proposed(kind).map_or("", |chip| chip.slug);
        for (kind, expected) in [
            ("a100", "nvidia-a100-sxm-80gb"),
            ("A100", "nvidia-a100-sxm-80gb"),
            ("a100_40gb", "nvidia-a100-sxm-40gb"),
            ("a100-80", "nvidia-a100-sxm-80gb"),
            ("nvidia_a100-sxm4-80gb", "nvidia-a100-sxm-80gb"),
            ("nvidia_a100-pcie-40gb", "nvidia-a100-pcie"),
            ("h100", "nvidia-h100-sxm"),
            ("nvidia_h100_80gb_hbm3", "nvidia-h100-sxm"),
            ("nvidia_h100_pcie", "nvidia-h100-pcie"),
            ("tesla_v100-sxm2-32gb", "nvidia-v100-sxm2-32gb"),
            ("v100", "nvidia-v100-sxm2-32gb"),
            ("gh200", "nvidia-gh200"),
            ("k80", "nvidia-k80"),
            ("rtx_a6000", "nvidia-rtx-a6000"),
            ("nvidia_geforce_rtx_3090", "nvidia-rtx-3090"),
            ("rtx4090", "nvidia-rtx-4090"),
            ("rtx8000", "nvidia-quadro-rtx-8000"),
            ("gtx1080ti", "nvidia-gtx-1080-ti"),
            ("mi250", "amd-mi250"),
            ("mi300a", "amd-mi300a"),
            ("1g.10gb", ""),
            ("a100_3g.20gb", ""),
            ("gpu", ""),
            ("nvidia", ""),
            ("", ""),
            ("b9999", ""),
        ] {
            assert_eq!(slug(kind), expected, "{kind}");
        }
    }
}
