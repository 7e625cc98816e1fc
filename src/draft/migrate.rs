//! Migrations: older versions of the vocabulary, brought up to the present one.
//!
//! Each step is a pure function of a link's names and texts, and tests/corpus.rs pins it by literal old
//! links. The number of the present version is the number of steps plus one.

/// The names and texts of a link, decoded, in its order.
pub type Pairs = Vec<(String, String)>;

/// A step from one version to the next.
pub struct Migration {
    /// The date on which the next version came.
    pub date: &'static str,
    /// Renames, splits or drops keys.
    pub up: fn(Pairs) -> Pairs,
}

/// The steps; the first is from version 1 to 2. There are none yet.
pub const MIGRATIONS: &[Migration] = &[];

/// Translates the names and texts of a link of an old version into the newest vocabulary.
pub fn migrate(pairs: Pairs, version: u32, migrations: &[Migration]) -> Pairs {
    let left = migrations.iter().skip(version as usize - 1);
    left.fold(pairs, |pairs, step| (step.up)(pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up: version 2 calls its tokens words, version 3 has them in thousands.
    const MADE_UP: [Migration; 2] = [
        Migration {
            date: "2031-01-01",
            up: |pairs| {
                let renamed = |name: String| match name.as_str() {
                    "tokens" => "words".into(),
                    _ => name,
                };
                let pairs = pairs.into_iter();
                pairs.map(|(name, text)| (renamed(name), text)).collect()
            },
        },
        Migration {
            date: "2032-01-01",
            up: |pairs| {
                let moved = |(name, text): (String, String)| match name.as_str() {
                    "words" => ("kilowords".into(), text.trim_end_matches("000").into()),
                    _ => (name, text),
                };
                pairs.into_iter().map(moved).collect()
            },
        },
    ];

    #[test]
    fn a_link_goes_through_every_step_after_its_version() {
        let up = |name: &str, version| {
            let pairs = vec![(name.into(), "2000".into()), ("epochs".into(), "2".into())];
            let pairs = migrate(pairs, version, &MADE_UP);
            assert_eq!(pairs[1], ("epochs".into(), "2".into()));
            format!("{}={}", pairs[0].0, pairs[0].1)
        };
        assert_eq!(up("tokens", 1), "kilowords=2");
        assert_eq!(up("words", 2), "kilowords=2");
        // A name of old means nothing in a link of a later version.
        assert_eq!(up("tokens", 2), "tokens=2000");
        assert_eq!(up("kilowords", 3), "kilowords=2000");
        assert!(MADE_UP.is_sorted_by_key(|step| step.date));
        assert!(MIGRATIONS.is_sorted_by_key(|step| step.date));
    }
}
