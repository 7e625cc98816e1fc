//! Well-known networks, each spelled layer by layer.

/// A network and the counts that were published for it.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownNetwork {
    /// Its name in the table, for lists and tests.
    pub slug: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The year that it was published in.
    pub year: u16,
    /// Its layers, as [`crate::architecture::read`] reads them, in the canonical spelling.
    pub text: &'static str,
    /// Trainable parameters with the digits that were published, `65e6`; empty if none were.
    pub parameters: &'static str,
    /// Multiply-adds of a forward pass on one example or token, likewise.
    pub multiply_adds: &'static str,
    /// Where the counts are from, with an address.
    pub source: &'static str,
    /// In which way the text differs from the network that was trained.
    pub note: &'static str,
}

/// Every network of the table.
pub fn networks() -> &'static [KnownNetwork] {
    NETWORKS
}

static NETWORKS: &[KnownNetwork] = include!(concat!(env!("OUT_DIR"), "/networks.rs"));
