//! Sizes that exporters write as arithmetic on other sizes: `s27 + s94`, `2*s0`, `(s0//2)`,
//! `past_sequence_length + 1`, `Max(1, s0)`, as sympy and Python do.

/// The longest text that is read as arithmetic.
const MAX_LENGTH: usize = 200;
const MAX_DEPTH: u32 = 16;

/// Evaluates a text if it is arithmetic; `size` returns the value of a name. None for a name alone
/// or a text that cannot be read.
pub(super) fn evaluate(text: &str, size: &mut dyn FnMut(&str) -> Option<u64>) -> Option<u64> {
    let is_arithmetic = text.contains(|c| "+*/%(".contains(c)) || text.contains(" - ");
    if !is_arithmetic || text.len() > MAX_LENGTH {
        return None;
    }
    let mut reader = Reader {
        left: text,
        size,
        depth: 0,
    };
    let value = reader.sum()?;
    let is_size = reader.left.is_empty() && (0.0..=1e15).contains(&value);
    // Fractions are cut off, as `floor` does.
    is_size.then_some(value as u64)
}

struct Reader<'a, 'b> {
    left: &'a str,
    size: &'b mut dyn FnMut(&str) -> Option<u64>,
    depth: u32,
}

impl<'a> Reader<'a, '_> {
    /// Consumes a sign, if it is next.
    fn takes(&mut self, sign: &str) -> bool {
        let left = self.left.trim_start();
        let rest = left.strip_prefix(sign);
        self.left = rest.unwrap_or(left);
        rest.is_some()
    }

    fn sum(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut sum = self.product()?;
        loop {
            if self.takes("+") {
                sum += self.product()?;
            } else if self.takes("-") {
                sum -= self.product()?;
            } else {
                self.depth -= 1;
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.power()?;
        loop {
            if self.takes("//") {
                product = (product / self.power()?).floor();
            } else if self.takes("*") {
                product *= self.power()?;
            } else if self.takes("/") {
                product /= self.power()?;
            } else if self.takes("%") {
                product = modulo(product, self.power()?);
            } else {
                return Some(product);
            }
        }
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.atom()?;
        Some(match self.takes("**") {
            true => libm::pow(base, self.atom()?),
            false => base,
        })
    }

    fn atom(&mut self) -> Option<f64> {
        if self.takes("-") {
            return Some(-self.power()?);
        }
        if self.takes("(") {
            let value = self.sum()?;
            return self.takes(")").then_some(value);
        }
        let word = self.word()?;
        if self.takes("(") {
            return self.call(word);
        }
        match word.parse::<u64>() {
            Ok(number) => Some(number as f64),
            Err(_) => (self.size)(word).map(|size| size as f64),
        }
    }

    /// Reads a name, which may contain dashes and spaces: a minus has spaces around it.
    fn word(&mut self) -> Option<&'a str> {
        let left = self.left.trim_start();
        let end = left.find(|c| "+*/%(),".contains(c)).unwrap_or(left.len());
        let end = left[..end].find(" - ").unwrap_or(end);
        self.left = &left[end..];
        let word = left[..end].trim_end();
        (!word.is_empty()).then_some(word)
    }

    fn call(&mut self, function: &str) -> Option<f64> {
        let first = self.sum()?;
        let second = match self.takes(",") {
            true => Some(self.sum()?),
            false => None,
        };
        if !self.takes(")") {
            return None;
        }
        Some(match (function.to_ascii_lowercase().as_str(), second) {
            ("floor" | "floortoint" | "trunctoint", None) => first.floor(),
            ("ceiling" | "ceil" | "ceiltoint", None) => first.ceil(),
            ("max", Some(second)) => first.max(second),
            ("min", Some(second)) => first.min(second),
            ("mod" | "pythonmod", Some(second)) => modulo(first, second),
            ("inttruediv", Some(second)) => first / second,
            ("floordiv" | "cleandiv", Some(second)) => (first / second).floor(),
            _ => return None,
        })
    }
}

fn modulo(a: f64, b: f64) -> f64 {
    a - b * (a / b).floor()
}

#[cfg(test)]
mod tests {
    use super::evaluate;

    fn of(text: &str) -> Option<u64> {
        let mut size = |name: &str| match name {
            "s27" | "seq-len" | "past length" => Some(7),
            "s94" => Some(3),
            _ => None,
        };
        evaluate(text, &mut size)
    }

    #[test]
    fn arithmetic_on_sizes() {
        assert_eq!(of("s27 + s94"), Some(10));
        assert_eq!(of("s27+1"), Some(8));
        assert_eq!(of("2*s27"), Some(14));
        assert_eq!(of("s27*s94 - 1"), Some(20));
        assert_eq!(of("(s27//2)"), Some(3));
        assert_eq!(of("floor((s27 - 1)/4)*2"), Some(2));
        assert_eq!(of("s27**2 + 2*(s94 + 1)"), Some(57));
        assert_eq!(of("Max(1, s27 - s94)"), Some(4));
        assert_eq!(of("CeilToInt(IntTrueDiv(s27, 2))"), Some(4));
        assert_eq!(of("ceiling(s27/2)"), Some(4));
        assert_eq!(of("Mod(s27, 4) + 5 % s94"), Some(5));
        assert_eq!(of("-1 + s27"), Some(6));
        assert_eq!(of("seq-len + past length"), Some(14));
    }

    #[test]
    fn what_is_no_arithmetic() {
        for text in [
            "s27",
            "seq-len",
            "",
            "s27 +",
            "(s27",
            "s27)",
            "s1 + 1",
            "1 - s27",
            "Eq(s27, 1)",
            "1//0 + 1",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(of(&"(".repeat(150)), None);
        assert_eq!(of(&format!("1{}", " + 1".repeat(100))), None);
    }
}
