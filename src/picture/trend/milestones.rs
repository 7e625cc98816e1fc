//! The order in which systems are named, and short names of well-known ones.

use crate::trend::Point;

/// Well-known systems by their names in the table, and as they are called: the most important first.
const KNOWN: [(&str, &str); 28] = [
    ("AlexNet", "AlexNet"),
    ("GPT-3 175B (davinci)", "GPT-3"),
    ("Perceptron Mark I", "Perceptron"),
    ("Theseus", "Theseus"),
    ("Grok 4", "Grok 4"),
    ("AlphaGo Zero", "AlphaGo Zero"),
    ("LSTM", "LSTM"),
    ("LeNet-5", "LeNet-5"),
    ("GPT-4 (Mar 2023)", "GPT-4"),
    ("Neocognitron", "Neocognitron"),
    ("NetTalk (dictionary)", "NetTalk"),
    ("Transformer", "Transformer"),
    ("ResNet-152 (ImageNet)", "ResNet-152"),
    ("BERT-Large", "BERT"),
    ("GPT-2 (1.5B)", "GPT-2"),
    ("DQN", "DQN"),
    ("AlphaFold 2", "AlphaFold 2"),
    ("DeepSeek-V3", "DeepSeek-V3"),
    ("Llama 3.1-405B", "Llama 3.1 405B"),
    ("PaLM (540B)", "PaLM"),
    ("GNMT", "GNMT"),
    ("Gemini 1.0 Ultra", "Gemini 1.0 Ultra"),
    ("GPT-4.5", "GPT-4.5"),
    ("ADALINE", "ADALINE"),
    ("Chinchilla", "Chinchilla"),
    ("Stable Diffusion (LDM-KL-8-G)", "Stable Diffusion"),
    ("AlphaGo Lee", "AlphaGo Lee"),
    ("LLaMA-65B", "LLaMA-65B"),
];
/// The longest name, in characters.
const MOST: usize = 28;

/// Returns the places of the points in the order in which they are named, and their names: well-known systems, then
/// those that were the largest when they came out, the newest first, then the others from the largest on.
pub(super) fn ordered(points: &[&Point]) -> Vec<(usize, String)> {
    let mut ordered: Vec<(usize, String)> = KNOWN
        .iter()
        .filter_map(|(name, short)| {
            let at = points.iter().position(|point| point.name == *name)?;
            Some((at, (*short).into()))
        })
        .collect();
    let mut largest = 0.0;
    let mut record = vec![false; points.len()];
    for (is_record, point) in record.iter_mut().zip(points) {
        *is_record = point.flop > largest;
        largest = point.flop.max(largest);
    }
    let mut others: Vec<(bool, f64, usize)> = points
        .iter()
        .zip(record)
        .enumerate()
        .filter(|(at, _)| !ordered.iter().any(|(known, _)| known == at))
        .map(|(at, (point, is_record))| (is_record, point.flop, at))
        .collect();
    others.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    // A few hundred are more than have room.
    for (.., at) in others.into_iter().take(200) {
        let name = points
            .get(at)
            .map(|point| point.name.as_str())
            .unwrap_or_default();
        if name.chars().count() <= MOST {
            ordered.push((at, name.into()));
        }
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::table_points;

    #[test]
    fn every_well_known_system_is_in_the_table() {
        let points = table_points();
        for (name, _) in KNOWN {
            assert!(points.iter().any(|point| point.name == name), "{name}");
        }
    }
}
