//! The nouns after numbers: what is counted or measured.

/// The thing that a number counts or measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Noun {
    Parameter,
    Connection,
    Token,
    /// Words of text, which are not tokens.
    TextWord,
    /// Something that a network learns from, one by one.
    Example,
    /// Sequences of tokens, or examples.
    Sequence,
    Step,
    Batch,
    Epoch,
    /// Wall-clock time, with the unit in seconds.
    Time(f64),
    /// Hours of chips, with the unit in hours.
    ChipHours(f64),
    /// Hours of nodes, whose chips are to be multiplied.
    NodeHours(f64),
    /// Hours of cores or dies.
    PartHours(f64),
    Chip,
    /// Cores of an accelerator, or dies that software counts as devices.
    Part,
    Node,
    /// Pods and slices, which have a size of their own.
    Pod,
    /// FLOP, with the power of ten of the prefix.
    Flop(f64),
    /// FLOP/s.
    Speed(f64),
    /// Multiply-adds.
    MultiplyAdd(f64),
    /// A speed that was held for days or hours, with the FLOP of one: a petaflop/s-day.
    HeldSpeed(f64),
    /// Separate trainings.
    Run,
    Layer,
    /// Examples, sequences or tokens in a step, under a label that does not say which.
    BatchSize,
    /// Tokens of a sequence, under a label.
    Length,
    /// A share of the peak, of the model's operations.
    Mfu,
    /// The same of the hardware's operations.
    Hfu,
    /// An amount that no field takes: data in GB, energy, money, vocabulary.
    Other,
}

/// Nouns in the singular. Plurals are made singular before they are looked up.
const NOUNS: &[(&str, Noun)] = &[
    ("parameter", Noun::Parameter),
    ("param", Noun::Parameter),
    ("parm", Noun::Parameter),
    ("parametern", Noun::Parameter),
    ("参数", Noun::Parameter),
    ("パラメータ", Noun::Parameter),
    ("weight", Noun::Parameter),
    ("connection", Noun::Connection),
    ("synapse", Noun::Connection),
    ("token", Noun::Token),
    ("subword", Noun::Token),
    ("tok", Noun::Token),
    ("word", Noun::TextWord),
    ("example", Noun::Example),
    ("image", Noun::Example),
    ("photo", Noun::Example),
    ("photograph", Noun::Example),
    ("picture", Noun::Example),
    ("sample", Noun::Example),
    ("pair", Noun::Example),
    ("sentence", Noun::Example),
    ("utterance", Noun::Example),
    ("clip", Noun::Example),
    ("crop", Noun::Example),
    ("slice", Noun::Example),
    ("episode", Noun::Example),
    ("trajectory", Noun::Example),
    ("demonstration", Noun::Example),
    ("trace", Noun::Example),
    ("video", Noun::Example),
    ("frame", Noun::Example),
    ("position", Noun::Example),
    ("molecule", Noun::Example),
    ("structure", Noun::Example),
    ("protein", Noun::Example),
    ("graph", Noun::Example),
    ("patch", Noun::Example),
    ("scan", Noun::Example),
    ("volume", Noun::Example),
    ("tile", Noun::Example),
    ("instance", Noun::Example),
    ("datapoint", Noun::Example),
    ("conversation", Noun::Example),
    ("dialogue", Noun::Example),
    ("instruction", Noun::Example),
    ("prompt", Noun::Example),
    ("segment", Noun::Example),
    ("recording", Noun::Example),
    ("spectrogram", Noun::Example),
    ("tweet", Noun::Example),
    ("record", Noun::Example),
    ("row", Noun::Example),
    ("graphic", Noun::Example),
    ("transition", Noun::Example),
    ("snapshot", Noun::Example),
    ("spectrum", Noun::Example),
    ("spectra", Noun::Example),
    ("article", Noun::Example),
    ("caption", Noun::Example),
    ("question", Noun::Example),
    ("problem", Noun::Example),
    ("shape", Noun::Example),
    ("mesh", Noun::Example),
    ("reaction", Noun::Example),
    ("genome", Noun::Example),
    ("piece", Noun::Example),
    ("track", Noun::Example),
    ("song", Noun::Example),
    ("radiograph", Noun::Example),
    ("x-ray", Noun::Example),
    ("sequence", Noun::Sequence),
    ("chunk", Noun::Sequence),
    ("document", Noun::Sequence),
    ("step", Noun::Step),
    ("update", Noun::Step),
    ("iteration", Noun::Step),
    ("iter", Noun::Step),
    ("mini-batch", Noun::Step),
    ("minibatch", Noun::Step),
    ("batch", Noun::Batch),
    ("epoch", Noun::Epoch),
    ("pass", Noun::Epoch),
    ("s", Noun::Time(1.0)),
    ("sec", Noun::Time(1.0)),
    ("second", Noun::Time(1.0)),
    ("ms", Noun::Time(0.001)),
    ("millisecond", Noun::Time(0.001)),
    ("min", Noun::Time(60.0)),
    ("minute", Noun::Time(60.0)),
    ("h", Noun::Time(3600.0)),
    ("hr", Noun::Time(3600.0)),
    ("hour", Noun::Time(3600.0)),
    ("d", Noun::Time(86_400.0)),
    ("day", Noun::Time(86_400.0)),
    ("night", Noun::Other),
    ("week", Noun::Time(604_800.0)),
    ("wk", Noun::Time(604_800.0)),
    ("fortnight", Noun::Time(1_209_600.0)),
    ("month", Noun::Time(2_629_800.0)),
    ("year", Noun::Time(31_557_600.0)),
    ("stunde", Noun::Time(3600.0)),
    ("stunden", Noun::Time(3600.0)),
    ("tag", Noun::Time(86_400.0)),
    ("tage", Noun::Time(86_400.0)),
    ("tagen", Noun::Time(86_400.0)),
    ("woche", Noun::Time(604_800.0)),
    ("wochen", Noun::Time(604_800.0)),
    ("小时", Noun::Time(3600.0)),
    ("天", Noun::Time(86_400.0)),
    ("周", Noun::Time(604_800.0)),
    ("gpu", Noun::Chip),
    ("tpu", Noun::Chip),
    ("chip", Noun::Chip),
    ("card", Noun::Chip),
    ("accelerator", Noun::Chip),
    ("npu", Noun::Chip),
    ("ipu", Noun::Chip),
    ("hpu", Noun::Chip),
    ("device", Noun::Chip),
    ("board", Noun::Chip),
    ("superchip", Noun::Chip),
    ("wafer", Noun::Chip),
    ("processor", Noun::Chip),
    ("system", Noun::Node),
    ("core", Noun::Part),
    ("gcd", Noun::Part),
    ("die", Noun::Part),
    ("tensorcore", Noun::Part),
    ("node", Noun::Node),
    ("server", Noun::Node),
    ("machine", Noun::Node),
    ("host", Noun::Node),
    ("box", Noun::Node),
    ("vm", Noun::Node),
    ("blade", Noun::Node),
    ("workstation", Noun::Node),
    ("computer", Noun::Node),
    ("pod", Noun::Pod),
    ("cpu", Noun::Other),
    ("vcpu", Noun::Other),
    ("flop", Noun::Flop(1.0)),
    ("flops", Noun::Flop(1.0)),
    ("operation", Noun::Flop(1.0)),
    ("mac", Noun::MultiplyAdd(1.0)),
    ("multiply-add", Noun::MultiplyAdd(1.0)),
    ("mult-add", Noun::MultiplyAdd(1.0)),
    ("multiply-accumulate", Noun::MultiplyAdd(1.0)),
    ("madd", Noun::MultiplyAdd(1.0)),
    ("multadd", Noun::MultiplyAdd(1.0)),
    ("run", Noun::Run),
    ("seed", Noun::Run),
    ("restart", Noun::Run),
    ("fold", Noun::Run),
    ("variant", Noun::Run),
    ("layer", Noun::Layer),
    ("head", Noun::Layer),
    ("block", Noun::Layer),
    ("expert", Noun::Layer),
    ("gb", Noun::Other),
    ("gib", Noun::Other),
    ("tb", Noun::Other),
    ("tib", Noun::Other),
    ("mb", Noun::Other),
    ("kwh", Noun::Other),
    ("mwh", Noun::Other),
    ("gwh", Noun::Other),
    ("watt", Noun::Other),
    ("w", Noun::Other),
    ("kg", Noun::Other),
    ("tco2eq", Noun::Other),
    ("pixel", Noun::Other),
    ("hz", Noun::Other),
    ("class", Noun::Other),
];

/// Prefixes of FLOP and of multiply-adds.
const PREFIXES: [(&str, f64); 17] = [
    ("kilo", 1e3),
    ("mega", 1e6),
    ("giga", 1e9),
    ("tera", 1e12),
    ("peta", 1e15),
    ("exa", 1e18),
    ("zetta", 1e21),
    ("yotta", 1e24),
    ("k", 1e3),
    ("m", 1e6),
    ("g", 1e9),
    ("t", 1e12),
    ("p", 1e15),
    ("e", 1e18),
    ("z", 1e21),
    ("y", 1e24),
    ("", 1.0),
];

/// Returns the singular of an English plural, as far as the table needs it.
pub(super) fn singular(word: &str) -> &str {
    if let Some(stem) = word.strip_suffix("'s") {
        return stem;
    }
    match word {
        "flops" | "pass" | "s" | "ms" | "class" | "trillions" | "gaudi" => word,
        "batches" | "passes" | "mini-batches" | "minibatches" | "boxes" | "patches" | "classes"
        | "meshes" => word.strip_suffix("es").unwrap_or(word),
        "dies" => "die",
        "trajectories" => "trajectory",
        "images" => "image",
        _ => word
            .strip_suffix('s')
            .filter(|stem| stem.len() > 1)
            .unwrap_or(word),
    }
}

/// Returns what a word counts.
pub(super) fn noun(word: &str) -> Option<Noun> {
    if word.is_empty() {
        return None;
    }
    let one = singular(word);
    if let Some((_, noun)) = NOUNS.iter().find(|(name, _)| *name == one) {
        return Some(*noun);
    }
    match word {
        "trajectories" => return Some(Noun::Example),
        "epochen" => return Some(Noun::Epoch),
        _ => {}
    }
    if let Some(noun) = operations(word).or_else(|| held_speed(word)) {
        return Some(noun);
    }
    // `GPUh`
    let glued = |what: &&str| hours_of(what, word.strip_prefix(*what)?);
    if let Some(noun) = ["gpu", "tpu", "npu"].iter().find_map(glued) {
        return Some(noun);
    }
    // `image-text pairs` are pairs; `GPU-hours` are hours of GPUs.
    let (before, last) = word.rsplit_once(['-', '/'])?;
    if let Some(noun) = hours_of(before, last) {
        return Some(noun);
    }
    if word.contains('/') {
        return None;
    }
    match noun(last)? {
        Noun::Time(_) => None,
        found => Some(found),
    }
}

/// Reads `GFLOPs`, `TFLOP/s`, `PFLOPS`, `GMACs`.
fn operations(word: &str) -> Option<Noun> {
    PREFIXES.iter().find_map(|(prefix, factor)| {
        let rest = word.strip_prefix(prefix)?;
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        match rest {
            "flop" | "fp" if rest == "flop" => Some(Noun::Flop(*factor)),
            "flops" => Some(Noun::Flop(*factor)),
            "flop/s" | "flops/s" | "flop/sec" | "flops/sec" | "flops/second" | "flop/second" => {
                Some(Noun::Speed(*factor))
            }
            "flop/forward" | "flops/forward" | "flop/image" | "flops/image" => {
                Some(Noun::Flop(*factor))
            }
            "flop/s/gpu" | "flops/gpu" | "flop/s/chip" => Some(Noun::Speed(*factor)),
            "mac" | "macs" | "madds" | "mult-adds" | "multadds" if *factor > 1.0 => {
                Some(Noun::MultiplyAdd(*factor))
            }
            _ => None,
        }
    })
}

/// Reads a speed held for days: `petaflop/s-days`, `PF-days`, `exaFLOP-days`.
fn held_speed(word: &str) -> Option<Noun> {
    let (speed, unit) = word.rsplit_once('-')?;
    let Some(Noun::Time(seconds)) = noun(unit) else {
        return None;
    };
    let speed = speed.strip_suffix("-s").unwrap_or(speed);
    let abbreviated = || {
        let prefix = speed
            .strip_suffix("fs")
            .or_else(|| speed.strip_suffix('f'))?;
        let (_, factor) = PREFIXES.iter().find(|(name, _)| *name == prefix)?;
        (prefix.len() == 1).then_some(*factor)
    };
    let factor = match operations(speed) {
        Some(Noun::Flop(factor) | Noun::Speed(factor)) => factor,
        _ => abbreviated()?,
    };
    hold(factor, seconds)
}

/// Returns the FLOP of a speed held for a time, if both are those of a training.
pub(super) fn hold(speed: f64, seconds: f64) -> Option<Noun> {
    (speed >= 1e12 && seconds >= 3600.0).then_some(Noun::HeldSpeed(speed * seconds))
}

/// Reads hours of something: `gpu` and `hours`, `a100` and `days`.
pub(super) fn hours_of(what: &str, unit: &str) -> Option<Noun> {
    let Some(Noun::Time(seconds)) = noun(unit) else {
        return None;
    };
    let hours = seconds / 3600.0;
    // The `s` of `GPUs` is not a second.
    if seconds < 60.0 {
        return None;
    }
    let last = what.rsplit('-').next().unwrap_or(what);
    match last {
        "compute" | "computing" | "computation" => return Some(Noun::ChipHours(hours)),
        "instance" => return Some(Noun::NodeHours(hours)),
        _ => {}
    }
    match noun(last) {
        Some(Noun::Chip) => Some(Noun::ChipHours(hours)),
        Some(Noun::Node) => Some(Noun::NodeHours(hours)),
        Some(Noun::Part) => Some(Noun::PartHours(hours)),
        _ => None,
    }
}
