//! The calculator page. Some parts of it are loaded when they are asked for: the functions that make them
//! are here and not in the library, because every program would carry what they export.
#![allow(
    unsafe_code,
    missing_docs,
    unreachable_pub,
    reason = "the macro writes the imports of the parts"
)]

use petaday::page::{self, Parts};

/// In a release the program is split at these functions; see scripts/split.mjs.
#[cfg(not(debug_assertions))]
mod parts {
    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use petaday::page::{Loaded, PassagePart, ViewPart};
    use petaday::panel::{Draw, Forms, Found, FoundPart, PanelPart, Panels, Reports};

    #[wasm_split(found, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn found() -> Result<Loaded<dyn FoundPart>, SplitLoaderError> {
        Ok(Loaded::new(Box::new(Found)))
    }

    #[wasm_split(passage, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn passage() -> Result<Loaded<PassagePart>, SplitLoaderError> {
        Ok(Loaded::passage())
    }

    #[wasm_split(panels, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn panels() -> Result<Loaded<dyn PanelPart>, SplitLoaderError> {
        Ok(Loaded::with_network(Box::new(Panels::default())))
    }

    #[wasm_split(reports, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn reports() -> Result<Loaded<dyn Draw>, SplitLoaderError> {
        Ok(Loaded::new(Box::new(Reports::default())))
    }

    #[wasm_split(context, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn context() -> Result<Loaded<dyn Draw>, SplitLoaderError> {
        Ok(Loaded::context())
    }

    #[wasm_split(forms, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn forms() -> Result<Loaded<dyn Draw>, SplitLoaderError> {
        Ok(Loaded::new(Box::new(Forms)))
    }

    #[wasm_split(trends, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn trends() -> Result<Loaded<ViewPart>, SplitLoaderError> {
        Ok(Loaded::trends())
    }

    #[wasm_split(claims, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn claims() -> Result<Loaded<ViewPart>, SplitLoaderError> {
        Ok(Loaded::claims())
    }

    #[wasm_split(table, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub fn table() -> Result<Loaded<ViewPart>, SplitLoaderError> {
        Ok(Loaded::table())
    }
}

/// In a debug build all of it is one file.
#[cfg(debug_assertions)]
mod parts {
    use petaday::page::{Loaded, PassagePart, ViewPart};
    use petaday::panel::{Draw, Forms, Found, FoundPart, PanelPart, Panels, Reports};

    pub async fn found() -> Result<Loaded<dyn FoundPart>, ()> {
        Ok(Loaded::new(Box::new(Found)))
    }

    pub async fn passage() -> Result<Loaded<PassagePart>, ()> {
        Ok(Loaded::passage())
    }

    pub async fn panels() -> Result<Loaded<dyn PanelPart>, ()> {
        Ok(Loaded::with_network(Box::new(Panels::default())))
    }

    pub async fn reports() -> Result<Loaded<dyn Draw>, ()> {
        Ok(Loaded::new(Box::new(Reports::default())))
    }

    pub async fn context() -> Result<Loaded<dyn Draw>, ()> {
        Ok(Loaded::context())
    }

    pub async fn forms() -> Result<Loaded<dyn Draw>, ()> {
        Ok(Loaded::new(Box::new(Forms)))
    }

    pub async fn trends() -> Result<Loaded<ViewPart>, ()> {
        Ok(Loaded::trends())
    }

    pub async fn claims() -> Result<Loaded<ViewPart>, ()> {
        Ok(Loaded::claims())
    }

    pub async fn table() -> Result<Loaded<ViewPart>, ()> {
        Ok(Loaded::table())
    }
}

fn main() {
    page::start(Parts {
        panels: || Box::pin(async { parts::panels().await.ok() }),
        found: || Box::pin(async { parts::found().await.ok() }),
        passage: || Box::pin(async { parts::passage().await.ok() }),
        reports: || Box::pin(async { parts::reports().await.ok() }),
        forms: || Box::pin(async { parts::forms().await.ok() }),
        context: || Box::pin(async { parts::context().await.ok() }),
        trends: || Box::pin(async { parts::trends().await.ok() }),
        claims: || Box::pin(async { parts::claims().await.ok() }),
        table: || Box::pin(async { parts::table().await.ok() }),
    });
}
