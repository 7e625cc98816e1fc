//! Well-known networks, each spelled layer by layer.

/// A network and the counts that were published for it.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownNetwork {
    /// The name in the table, for lists and tests.
    pub slug: &'static str,
    /// The common name.
    pub name: &'static str,
    /// The year of publication.
    pub year: u16,
    /// Its layers, as [`crate::architecture::read`] reads them, in the canonical spelling.
    pub text: &'static str,
    /// Trainable parameters with the digits that were published, `65e6`; empty if none were.
    pub parameters: &'static str,
    /// Multiply-adds of a forward pass on one example or token, with the digits that were published;
    /// empty if none were.
    pub multiply_adds: &'static str,
    /// The source of the counts, with an address.
    pub source: &'static str,
    /// The differences between the text and the network that was trained.
    pub note: &'static str,
}

/// Returns every network of the table.
pub fn networks() -> &'static [KnownNetwork] {
    NETWORKS
}

static NETWORKS: &[KnownNetwork] = include!(concat!(env!("OUT_DIR"), "/networks.rs"));
