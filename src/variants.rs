//! A macro that defines an enum together with the list of its variants.

/// Defines an enum without fields, and its constant `ALL`: an array of every variant, in the order in
/// which they are written. No variant can be left out.
macro_rules! enum_with_all {
    (
        $(#[$of_enum:meta])*
        $visible:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident,)*
        }
    ) => {
        $(#[$of_enum])*
        $visible enum $name {
            $($(#[$of_variant])* $variant,)*
        }

        impl $name {
            /// Every variant, in the order of the definition.
            $visible const ALL: [Self; [$(stringify!($variant)),*].len()] = [$(Self::$variant),*];
        }
    };
}

pub(crate) use enum_with_all;
