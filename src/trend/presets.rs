//! Published trends: each with its printed figure, and the selection that comes nearest to it.

use super::{Selection, Set, link};

/// A publication with trends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// The name in links. It never changes.
    pub slug: &'static str,
    /// The name on the page.
    pub name: &'static str,
    /// Authors and year.
    pub source: &'static str,
    /// The address of the publication.
    pub link: &'static str,
    /// The first year of the picture.
    pub from: &'static str,
    /// The trends.
    pub lines: &'static [PresetLine],
}

/// A published trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PresetLine {
    /// The name.
    pub name: &'static str,
    /// The table that ours is fitted to.
    pub set: Set,
    /// The selection, as a link spells it.
    pub keys: &'static str,
    /// The printed figure.
    pub printed: Printed,
    /// The printed interval and number of systems; empty if none is printed.
    pub printed_with: &'static str,
    /// A sentence that says why ours differs.
    pub why: &'static str,
}

/// A printed figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Printed {
    /// The time in which compute doubles, in months.
    Months(f64),
    /// The growth a year, as a factor.
    Growth(f64),
}

impl PresetLine {
    /// Returns the selection.
    pub fn selection(&self) -> Selection {
        link::selection(self.keys)
    }
}

/// Returns the preset of a slug.
pub fn preset(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.slug == slug)
}

/// The presets, in the order of the page. The first is shown where no other is asked for.
pub static PRESETS: [Preset; 7] = [
    Preset {
        slug: "three-eras",
        name: "Three eras",
        source: "Sevilla et al. 2022",
        link: "https://arxiv.org/abs/2202.05924",
        from: "",
        lines: &[
            PresetLine {
                name: "Before deep learning",
                set: Set::Table,
                keys: "to=2009",
                printed: Printed::Months(21.3),
                printed_with: "95% interval 17.0 to 29.3, n = 19, months of 30 days",
                why: "The table of today has three times as many systems before 2010; a month of 30 days alone makes 1.5%.",
            },
            PresetLine {
                name: "Deep learning",
                set: Set::Table,
                keys: "from=2010&to=2022-01&size=regular",
                printed: Printed::Months(5.7),
                printed_with: "95% interval 4.3 to 9.0, n = 72, months of 30 days",
                why: "Ours has the systems that Epoch AI has added since, more than twice as many, and splits large ones off in all years, not from 2015 on.",
            },
            PresetLine {
                name: "Large scale",
                set: Set::Table,
                keys: "from=2015-09&to=2022-01&size=large",
                printed: Printed::Months(9.9),
                printed_with: "95% interval 7.7 to 17.1, n = 16, months of 30 days",
                why: "The rule of their code picks three times as many systems from the table of today.",
            },
        ],
    },
    Preset {
        slug: "ai-and-compute",
        name: "AI and Compute",
        source: "OpenAI 2018",
        link: "https://openai.com/index/ai-and-compute/",
        from: "2012",
        lines: &[PresetLine {
            name: "Largest runs, 2012–2017",
            set: Set::OpenAi,
            keys: "",
            printed: Printed::Months(3.43),
            printed_with: "more than 300,000 × from AlexNet to AlphaGo Zero",
            why: "The 15 points are those of the chart, four of them with estimates of Epoch AI, because the post prints no calculation for them.",
        }],
    },
    Preset {
        slug: "epoch-2024",
        name: "4–5 × a year",
        source: "Epoch AI, May 2024",
        link: "https://epoch.ai/blog/training-compute-of-frontier-ai-models-grows-by-4-5x-per-year",
        from: "2010",
        lines: &[
            PresetLine {
                name: "Notable systems, 2010 to May 2024",
                set: Set::Table,
                keys: "from=2010&to=2024-05",
                printed: Printed::Growth(4.1),
                printed_with: "3.7 to 4.6, n = 333",
                why: "The table of today has 53 more systems of the same years.",
            },
            PresetLine {
                name: "Frontier: running top 10",
                set: Set::Table,
                keys: "from=2010&to=2024-05&top=10&since=2010",
                printed: Printed::Growth(5.3),
                printed_with: "4.9 to 5.7",
                why: "Figures and systems of today’s table; here the top begins to run in 2010.",
            },
            PresetLine {
                name: "Frontier since 2018, without AlphaGo",
                set: Set::Table,
                keys: "from=2018&to=2024-05&top=10&without=alphago",
                printed: Printed::Growth(4.2),
                printed_with: "3.6 to 4.9, without AlphaGo Master and Zero",
                why: "Ours leaves out all four systems named AlphaGo, and is fitted to the table of today.",
            },
        ],
    },
    Preset {
        slug: "epoch-later",
        name: "Since 2010",
        source: "Epoch AI, data insight",
        link: "https://epoch.ai/data-insights/compute-trend-post-2010",
        from: "2010",
        lines: &[PresetLine {
            name: "Notable systems since 2010",
            set: Set::Table,
            keys: "from=2010",
            printed: Printed::Growth(4.7),
            printed_with: "90% interval 4.3 to 5.2, n = 428, R² 0.60; earlier headlines of the same page read 4.2 to 4.6",
            why: "Epoch AI draws the page anew with the table of the day; ours is the edition of August 2026.",
        }],
    },
    Preset {
        slug: "owid",
        name: "Deep learning era",
        source: "Our World in Data",
        link: "https://ourworldindata.org/grapher/exponential-growth-of-computation-in-the-training-of-notable-ai-systems",
        from: "1950",
        lines: &[PresetLine {
            name: "Notable systems since 2010",
            set: Set::Table,
            keys: "from=2010",
            printed: Printed::Growth(4.3),
            printed_with: "no interval is printed",
            why: "It is the same table of Epoch AI, in another month’s edition.",
        }],
    },
    Preset {
        slug: "language",
        name: "Language models",
        source: "Epoch AI, May 2024",
        link: "https://epoch.ai/blog/training-compute-of-frontier-ai-models-grows-by-4-5x-per-year",
        from: "2017-06",
        lines: &[
            PresetLine {
                name: "Language models, June 2017 to May 2024",
                set: Set::Table,
                keys: "domain=language&from=2017-06&to=2024-05",
                printed: Printed::Growth(9.5),
                printed_with: "7.4 to 12.2",
                why: "Ours counts every system with language among its domains, in the table of today.",
            },
            PresetLine {
                name: "Largest ten since June 2020",
                set: Set::Table,
                keys: "domain=language&from=2020-06&top=10",
                printed: Printed::Growth(5.0),
                printed_with: "80% interval 3.1 to 7.3, to May 2024",
                why: "Ours goes on to August 2026.",
            },
        ],
    },
    Preset {
        slug: "moore",
        name: "Moore’s law",
        source: "Moore 1975",
        link: "https://en.wikipedia.org/wiki/Moore%27s_law",
        from: "",
        lines: &[PresetLine {
            name: "Systems before 2010",
            set: Set::Table,
            keys: "to=2009",
            printed: Printed::Months(24.0),
            printed_with: "of transistors on a chip",
            why: "It is a law of chips, not of training: compute also grew because people spent longer and more on a run.",
        }],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_selection_is_spelled_as_a_link_spells_it() {
        for line in PRESETS.iter().flat_map(|preset| preset.lines) {
            let opened = link::decode(&format!("view=trends&{}", line.keys));
            assert_eq!(opened.problems, [], "{}", line.name);
            let keys = link::encode(&opened.view);
            assert_eq!(
                keys.trim_start_matches("view=trends")
                    .trim_start_matches('&'),
                line.keys,
                "{}",
                line.name
            );
        }
    }

    #[test]
    fn slugs_are_different_and_stay() {
        let slugs: Vec<&str> = PRESETS.iter().map(|preset| preset.slug).collect();
        assert_eq!(
            slugs.join(" "),
            "three-eras ai-and-compute epoch-2024 epoch-later owid language moore"
        );
    }
}
