//! Names of machines, reduced to what tells machines apart.
//!
//! The build reads this file too: it must find the same names equal as the library does.

/// Words that people leave out or add freely.
pub(crate) const LOOSE: [&str; 18] = [
    "nvidia",
    "amazon",
    "aws",
    "ec2",
    "sagemaker",
    "ml",
    "microsoft",
    "azure",
    "standard",
    "google",
    "gcp",
    "gce",
    "oracle",
    "oci",
    "instance",
    "node",
    "server",
    "vm",
];

/// Returns the words of a name in lower case, without vendors and words like “node”.
pub(crate) fn telling_words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
        .filter(|word| !word.is_empty() && !LOOSE.contains(&word.as_str()))
}

/// Returns the letters and digits of a name in lower case, without vendors and words like “node”:
/// `Standard_ND40rs_v2` is `nd40rsv2`.
pub(crate) fn plain(name: &str) -> String {
    telling_words(name).collect()
}
