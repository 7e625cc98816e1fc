//! The column that a table is sorted by, and the choice of rows that are shown.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $slug:literal, $words:literal;)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the name in a link.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// Returns the name on the page.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

named! {
    /// The columns that rows can be sorted by.
    Column {
        /// The order of the file.
        #[default]
        Line = "line", "Row";
        /// The headline, in FLOP.
        Flop = "flop", "FLOP";
        /// The headline, in petaFLOP/s-days.
        PfsDays = "pfs-days", "petaFLOP/s-days";
        /// Method 1.
        Operations = "operations", "By operations";
        /// Method 2.
        GpuTime = "gpu-time", "By GPU time";
        /// Operations over GPU time.
        Ratio = "ratio", "Operations ÷ GPU time";
        /// Operations over those of the peak.
        Utilization = "implied-utilization", "Implied utilization";
        /// Our figure over the published one.
        Published = "published-ratio", "Ours ÷ published";
    }
}

named! {
    /// Which rows are shown.
    Only {
        /// All rows.
        #[default]
        All = "all", "All rows";
        /// Those with a figure.
        Figure = "figure", "With a figure";
        /// Those without one.
        NoFigure = "no-figure", "Without a figure";
        /// Those with an error or a warning.
        Problems = "problems", "With problems";
        /// Those that differ by more than a factor of 2: from a published figure or, where the table has none,
        /// between the methods.
        Differs = "differs", "Differs by more than 2×";
    }
}
