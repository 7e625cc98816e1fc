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

mod characters;
mod settings;

use super::error::{Fault, NetworkError};
use super::kind::LayerKind;
use super::term::{Item, Join, Layer, Network, Term};
use settings::complete;

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
}

/// Returns whether brackets around one term mean no more than the product of the two repetitions.
fn is_one(term: &Term, repeat: u64) -> bool {
    let is_shared = matches!(term.item, Item::Join(Join::Shared, _));
    repeat == 1 || (term.repeat == 1 && !is_shared)
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
