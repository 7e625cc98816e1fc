//! A copy of a model without its weights.
//!
//! `rten-onnx` reads whole files: it would hold every weight, and it follows lengths and nesting
//! without a limit. So the file is first copied field by field. The copy keeps what counting needs
//! and skips data longer than a shape’s. It repairs or refuses all that a parser could stumble
//! over: lengths that do not fit, endless graphs in graphs, packed numbers in place of single ones,
//! text that is not UTF-8. Local functions, which the parser does not know, become graphs.

use super::schema::{Message, Rule, rule};
use super::wire::Wire;
use super::{damaged, too_large};
use crate::import::{Bytes, FileError};
use crate::quantity::is_unseen;

/// The longest data of a tensor that is kept: shapes, indices, axes, scales.
const MAX_DATA: u64 = 8 << 10;
/// The longest name or text attribute.
const MAX_TEXT: u64 = 8 << 10;
/// The deepest nesting of graphs: `If` in `Loop` in `If` …
const MAX_NESTING: u32 = 12;
/// The most fields: a model of a hundred thousand nodes has about four million.
const MAX_FIELDS: u32 = 6_000_000;
const MAX_NODES: u32 = 200_000;
const MAX_SLIM: usize = 64 << 20;
/// The field of an attribute’s texts.
const STRINGS: u64 = 9;

/// The copy of a file.
#[derive(Default)]
pub(super) struct Slim {
    /// The model as protobuf.
    pub(super) model: Vec<u8>,
    /// The local functions, each a graph as protobuf.
    pub(super) functions: Vec<Function>,
    /// The name of the graph.
    pub(super) name: String,
}

#[derive(Default)]
pub(super) struct Function {
    pub(super) domain: String,
    pub(super) name: String,
    pub(super) graph: Vec<u8>,
    /// Defaults of the attributes that a call leaves out, as the attributes of a node.
    pub(super) defaults: Vec<u8>,
}

pub(super) fn slim(file: &mut dyn Bytes) -> Result<Slim, FileError> {
    let mut copy = Copy {
        wire: Wire::new(file),
        slim: Slim::default(),
        fields: 0,
        nodes: 0,
        nesting: 0,
    };
    let mut model = Vec::new();
    let end = copy.wire.end();
    copy.message(Message::Model, end, &mut model)?;
    copy.slim.model = model;
    Ok(copy.slim)
}

struct Copy<'a> {
    wire: Wire<'a>,
    slim: Slim,
    fields: u32,
    nodes: u32,
    nesting: u32,
}

impl Copy<'_> {
    fn message(&mut self, message: Message, end: u64, out: &mut Vec<u8>) -> Result<(), FileError> {
        while self.wire.at() < end {
            self.fields += 1;
            if self.fields > MAX_FIELDS || out.len() > MAX_SLIM {
                return Err(too_large("is too large a graph to be read"));
            }
            let tag = self.wire.varint()?;
            let field = tag >> 3;
            if field == 0 || field >= 1 << 29 {
                return Err(damaged(format!("there is no field {field}")));
            }
            match tag & 7 {
                0 => self.varint(message, field, out)?,
                1 => self.fixed(message, field, 8, out)?,
                5 => self.fixed(message, field, 4, out)?,
                2 => {
                    let until = self.wire.length(end)?;
                    self.long(message, field, until, out)?;
                    self.wire.seek(until);
                }
                kind => return Err(damaged(format!("a field has the unknown kind {kind}"))),
            }
        }
        if self.wire.at() > end {
            return Err(damaged("a part of it is longer than it says"));
        }
        Ok(())
    }

    fn varint(&mut self, message: Message, field: u64, out: &mut Vec<u8>) -> Result<(), FileError> {
        let value = self.wire.varint()?;
        if let Rule::Number | Rule::Varints = rule(message, field) {
            write_tag(out, field, 0);
            write_varint(out, value);
        }
        Ok(())
    }

    fn fixed(
        &mut self,
        message: Message,
        field: u64,
        size: u8,
        out: &mut Vec<u8>,
    ) -> Result<(), FileError> {
        let bytes = self.wire.take(size.into())?;
        if matches!(rule(message, field), Rule::Fixed(expected) if expected == size) {
            write_tag(out, field, if size == 8 { 1 } else { 5 });
            out.extend(bytes);
        }
        Ok(())
    }

    /// Copies a field with a length, which ends at `until`.
    fn long(
        &mut self,
        message: Message,
        field: u64,
        until: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), FileError> {
        let length = until - self.wire.at();
        match rule(message, field) {
            Rule::Inside(Message::Function) => self.function(until)?,
            Rule::Inside(inner) => {
                self.nodes += u32::from(inner == Message::Node);
                if self.nodes > MAX_NODES {
                    return Err(too_large(&format!("has more than {MAX_NODES} nodes")));
                }
                self.inside(inner, field, until, out)?;
            }
            Rule::Text if message == Message::Attribute && length > MAX_TEXT => {}
            Rule::Text | Rule::Reference | Rule::GraphName if length > MAX_TEXT => {
                return Err(damaged(format!("a name in it has {length} bytes")));
            }
            Rule::GraphName => {
                let name = self.text(length)?;
                if self.nesting == 1 {
                    self.slim.name = name;
                }
            }
            rule @ (Rule::Text | Rule::Reference) => {
                let text = self.text(length)?;
                let is_own = matches!(rule, Rule::Text);
                write_text(out, if is_own { field } else { STRINGS }, &text);
            }
            Rule::Data if length <= MAX_DATA => {
                write_tag(out, field, 2);
                write_varint(out, length);
                out.extend(self.wire.take(length as usize)?);
            }
            Rule::Varints if length <= MAX_DATA => {
                while self.wire.at() < until {
                    let value = self.wire.varint()?;
                    write_tag(out, field, 0);
                    write_varint(out, value);
                }
            }
            Rule::Fixed(size) if length <= MAX_DATA => {
                for number in self.wire.take(length as usize)?.chunks_exact(size.into()) {
                    write_tag(out, field, if size == 8 { 1 } else { 5 });
                    out.extend(number);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn inside(
        &mut self,
        inner: Message,
        field: u64,
        until: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), FileError> {
        self.nesting += u32::from(inner == Message::Graph);
        if self.nesting > MAX_NESTING {
            return Err(too_large(&format!(
                "holds graphs within graphs, more than {MAX_NESTING} deep"
            )));
        }
        write_tag(out, field, 2);
        // The length is written later: five bytes hold any below 2^35.
        let hole = out.len();
        out.extend([0x80, 0x80, 0x80, 0x80, 0]);
        self.message(inner, until, out)?;
        let length = (out.len() - hole - 5) as u64;
        for (index, byte) in out.iter_mut().skip(hole).take(5).enumerate() {
            *byte |= (length >> (7 * index)) as u8 & 0x7f;
        }
        self.nesting -= u32::from(inner == Message::Graph);
        Ok(())
    }

    /// Reads a text, with invisible characters written out: people read names in the count and type
    /// them. This is done once, here, so that a name is the same everywhere.
    fn text(&mut self, length: u64) -> Result<String, FileError> {
        let bytes = self.wire.take(length as usize)?;
        let text = String::from_utf8_lossy(&bytes);
        if !text.chars().any(is_hidden) {
            return Ok(text.into_owned());
        }
        let mut clean = String::new();
        for c in text.chars() {
            if is_hidden(c) {
                clean += &format!("⟨U{:04X}⟩", c as u32);
            } else {
                clean.push(c);
            }
        }
        Ok(clean)
    }

    /// Copies a function as a graph, whose inputs and outputs are names alone.
    fn function(&mut self, until: u64) -> Result<(), FileError> {
        let mut function = Function::default();
        let mut graph = Vec::new();
        while self.wire.at() < until {
            self.fields += 1;
            if self.fields > MAX_FIELDS || graph.len().max(function.defaults.len()) > MAX_SLIM {
                return Err(too_large("is too large a graph to be read"));
            }
            let tag = self.wire.varint()?;
            match tag & 7 {
                // Older versions had a version and a status here.
                0 => {
                    self.wire.varint()?;
                    continue;
                }
                2 => {}
                kind => return Err(damaged(format!("a field has the unknown kind {kind}"))),
            }
            let end = self.wire.length(until)?;
            let length = end - self.wire.at();
            match tag >> 3 {
                field @ (1 | 4 | 5 | 10) => {
                    if length > MAX_TEXT {
                        return Err(damaged(format!("a name in it has {length} bytes")));
                    }
                    let text = self.text(length)?;
                    match field {
                        1 => function.name = text,
                        10 => function.domain = text,
                        _ => write_value(&mut graph, if field == 4 { 11 } else { 12 }, &text),
                    }
                }
                11 => {
                    self.nesting += 1;
                    self.inside(Message::Attribute, 5, end, &mut function.defaults)?;
                    self.nesting -= 1;
                }
                7 => {
                    self.nesting += 1;
                    self.long(Message::Graph, 1, end, &mut graph)?;
                    self.nesting -= 1;
                }
                _ => {}
            }
            self.wire.seek(end);
        }
        function.graph = graph;
        self.slim.functions.push(function);
        Ok(())
    }
}

fn write_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn is_hidden(c: char) -> bool {
    c.is_control() || is_unseen(c)
}

fn write_text(out: &mut Vec<u8>, field: u64, text: &str) {
    write_tag(out, field, 2);
    write_varint(out, text.len() as u64);
    out.extend(text.bytes());
}

fn write_tag(out: &mut Vec<u8>, field: u64, kind: u64) {
    write_varint(out, field << 3 | kind);
}

/// Writes a value of a graph with a name and no type.
fn write_value(out: &mut Vec<u8>, field: u64, name: &str) {
    let mut inner = Vec::new();
    write_text(&mut inner, 1, name);
    write_tag(out, field, 2);
    write_varint(out, inner.len() as u64);
    out.extend(inner);
}
