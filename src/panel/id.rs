//! The names of the panels, made from their table.

use super::PanelId;

/// A part of the program that draws panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawnBy {
    /// The part with most panels.
    Panels,
    /// The part with reports and sharing, which writes texts for other places.
    Reports,
    /// The part with the forms, which draws the panel of reports while one of them is chosen.
    Forms,
    /// The part that puts the estimate into context: studies, and other estimates beside it.
    Context,
}

impl PanelId {
    /// Returns whether the panel samples ranges, which takes tens of milliseconds on a phone. Such
    /// a panel is drawn when typing rests.
    pub const fn is_slow(self) -> bool {
        matches!(
            self,
            Self::Compare | Self::Costs | Self::Uncertainty | Self::Report | Self::Share
        )
    }
}

/// Defines the panels from one table: their names, and how the part with most panels draws its own.
macro_rules! panels {
    ($($(#[$doc:meta])* $id:ident: $name:literal, $by:ident $(, |$part:pat_param, $shown:pat_param| $draw:expr)?;)*) => {
        $crate::variants::enum_with_all! {
            /// A panel.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum PanelId {
                $($(#[$doc])* $id,)*
            }
        }

        impl PanelId {
            /// Returns the id of the panel's element.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$id => $name,)*
                }
            }

            /// Returns the part of the program that draws the panel.
            pub const fn drawn_by(self) -> DrawnBy {
                match self {
                    $(Self::$id => DrawnBy::$by,)*
                }
            }
        }

        impl Panels {
            /// Draws a panel. There is nothing to draw of one that another part draws.
            fn pieces(&self, panel: PanelId, shown: &PanelInput) -> Vec<piece::Piece> {
                match panel {
                    $($(PanelId::$id => {
                        let ($part, $shown) = (self, shown);
                        $draw
                    })?)*
                    _ => Vec::new(),
                }
            }
        }
    };
}

pub(super) use panels;
