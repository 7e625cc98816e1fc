//! JSON that a file may have without end: what is read of it takes a bounded amount of memory.

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::fmt;
use std::marker::PhantomData;

/// An object's entries in order, a name given twice included; more than `MOST` are refused.
pub(super) struct Entries<T, const MOST: usize>(pub(super) Vec<(String, T)>);

impl<'de, T: DeserializeOwned, const MOST: usize> Deserialize<'de> for Entries<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names<T, const MOST: usize>(PhantomData<T>);

        impl<'de, T: DeserializeOwned, const MOST: usize> Visitor<'de> for Names<T, MOST> {
            type Value = Entries<T, MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut all = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    // In safetensors this entry has notes of the writer, and is not a tensor.
                    if name == "__metadata__" {
                        map.next_value::<IgnoredAny>()?;
                        continue;
                    }
                    if all.len() >= MOST {
                        return Err(M::Error::custom(format!("more than {MOST} names")));
                    }
                    all.push((name, map.next_value()?));
                }
                Ok(Entries(all))
            }
        }

        from.deserialize_map(Names(PhantomData))
    }
}

/// A tensor's sizes: numpy has at most 64 of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sizes(pub(super) Vec<u64>);

const MAX_DIMENSIONS: usize = 64;

impl<'de> Deserialize<'de> for Sizes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Numbers;

        impl<'de> Visitor<'de> for Numbers {
            type Value = Sizes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of sizes")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Sizes, S::Error> {
                let mut all = Vec::new();
                while let Some(size) = seq.next_element()? {
                    if all.len() >= MAX_DIMENSIONS {
                        let what = format!("a tensor of more than {MAX_DIMENSIONS} dimensions");
                        return Err(S::Error::custom(what));
                    }
                    all.push(size);
                }
                Ok(Sizes(all))
            }
        }

        from.deserialize_seq(Numbers)
    }
}

/// A whole number where there is one; writers put texts, fractions and worse in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number(pub(super) Option<u64>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_u64<E>(self, number: u64) -> Result<Number, E> {
                Ok(Number(Some(number)))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Number, E> {
                let fits = (0.0..1e18).contains(&number);
                Ok(Number(fits.then_some(number as u64)))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Number, E> {
                Ok(Number(None))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Number, E> {
                Ok(Number(None))
            }

            fn visit_unit<E>(self) -> Result<Number, E> {
                Ok(Number(None))
            }

            fn visit_str<E>(self, _: &str) -> Result<Number, E> {
                Ok(Number(None))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Number, S::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Number(None))
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Number, M::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Number(None))
            }
        }

        from.deserialize_any(Any)
    }
}
