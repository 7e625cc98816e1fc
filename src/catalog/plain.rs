//! Names of machines, reduced to what tells machines apart.
//!
//! The build reads this file too: it must find the same names equal as the library does.

/// Words that people leave out or add freely.
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
