//! The words that assets/notable.csv may use, in the order in which the library has them.

/// The domains of systems, as the table and as the library's `Domain` call them.
pub(crate) const DOMAINS: [(&str, &str); 17] = [
    ("Language", "Language"),
    ("Vision", "Vision"),
    ("Multimodal", "Multimodal"),
    ("Biology", "Biology"),
    ("Games", "Games"),
    ("Speech", "Speech"),
    ("Image generation", "ImageGeneration"),
    ("Video", "Video"),
    ("Robotics", "Robotics"),
    ("Earth science", "EarthScience"),
    ("Audio", "Audio"),
    ("Mathematics", "Mathematics"),
    ("Medicine", "Medicine"),
    ("Search", "Search"),
    ("Materials science", "MaterialsScience"),
    ("Recommendation", "Recommendation"),
    ("Other", "Other"),
];

/// Kinds of organization, likewise.
pub(crate) const KINDS: [(&str, &str); 4] = [
    ("industry", "Industry"),
    ("academia", "Academia"),
    ("government", "Government"),
    ("collective", "Collective"),
];

/// Who may have the weights, likewise.
pub(crate) const WEIGHTS: [(&str, &str); 4] = [
    ("open", "Open"),
    ("restricted", "Restricted"),
    ("non-commercial", "NonCommercial"),
    ("closed", "Closed"),
];

/// Why a system is notable, likewise.
pub(crate) const REASONS: [(&str, &str); 6] = [
    ("state-of-the-art", "StateOfTheArt"),
    ("cited", "Cited"),
    ("historical", "Historical"),
    ("cost", "Cost"),
    ("use", "Use"),
    ("discretionary", "Discretionary"),
];

/// Countries that have organizations in the table. Another spelling of one would be another country.
pub(crate) const COUNTRIES: [&str; 28] = [
    "Australia",
    "Belgium",
    "Canada",
    "China",
    "Czechia",
    "Denmark",
    "Finland",
    "France",
    "Germany",
    "Hong Kong",
    "India",
    "Ireland",
    "Israel",
    "Italy",
    "Japan",
    "Netherlands",
    "Poland",
    "Russia",
    "Saudi Arabia",
    "Singapore",
    "South Korea",
    "Spain",
    "Sweden",
    "Switzerland",
    "Taiwan",
    "United Arab Emirates",
    "United Kingdom",
    "United States",
];
