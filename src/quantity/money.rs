//! Currencies of prices. None is ever assumed.

use super::words::Unit;

/// Currencies that chips are rented in, by ISO 4217.
const CODES: [&str; 28] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "KRW", "SEK", "NOK", "DKK",
    "PLN", "CZK", "SGD", "HKD", "TWD", "BRL", "MXN", "ZAR", "ILS", "AED", "SAR", "TRY", "NZD",
    "HUF", "RUB",
];

/// Signs that mean one currency; a dollar is the American one unless the text says otherwise.
const SIGNS: [(&str, &str); 9] = [
    ("$", "USD"),
    ("US$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("A$", "AUD"),
];

/// Returns whether a word is the name of a currency, or could be.
pub(super) fn is_currency(word: &str) -> bool {
    code(word).is_some() || word == "¥"
}

fn code(word: &str) -> Option<&'static str> {
    let sign = SIGNS
        .iter()
        .find(|(sign, _)| word.eq_ignore_ascii_case(sign));
    sign.map(|(_, code)| *code).or_else(|| {
        CODES
            .into_iter()
            .find(|code| word.eq_ignore_ascii_case(code))
    })
}

/// Returns the currency that the words of a price name: `EUR/h` is `EUR`.
pub(super) fn currency(words: &[String]) -> Option<&'static str> {
    code(atoms(words.first()?).next()?)
}

/// Reads the unit of a price: `USD`, `$/h`, `EUR per GPU-hour`, `/h`. In any currency, a price is per
/// chip-hour.
pub(super) fn unit(word: &str) -> Option<Unit> {
    let mut rest = atoms(word).peekable();
    if let Some(first) = rest.peek() {
        if *first == "¥" {
            return Some(Unit::Wrong("this could be yen or yuan; type JPY or CNY"));
        }
        // `$2.50 USD` names the currency twice.
        let named = code(first);
        while named.is_some() && rest.peek().is_some_and(|atom| code(atom) == named) {
            rest.next();
        }
    }
    let mut per_hour = true;
    for atom in rest {
        per_hour = match atom.to_ascii_lowercase().as_str() {
            "h" | "hr" | "hour" => true,
            "per" | "a" | "an" | "gpu" | "chip" | "tpu" | "accelerator" => false,
            "d" | "day" | "mo" | "month" | "y" | "year" | "node" | "server" | "instance" => {
                return Some(Unit::Wrong("type the price of one chip for one hour"));
            }
            _ => return None,
        };
    }
    per_hour.then_some(Unit::Prefixed(0))
}

fn atoms(word: &str) -> impl Iterator<Item = &str> {
    word.split(['-', '/']).filter(|atom| !atom.is_empty())
}
