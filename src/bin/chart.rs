//! Trends and comparisons in embed.html.

use petaday::card::view;
use petaday::catalog::learn_names;
use wasm_bindgen::prelude::*;

/// A view of a link. The script asks for its pieces as HTML.
#[wasm_bindgen]
#[derive(Debug)]
pub struct View(view::View);

#[wasm_bindgen]
impl View {
    /// Opens the view of a fragment; its link leads to this address.
    #[wasm_bindgen(constructor)]
    pub fn of(fragment: &str, address: &str) -> Self {
        learn_names();
        Self(view::View::of(fragment, address))
    }

    /// Returns everything but the picture.
    pub fn html(&self) -> String {
        self.0.html().into_string()
    }

    /// Returns the picture for a width in pixels.
    pub fn picture(&mut self, width: f64) -> String {
        self.0.picture(width).into_string()
    }

    /// Points at what is nearest to a place in the picture. Whether that is another than before.
    pub fn point(&mut self, x: f64, y: f64) -> bool {
        self.0.point(x, y)
    }

    /// Does what a key asks for, if it means something.
    pub fn press(&mut self, key: &str) -> bool {
        self.0.press(key)
    }

    /// Returns the point under the pointer, as HTML.
    pub fn pointed(&self) -> String {
        self.0.tooltip().into_string()
    }

    /// Returns the point under the pointer, in words.
    pub fn words(&self) -> String {
        self.0.words()
    }
}

fn main() {}
