//! Layers of a transformer as the families describe them, and their text in the grammar of
//! `model=`.

/// Whether the projections of attention have biases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bias {
    None,
    /// Queries, keys and values, but not the output.
    Qkv,
    /// Queries, values and the output.
    AllButKeys,
    All,
}

impl Bias {
    pub(super) fn all(there: bool) -> Self {
        if there { Self::All } else { Self::None }
    }
}

/// The places of the norms in a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Norms {
    /// One before attention, one before the feed-forward.
    Before,
    /// One after each.
    After,
    /// Before and after each: four.
    Around,
    /// One for both, which read the same: a parallel layer.
    Shared,
}

/// Whether a layer has both of its halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halves {
    Both,
    /// Attention alone, or what takes its place.
    Mixer,
    /// The feed-forward alone.
    Feed,
}

/// Ranks and sizes of latent attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Latent {
    pub(super) q: Option<u64>,
    pub(super) kv: u64,
    pub(super) nope: u64,
    pub(super) rope: u64,
    pub(super) value: u64,
    /// Heads of the indexer that picks positions, and their size.
    pub(super) index: Option<(u64, u64)>,
}

impl Latent {
    /// Returns the parameters of biases, which the two projections down and the output may have.
    pub(super) fn biases(&self, width: u64) -> u64 {
        self.q.unwrap_or(0) + self.kv + self.rope + width
    }
}

/// Experts behind a router.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Experts {
    pub(super) count: u64,
    pub(super) active: u64,
    pub(super) hidden: u64,
    /// Experts of the same size that every token visits.
    pub(super) shared: u64,
    pub(super) router_bias: bool,
    /// An expert of another size that every token visits.
    pub(super) beside: Option<Beside>,
}

/// An expert beside the others: its inner width, and whether it has a gate of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) hidden: u64,
    pub(super) scaled: bool,
}

/// The feed-forward part of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Feed {
    pub(super) gated: bool,
    pub(super) hidden: u64,
    pub(super) bias: bool,
    /// Experts in place of a feed-forward of `hidden`.
    pub(super) experts: Option<Experts>,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layer {
    /// Norm as spelled: `ln`, `rms`, `ln(nobias)`; empty for one without parameters.
    pub(super) norm: &'static str,
    pub(super) norms: Norms,
    pub(super) heads: u64,
    pub(super) kv: u64,
    /// Size of a head; none for the width divided by the heads.
    pub(super) size: Option<u64>,
    pub(super) window: Option<u64>,
    /// Size of a block whose positions attend only to each other.
    pub(super) chunk: Option<u64>,
    pub(super) bias: Bias,
    /// Norms of the queries and keys of each head.
    pub(super) qknorm: bool,
    pub(super) latent: Option<Latent>,
    /// Parameters of attention that nothing is multiplied with.
    pub(super) extra: u64,
    /// Further settings of attention, as spelled: `,gate`.
    pub(super) further: &'static str,
    /// Mixer in place of attention, as spelled: `mamba2(…)`.
    pub(super) mixer: Option<String>,
    pub(super) feed: Feed,
    /// Terms in place of the feed-forward, as spelled.
    pub(super) fed: Option<String>,
    pub(super) halves: Halves,
    /// Parameters of the feed-forward that nothing is multiplied with.
    pub(super) spare: u64,
    /// Terms after both halves, as spelled, each with its residual connection.
    pub(super) then: Vec<String>,
}

impl Layer {
    /// Returns a layer with RMS norms and a gated feed-forward, as most models have.
    pub(super) fn new(heads: u64, hidden: u64) -> Self {
        Self {
            norm: "rms",
            norms: Norms::Before,
            heads,
            kv: heads,
            size: None,
            window: None,
            chunk: None,
            bias: Bias::None,
            qknorm: false,
            latent: None,
            extra: 0,
            further: "",
            mixer: None,
            fed: None,
            halves: Halves::Both,
            spare: 0,
            then: Vec::new(),
            feed: Feed {
                gated: true,
                hidden,
                bias: false,
                experts: None,
            },
        }
    }

    /// Returns the settings of attention that `decoder(…)` takes as well.
    fn settings(&self) -> String {
        let mut out = String::new();
        let mut number = |name: &str, value: Option<u64>| {
            if let Some(value) = value {
                out += &format!(",{name}={value}");
            }
        };
        number("kv", (self.kv != self.heads).then_some(self.kv));
        number("size", self.size);
        number("window", self.window);
        number("chunk", self.chunk);
        out += match self.bias {
            Bias::None => "",
            Bias::Qkv => ",qkvbias",
            Bias::AllButKeys => ",bias,nokbias",
            Bias::All => ",bias",
        };
        out += if self.qknorm { ",qknorm" } else { "" };
        out + self.further
    }

    /// Returns attention, or what takes its place, as text.
    pub(super) fn attention(&self) -> String {
        if let Some(mixer) = &self.mixer {
            return mixer.clone();
        }
        let mut out = match self.latent {
            None => format!("attention({}{})", self.heads, self.settings()),
            Some(Latent {
                q,
                kv,
                nope,
                rope,
                value,
                index,
            }) => {
                let mut out = format!("mla({}", self.heads);
                if let Some(q) = q {
                    out += &format!(",q={q}");
                }
                out += &format!(",kv={kv},nope={nope},rope={rope},value={value}");
                if let Some(window) = self.window {
                    out += &format!(",window={window}");
                }
                if let Some((heads, size)) = index {
                    out += &format!(",index={heads}");
                    // 128 is the default of the grammar.
                    if size != 128 {
                        out += &format!(",indexsize={size}");
                    }
                }
                out + ",qknorm" + self.further + ")"
            }
        };
        if self.extra > 0 {
            out += &format!(";{}", extra(self.extra));
        }
        out
    }

    fn feed(&self) -> String {
        let fed = self.fed.clone().unwrap_or_else(|| self.usual_feed());
        match self.spare {
            0 => fed,
            spare => format!("{fed};{}", extra(spare)),
        }
    }

    fn usual_feed(&self) -> String {
        let Feed {
            gated,
            hidden,
            bias,
            experts,
        } = self.feed;
        let bias = if bias { ",bias" } else { "" };
        let name = if gated { "gated" } else { "ff" };
        let Some(experts) = experts else {
            return format!("{name}({hidden}{bias})");
        };
        let mut out = format!(
            "experts({},{},{}",
            experts.count, experts.active, experts.hidden
        );
        if experts.shared > 0 {
            out += &format!(",shared={}", experts.shared);
        }
        out += if gated { "" } else { ",plain" };
        out += if experts.router_bias {
            ",routerbias"
        } else {
            ""
        };
        out = format!("{out}{bias})");
        match experts.beside {
            Some(Beside { hidden, scaled }) => {
                let bias = if scaled { ",scaled" } else { bias };
                format!("residual({out}/{name}({hidden}{bias}))")
            }
            None => out,
        }
    }

    /// Returns `decoder(…)` if that describes the layers in full.
    fn short(&self, layers: u64, name: &str) -> Option<String> {
        let norm = match self.norm {
            "rms" => ",rms",
            "ln" => "",
            _ => return None,
        };
        let experts = match self.feed.experts {
            None => String::new(),
            Some(e) if e.router_bias || e.beside.is_some() || self.feed.bias => return None,
            Some(e) => {
                let shared = match e.shared {
                    0 => String::new(),
                    shared => format!(",shared={shared}"),
                };
                format!(",experts={},active={}{shared}", e.count, e.active)
            }
        };
        let plain = self.norms == Norms::Before && self.latent.is_none();
        let plain = plain && self.extra == 0 && self.spare == 0 && self.then.is_empty();
        let plain = plain && self.mixer.is_none() && self.fed.is_none() && self.further.is_empty();
        let plain = plain && self.halves == Halves::Both && self.chunk.is_none();
        let is_biased = matches!(self.bias, Bias::All | Bias::AllButKeys);
        let biases = is_biased == self.feed.bias;
        if !plain || !biases {
            return None;
        }
        let hidden = self.feed.experts.map_or(self.feed.hidden, |e| e.hidden);
        let gated = if self.feed.gated { ",gated" } else { "" };
        let settings = self.settings();
        Some(format!(
            "{name}({layers},{},{hidden}{settings}{experts}{gated}{norm})",
            self.heads
        ))
    }

    /// Returns a row of `layers` equal layers as text.
    pub(super) fn text(&self, layers: u64, name: &str) -> String {
        if let Some(short) = self.short(layers, name) {
            return short;
        }
        match self.pieces().as_slice() {
            [one] => format!("{layers}*{one}"),
            pieces => format!("{layers}*({})", pieces.join(";")),
        }
    }

    /// Returns the parts of the layer, each with its residual connection.
    pub(super) fn pieces(&self) -> Vec<String> {
        let row = |parts: &[&str]| {
            let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
            parts.join(";")
        };
        let norm = self.norm;
        let part = |what: &str| {
            let inner = match self.norms {
                Norms::Before | Norms::Shared => row(&[norm, what]),
                Norms::After => row(&[what, norm]),
                Norms::Around => row(&[norm, what, norm]),
            };
            format!("residual({inner})")
        };
        let mut pieces = match (self.halves, self.norms) {
            (Halves::Mixer, _) => vec![part(&self.attention())],
            (Halves::Feed, _) => vec![part(&self.feed())],
            (Halves::Both, Norms::Shared) => {
                let both = format!("residual({}/{})", self.attention(), self.feed());
                vec![part(&both)]
            }
            (Halves::Both, _) => vec![part(&self.attention()), part(&self.feed())],
        };
        pieces.extend(self.then.iter().cloned());
        pieces
    }
}

/// Returns `extra(…)` for parameters that nothing is multiplied with, split where the grammar’s
/// largest size is exceeded.
pub(super) fn extra(parameters: u64) -> String {
    const MOST: u64 = crate::architecture::MAX_SIZE;
    match (parameters / MOST, parameters % MOST) {
        (0, rest) => format!("extra({rest})"),
        (times, 0) => format!("{times}*extra({MOST})"),
        (times, rest) => format!("{times}*extra({MOST});extra({rest})"),
    }
}

/// Groups equal items, with their counts. The order of layers changes no count.
pub(super) fn rows<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<(u64, T)> {
    let mut rows: Vec<(u64, T)> = Vec::new();
    for one in all {
        match rows.iter_mut().find(|(_, known)| *known == one) {
            Some((count, _)) => *count += 1,
            None => rows.push((1, one)),
        }
    }
    rows
}
