//! The sizes and switches of a layer, in its brackets.

use super::Reader;
use crate::architecture::error::Fault;
use crate::architecture::kind::{LayerKind, Setting, Takes};
use crate::architecture::term::{Layer, Sizes, Value};

impl Reader<'_> {
    /// Reads sizes and switches up to the closing bracket.
    pub(super) fn settings(&mut self, layer: &mut Layer) -> Result<(), Fault> {
        let mut unnamed = 0;
        while !self.take(')') {
            self.read_setting(layer, &mut unnamed)?;
            match self.peek() {
                Some(')') => {}
                Some(',') => self.at += 1,
                None => return Err(Fault::Missing("a closing bracket", None)),
                Some(c) => return Err(self.stray(c)),
            }
        }
        Ok(())
    }

    fn read_setting(&mut self, layer: &mut Layer, unnamed: &mut usize) -> Result<(), Fault> {
        let signature = layer.kind.signature();
        let settings: Vec<Setting> = signature.settings().collect();
        let digit = self.peek().is_some_and(|c| c.is_ascii_digit());
        if let (true, LayerKind::Nothing(_)) = (digit, layer.kind) {
            return self.rate();
        }
        let (index, value) = if digit {
            let index = *unnamed;
            *unnamed += 1;
            if index >= signature.positional {
                return Err(Fault::TooManySizes(layer.kind));
            }
            (index, self.value(&settings[index])?)
        } else {
            let name = self.name("a size")?;
            let called = |name: &str| settings.iter().position(|s| s.name == name);
            match called(&name) {
                Some(index) => (index, self.after_name(&settings[index])?),
                // `conv(64,3,same)`.
                None => match called("pad").filter(|_| name == "same") {
                    Some(pad) => (pad, Value::Same),
                    None => return Err(Fault::NoSetting(name, layer.kind)),
                },
            }
        };
        let setting = &settings[index];
        if layer.give(index, value) {
            Ok(())
        } else {
            Err(Fault::Twice(setting.name))
        }
    }

    /// Reads the rate of `dropout(0.1)` and drops it.
    fn rate(&mut self) -> Result<(), Fault> {
        self.number("a rate")?;
        if self.take('.') {
            self.number("a rate")?;
        }
        Ok(())
    }

    fn after_name(&mut self, setting: &Setting) -> Result<Value, Fault> {
        let equals = self.take('=') || self.take(':');
        match (setting.takes, equals) {
            (Takes::Switch, false) => Ok(Value::On),
            (Takes::Switch, true) => Err(Fault::Takes(setting.name, " alone, or leave it out")),
            (_, false) => Err(Fault::Takes(setting.name, "= and a whole number")),
            (_, true) => self.value(setting),
        }
    }

    fn value(&mut self, setting: &Setting) -> Result<Value, Fault> {
        if !self.peek().is_some_and(|c| c.is_ascii_digit()) {
            let fault = self.missing("a whole number");
            if self.name("a whole number")? == "same" && setting.takes == Takes::Padding {
                return Ok(Value::Same);
            }
            return Err(fault);
        }
        let mut sizes = Sizes::default();
        loop {
            let number = self.number("a whole number")?;
            let zero = matches!(setting.takes, Takes::Margin | Takes::Padding);
            if number == 0 && !zero {
                return Err(Fault::Zero(setting.name));
            }
            sizes.push(number);
            if !(self.take('x') || self.take('X') || self.take('×')) {
                break;
            }
            let one = setting.takes == Takes::Size || sizes.numbers().len() == Sizes::MOST;
            if one {
                return Err(Fault::Takes(setting.name, " as fewer numbers"));
            }
        }
        Ok(Value::Sizes(sizes))
    }
}

pub(super) fn complete(layer: &Layer) -> Result<(), Fault> {
    let required = layer.kind.signature().required;
    match layer.settings().take(required).find(|(_, v)| v.is_none()) {
        Some((setting, _)) => Err(Fault::SizeMissing(setting.name, layer.kind)),
        None => Ok(()),
    }
}
