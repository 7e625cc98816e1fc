//! The name of a machine as far as telling machines apart goes.
//!
//! The build reads this file too: it must find two names the same that the library does.

/// Words that people leave out or add as they like.
const LOOSE: [&str; 18] = [
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

/// Returns the letters and digits of a name in lower case, without vendors and words like “node”:
/// `Standard_ND40rs_v2` is `nd40rsv2`.
pub(crate) fn plain(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
        .filter(|word| !LOOSE.contains(&word.as_str()))
        .collect()
}
