//! A strict reader of LaTeX, for what reports use of it: nothing that is not allowed passes, and every
//! brace, formula and environment is closed.

use std::collections::BTreeSet;

/// The commands that make up a report.
const STRUCTURE: [&str; 20] = [
    "footnote",
    "begin",
    "end",
    "caption",
    "label",
    "ref",
    "cite",
    "href",
    "emph",
    "centering",
    "small",
    "toprule",
    "midrule",
    "bottomrule",
    "linewidth",
    "texttt",
    "allowbreak",
    "item",
    "answerYes",
    "answerNo",
];

/// The commands that stand for a sign or a letter.
const SIGNS: [&str; 71] = [
    "alpha",
    "approx",
    "beta",
    "cdot",
    "chi",
    "cong",
    "dag",
    "ddag",
    "Delta",
    "delta",
    "div",
    "epsilon",
    "equiv",
    "eta",
    "gamma",
    "ge",
    "gg",
    "infty",
    "kappa",
    "lambda",
    "ldots",
    "le",
    "leftarrow",
    "leftrightarrow",
    "ll",
    "mp",
    "mu",
    "neg",
    "neq",
    "nu",
    "Omega",
    "omega",
    "P",
    "phi",
    "pi",
    "pm",
    "pounds",
    "propto",
    "psi",
    "rho",
    "Rightarrow",
    "S",
    "Sigma",
    "sigma",
    "sim",
    "simeq",
    "sum",
    "surd",
    "tau",
    "textasciicircum",
    "textasciigrave",
    "textasciitilde",
    "textbackslash",
    "textbar",
    "textbraceleft",
    "textbraceright",
    "textbullet",
    "textcent",
    "textcopyright",
    "textdegree",
    "texteuro",
    "textgreater",
    "textless",
    "textregistered",
    "texttrademark",
    "textyen",
    "theta",
    "times",
    "to",
    "xi",
    "zeta",
];

/// The content of a piece of LaTeX.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Keys of `\cite`, one by one.
    pub cited: BTreeSet<String>,
    /// Addresses of `\href`, as they lead there.
    pub addresses: Vec<String>,
    /// Rows of all tables.
    pub rows: usize,
    /// Words without commands; formulas as typed.
    pub words: String,
}

#[derive(Default)]
struct Reader<'a> {
    rest: &'a [char],
    read: Read,
    braces: usize,
    in_formula: bool,
    environments: Vec<String>,
    /// Columns of the table that is open, and how many `&` its row has so far.
    columns: usize,
    cells: usize,
}

/// Reads a text, or says what is wrong with it.
pub(crate) fn read(text: &str) -> Result<Read, String> {
    for c in text.chars() {
        let is_letter = ('\u{c0}'..='\u{17f}').contains(&c);
        if !(c.is_ascii_graphic() || c == ' ' || c == '\n' || is_letter) {
            return Err(format!("{c:?} is not known to LaTeX"));
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader {
        rest: &chars,
        ..Reader::default()
    };
    reader.all()?;
    if reader.braces > 0 || reader.in_formula || !reader.environments.is_empty() {
        return Err("something is not closed".into());
    }
    Ok(reader.read)
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn all(&mut self) -> Result<(), String> {
        while let Some(c) = self.next() {
            match c {
                '%' => while self.next().is_some_and(|c| c != '\n') {},
                '\\' => self.command()?,
                '{' => self.braces += 1,
                '}' => self.braces = self.braces.checked_sub(1).ok_or("a } too many")?,
                '$' => self.in_formula = !self.in_formula,
                '&' if self.columns > 0 && !self.in_formula => self.cells += 1,
                '^' | '_' if self.in_formula => {}
                '#' | '&' | '^' | '_' | '~' if c != '~' => {
                    return Err(format!("a bare {c}: {}", self.near()));
                }
                '"' | '<' | '>' | '|' if !self.in_formula => {
                    return Err(format!("a bare {c}: {}", self.near()));
                }
                c => self.read.words.push(c),
            }
        }
        Ok(())
    }

    fn near(&self) -> String {
        self.rest.iter().take(40).collect()
    }

    fn command(&mut self) -> Result<(), String> {
        let letters = self
            .rest
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .count();
        if letters == 0 {
            return match self.next() {
                Some('\\') => self.end_of_row(),
                Some(c @ ('%' | '_' | '&' | '#' | '$')) => {
                    self.read.words.push(c);
                    Ok(())
                }
                c => Err(format!("\\{c:?} is not allowed")),
            };
        }
        let (name, rest) = self.rest.split_at(letters);
        let name: String = name.iter().collect();
        self.rest = rest;
        if !STRUCTURE.contains(&name.as_str()) && !SIGNS.contains(&name.as_str()) {
            return Err(format!("\\{name} is not allowed"));
        }
        match name.as_str() {
            "begin" => {
                let environment = self.argument()?;
                if environment == "tabular" {
                    self.columns = columns(&self.argument()?)?;
                    self.cells = 0;
                } else if environment == "table" && !self.near().starts_with("[htbp]\n") {
                    return Err("a table without its place".into());
                }
                self.environments.push(environment);
            }
            "end" => {
                let environment = self.argument()?;
                if self.environments.pop() != Some(environment.clone()) {
                    return Err(format!("\\end{{{environment}}} ends nothing"));
                }
                if environment == "tabular" {
                    self.columns = 0;
                }
            }
            "cite" => {
                let keys = self.argument()?;
                self.read.cited.extend(keys.split(',').map(String::from));
            }
            "ref" | "label" => {
                let key = self.argument()?;
                let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
                if !key.chars().all(is_plain) {
                    return Err(format!("{key} is no key"));
                }
            }
            "href" => {
                let address = self.argument()?;
                let mut plain = String::new();
                let mut chars = address.chars();
                while let Some(c) = chars.next() {
                    match c {
                        '\\' => plain.extend(chars.next()),
                        '%' | '#' | '&' | '_' | '{' | '^' => {
                            return Err(format!("a bare {c} in {address}"));
                        }
                        c => plain.push(c),
                    }
                }
                self.read.addresses.push(plain);
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_row(&mut self) -> Result<(), String> {
        if self.columns == 0 {
            return Err("a row ends outside of a table".into());
        }
        if self.cells + 1 != self.columns {
            return Err(format!(
                "{} cells in a table of {} columns",
                self.cells + 1,
                self.columns
            ));
        }
        let next = self.rest.iter().find(|c| !c.is_whitespace());
        if matches!(next, Some('[' | '*')) {
            return Err("what begins the next row would belong to the end of this one".into());
        }
        self.cells = 0;
        self.read.rows += 1;
        Ok(())
    }

    /// A group without groups in it but those that are escaped.
    fn argument(&mut self) -> Result<String, String> {
        if self.next() != Some('{') {
            return Err("an argument is missing".into());
        }
        let mut text = String::new();
        let mut depth = 0;
        while let Some(c) = self.next() {
            match c {
                '}' if depth == 0 => return Ok(text),
                '}' => depth -= 1,
                '{' => depth += 1,
                '\n' => return Err("an argument over a line".into()),
                _ => {}
            }
            text.push(c);
        }
        Err("an argument without an end".into())
    }
}

/// Columns of `p{0.3\linewidth}lll`.
fn columns(spec: &str) -> Result<usize, String> {
    let (mut count, mut depth) = (0, 0);
    for c in spec.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            'l' | 'r' | 'c' | 'p' if depth == 0 => count += 1,
            _ if depth > 0 => {}
            c => return Err(format!("{c} is no column")),
        }
    }
    Ok(count)
}
