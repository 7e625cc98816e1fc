//! Reader of networks: from text to terms.
//!
//! ```text
//! network = terms
//! terms   = term { ";" term }
//! term    = [ number "*" ] ( "(" terms ")" | join | layer )
//! join    = ( "residual" | "concat" ) "(" [ terms ] { "/" [ terms ] } ")" | "shared" "(" terms ")"
//! layer   = name [ "(" [ given { "," given } ] ")" ]
//! given   = sizes | name "=" ( sizes | "same" ) | switch
//! sizes   = number { "x" number }
//! ```

use super::error::{Fault, NetworkError};
use super::kind::{LayerKind, Setting, Takes};
use super::term::{Item, Join, Layer, Network, Sizes, Term, Value};

/// The longest text that is read.
pub const MAX_CHARS: usize = 10_000;
/// The largest size and the most repetitions.
pub const MAX_SIZE: u64 = 1_000_000_000;
/// The deepest nesting of brackets.
const MAX_DEPTH: usize = 16;
/// Characters of a term that an error shows.
const SHOWN_CHARS: usize = 60;

/// Reads a network.
///
/// # Errors
/// Says what cannot be read, where, and what to type instead.
pub fn read(text: &str) -> Result<Network, NetworkError> {
    // Even a text of a megabyte is only read this far.
    let chars: Vec<char> = text.chars().take(MAX_CHARS + 1).collect();
    let mut reader = Reader {
        chars: &chars,
        at: 0,
        start: 0,
        depth: 0,
    };
    let terms = reader.network();
    terms
        .map(|terms| Network { terms })
        .map_err(|fault| reader.error(fault))
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    /// Start of the current term.
    start: usize,
    depth: usize,
}

impl Reader<'_> {
    fn error(&self, fault: Fault) -> NetworkError {
        let rest = self.chars.get(self.start..).unwrap_or_default();
        let mut term: String = rest
            .iter()
            .take_while(|c| **c != ';')
            .take(SHOWN_CHARS)
            .collect();
        if matches!(fault, Fault::Empty | Fault::TooLong) {
            term.clear();
        } else if term.is_empty() {
            // At the end of the text: what comes before says where that is.
            term = rest.iter().take(1).collect();
        }
        NetworkError {
            at: self.start + 1,
            path: String::new(),
            term,
            fault,
        }
    }

    fn network(&mut self) -> Result<Vec<Term>, Fault> {
        if self.chars.len() > MAX_CHARS {
            return Err(Fault::TooLong);
        }
        if self.peek().is_none() {
            return Err(Fault::Empty);
        }
        let terms = self.terms()?;
        match self.peek() {
            None => Ok(terms),
            Some(')') => Err(Fault::Unopened),
            Some(c) => Err(self.stray(c)),
        }
    }

    /// Returns the next character that is not a space.
    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += usize::from(there);
        there
    }

    /// Returns the fault of a character where a term should end.
    fn stray(&self, c: char) -> Fault {
        if c.is_ascii_alphanumeric() || "(/=,*".contains(c) {
            Fault::NoSeparator(c)
        } else {
            Fault::Character(c)
        }
    }

    /// Returns the fault of a missing part.
    fn missing(&mut self, what: &'static str) -> Fault {
        match self.peek() {
            Some(c) if !c.is_ascii_alphanumeric() && !"()/=,;*.".contains(c) => Fault::Character(c),
            next => Fault::Missing(what, next),
        }
    }

    fn terms(&mut self) -> Result<Vec<Term>, Fault> {
        let mut terms = Vec::new();
        loop {
            let term = self.term()?;
            match term.item {
                // Brackets around a term that does not repeat mean nothing.
                Item::Group(inner) if term.repeat == 1 => terms.extend(inner),
                item => terms.push(Term { item, ..term }),
            }
            if !self.take(';') {
                return Ok(terms);
            }
            // A separator at the very end is allowed.
            if matches!(self.peek(), None | Some(')' | '/')) {
                return Ok(terms);
            }
        }
    }

    fn term(&mut self) -> Result<Term, Fault> {
        let next = self.peek();
        self.start = self.at;
        let mut at = self.at + 1;
        let mut repeat = 1;
        if next.is_some_and(|c| c.is_ascii_digit()) {
            repeat = self.number("a repetition")?;
            if repeat == 0 {
                return Err(Fault::Zero("a repetition"));
            }
            if !self.take('*') && !self.take('×') {
                return Err(self.missing("* (as in 12*fc(100))"));
            }
        }
        let item = if self.take('(') {
            let mut inner = self.inside(Self::terms)?;
            match inner.pop() {
                // 3*(conv(64,3)) is 3*conv(64,3), but 3*(shared(…)) is three blocks.
                Some(only) if inner.is_empty() && is_one(&only, repeat) => {
                    repeat *= only.repeat;
                    at = only.at;
                    only.item
                }
                last => {
                    inner.extend(last);
                    Item::Group(inner)
                }
            }
        } else {
            self.named()?
        };
        Ok(Term { repeat, item, at })
    }

    /// Reads the content of brackets, after the first bracket.
    fn inside<T>(&mut self, read: fn(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        let inner = read(self)?;
        self.depth -= 1;
        match self.peek() {
            Some(')') => {
                self.at += 1;
                Ok(inner)
            }
            None => Err(Fault::Missing("a closing bracket", None)),
            Some(c) => Err(self.stray(c)),
        }
    }

    fn named(&mut self) -> Result<Item, Fault> {
        let name = self.name("a layer")?;
        if let Some(join) = Join::ALL.into_iter().find(|join| join.name() == name) {
            if !self.take('(') {
                return Err(self.missing("( and the layers of the branch"));
            }
            let read = match join {
                Join::Shared => |this: &mut Self| Ok(vec![this.terms()?]),
                _ => Self::branches,
            };
            return Ok(Item::Join(join, self.inside(read)?));
        }
        let kind = LayerKind::named(&name).ok_or_else(|| unknown(&name))?;
        let mut layer = Layer::new(kind);
        if self.take('(') {
            self.depth += 1;
            self.settings(&mut layer)?;
            self.depth -= 1;
        } else if let Some(c) = self.peek().filter(|c| !";/)".contains(*c)) {
            return Err(self.stray(c));
        }
        complete(&layer)?;
        layer.drop_defaults();
        Ok(Item::Layer(layer))
    }

    fn branches(&mut self) -> Result<Vec<Vec<Term>>, Fault> {
        let mut branches = Vec::new();
        loop {
            let empty = matches!(self.peek(), None | Some('/' | ')'));
            branches.push(if empty { Vec::new() } else { self.terms()? });
            if !self.take('/') {
                break;
            }
        }
        if branches.iter().all(Vec::is_empty) {
            return Err(self.missing("a layer"));
        }
        Ok(branches)
    }

    /// Reads sizes and switches up to the closing bracket.
    fn settings(&mut self, layer: &mut Layer) -> Result<(), Fault> {
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

    fn number(&mut self, what: &'static str) -> Result<u64, Fault> {
        let mut number: Option<u64> = None;
        self.peek();
        while let Some(digit) = self.chars.get(self.at).and_then(|c| c.to_digit(10)) {
            let next = number.unwrap_or(0) * 10 + u64::from(digit);
            if next > MAX_SIZE {
                return Err(Fault::TooLarge);
            }
            number = Some(next);
            self.at += 1;
        }
        number.ok_or_else(|| self.missing(what))
    }

    /// Reads letters and digits after them, in lower case.
    fn name(&mut self, what: &'static str) -> Result<String, Fault> {
        self.peek();
        let start = self.at;
        let letter = |c: &char| c.is_ascii_alphabetic();
        if !self.chars.get(start).is_some_and(letter) {
            return Err(self.missing(what));
        }
        while self
            .chars
            .get(self.at)
            .is_some_and(char::is_ascii_alphanumeric)
        {
            self.at += 1;
        }
        let name = &self.chars[start..self.at];
        Ok(name.iter().map(char::to_ascii_lowercase).collect())
    }
}

/// Returns whether brackets around one term mean no more than the product of the two repetitions.
fn is_one(term: &Term, repeat: u64) -> bool {
    let is_shared = matches!(term.item, Item::Join(Join::Shared, _));
    repeat == 1 || (term.repeat == 1 && !is_shared)
}

fn complete(layer: &Layer) -> Result<(), Fault> {
    let required = layer.kind.signature().required;
    match layer.settings().take(required).find(|(_, v)| v.is_none()) {
        Some((setting, _)) => Err(Fault::SizeMissing(setting.name, layer.kind)),
        None => Ok(()),
    }
}

fn unknown(name: &str) -> Fault {
    // The start is enough: a longer name resembles no other.
    let shown: String = name.chars().take(SHOWN_CHARS).collect();
    let near = LayerKind::all()
        .map(|kind| kind.signature().name)
        .chain(Join::ALL.map(Join::name))
        .map(|known| (strsim::osa_distance(known, &shown), known))
        .min()
        .filter(|(slips, known)| *slips <= 2 && *slips * 2 < known.len());
    Fault::Unknown(shown, near.map(|(_, known)| known))
}
