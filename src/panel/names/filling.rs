//! Puts published values into a stage: into its empty fields alone, or also in place of what is typed.

use super::facts::Fact;
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::panel::Change;
use crate::quantity::read;

/// The state of the field that a value would go into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Free,
    /// The same value.
    Same,
    /// Another value, or another way to give the figure, in this field.
    Taken(Key),
}

/// Returns what stands in a stage where a value would go.
pub(super) fn standing(draft: &Draft, stage: u16, fact: &Fact) -> Standing {
    let is_filled = |key: &Key| draft.is_filled(Field::new(stage, *key));
    let own = draft.get(Field::new(stage, fact.key)).unwrap_or_default();
    if !own.trim().is_empty() {
        return match is_same(fact, own.trim()) {
            true => Standing::Same,
            false => Standing::Taken(fact.key),
        };
    }
    let others = Group::ALL
        .into_iter()
        .flat_map(|group| others(group, fact.key));
    // A published figure of the stage stands in place of all inputs.
    let mut others = others.chain([Key::Compute]);
    others
        .find(is_filled)
        .map_or(Standing::Free, Standing::Taken)
}

/// Returns the fields of a group that stand in for the ways of a key.
fn others(group: Group, key: Key) -> Vec<Key> {
    let ways = group.ways();
    let own: Vec<&[Key]> = ways
        .iter()
        .copied()
        .filter(|way| way.contains(&key))
        .collect();
    let is_other = |other: &Key| !own.iter().any(|way| way.contains(other));
    match own.is_empty() {
        true => Vec::new(),
        false => ways.concat().into_iter().filter(is_other).collect(),
    }
}

fn is_same(fact: &Fact, typed: &str) -> bool {
    let value = |text: &str| read(text, fact.key.dimension()?).ok();
    fact.text == typed || value(&fact.text).is_some_and(|own| value(typed) == Some(own))
}

/// Returns the change of the form that fills in the values that find their place free or, with
/// `replaces`, all of them.
///
/// Where typed values are replaced, the rest of their way goes: epochs of other data would multiply these.
pub(super) fn change(facts: &[Fact], draft: &Draft, stage: u16, replaces: bool) -> Change {
    let is_wanted = |fact: &&Fact| match standing(draft, stage, fact) {
        Standing::Free => true,
        Standing::Same => false,
        Standing::Taken(_) => replaces,
    };
    let wanted: Vec<Fact> = facts.iter().filter(is_wanted).cloned().collect();
    let mut fields = Vec::new();
    if replaces {
        let is_fact = |key: &Key| facts.iter().any(|fact| fact.key == *key);
        let ways = Group::ALL.into_iter().flat_map(Group::ways);
        let ways = ways.filter(|way| wanted.iter().any(|fact| way.contains(&fact.key)));
        let mut emptied = ways.flat_map(|way| *way).copied().collect::<Vec<_>>();
        emptied.push(Key::Compute);
        emptied.retain(|key| !is_fact(key) && draft.is_filled(Field::new(stage, *key)));
        fields.extend(emptied.into_iter().map(|key| (key, String::new())));
    }
    if !wanted.is_empty() && !draft.is_filled(Field::new(stage, Key::Note)) {
        fields.push((Key::Note, note(&wanted)));
    }
    Change {
        fields,
        lead: lead_of(facts, &wanted),
        facts: wanted,
        undoable: true,
        ..Change::default()
    }
}

/// Returns the way of the data that a network is counted by, unless the data are among the values.
fn lead_of(facts: &[Fact], wanted: &[Fact]) -> Option<Key> {
    let has_data = |fact: &Fact| Group::Passes.leads().contains(&fact.key);
    let network = wanted.iter().find(|fact| fact.key == Key::Model)?;
    let lead = match network.text.trim_start().starts_with("tokens") {
        true => Key::Tokens,
        false => Key::Examples,
    };
    (!facts.iter().any(has_data)).then_some(lead)
}

/// Writes where values are from: `Parameters, tokens: the paper of LLaMA-65B`.
fn note(facts: &[Fact]) -> String {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for fact in facts {
        let phrase = fact.key.phrase();
        match parts
            .iter_mut()
            .find(|(name, _)| *name == fact.source_name())
        {
            Some((_, phrases)) => *phrases += &format!(", {phrase}"),
            None => parts.push((fact.source_name(), phrase.into())),
        }
    }
    let parts = parts
        .iter()
        .map(|(name, phrases)| format!("{phrases}: {name}"));
    parts.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn fact(key: Key, text: &str) -> Fact {
        Fact {
            key,
            text: text.into(),
            source: "the paper, https://a.example".into(),
        }
    }

    fn facts() -> [Fact; 3] {
        [
            fact(Key::Parameters, "6.52e10"),
            fact(Key::Tokens, "1.4e12"),
            fact(Key::ChipHours, "1022362"),
        ]
    }

    #[test]
    fn a_network_asks_for_the_data_that_it_is_counted_by() {
        let empty = decode("v=1").draft;
        for (network, lead) in [
            ("input(3x224x224);fc(10)", Key::Examples),
            ("tokens(64);embed(100,32)", Key::Tokens),
        ] {
            let facts = [fact(Key::Model, network)];
            assert_eq!(change(&facts, &empty, 1, false).lead, Some(lead));
        }
        let with_data = [fact(Key::Model, "input(3);fc(1)"), fact(Key::Tokens, "1e9")];
        assert_eq!(change(&with_data, &empty, 1, false).lead, None);
        assert_eq!(change(&facts(), &empty, 1, false).lead, None);
    }

    /// Returns the texts that go into fields, the published ones last.
    fn filled(link: &str, replaces: bool) -> Vec<(&'static str, String)> {
        let draft = decode(&format!("v=1&{link}")).draft;
        let change = change(&facts(), &draft, 1, replaces);
        let facts = change.facts.into_iter().map(|fact| (fact.key, fact.text));
        let all = change.fields.into_iter().chain(facts);
        all.map(|(key, text)| (key.name(), text)).collect()
    }

    #[test]
    fn empty_fields_are_filled_and_typed_ones_stay() {
        let note = "parameters, training tokens, chip-hours: the paper";
        assert_eq!(filled("title=A", false)[0], ("note", note.into()));
        assert_eq!(filled("title=A", false).len(), 4);
        let keys = |link| -> Vec<_> {
            filled(link, false)
                .into_iter()
                .map(|(key, _)| key)
                .collect()
        };
        assert_eq!(keys("tokens=2e12&note=mine"), ["parameters", "chip-hours"]);
        assert_eq!(keys("note=mine&multiply-adds=1e9&time=3d"), ["tokens"]);
        assert_eq!(
            keys("note=mine&parameters=65.2B&tokens=1.4T&chip-hours=1022362"),
            [""; 0]
        );
        assert_eq!(keys("note=mine&compute=1e24"), [""; 0]);
    }

    #[test]
    fn a_second_press_replaces_what_is_typed_and_what_belongs_to_it() {
        let all = filled(
            "note=mine&tokens=2e12&epochs=90&time=3d&utilization=0.4",
            true,
        );
        let empty = ("epochs", String::new());
        assert_eq!(all[0], empty);
        let keys: Vec<_> = all.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, ["epochs", "parameters", "tokens", "chip-hours"]);
        let given = filled("note=mine&compute=1e24", true);
        assert_eq!(given[0], ("compute", String::new()));
    }

    #[test]
    fn a_field_says_what_takes_its_place() {
        let of = |link: &str, fact: &Fact| standing(&decode(&format!("v=1&{link}")).draft, 1, fact);
        let [parameters, tokens, hours] = facts();
        assert_eq!(of("parameters=65.2B", &parameters), Standing::Same);
        assert_eq!(
            of("parameters=65B", &parameters),
            Standing::Taken(Key::Parameters)
        );
        assert_eq!(
            of("model=input(3)", &parameters),
            Standing::Taken(Key::Model)
        );
        assert_eq!(of("epochs=2", &tokens), Standing::Free);
        assert_eq!(of("chips=8", &hours), Standing::Taken(Key::Chips));
        assert_eq!(of("compute=1", &hours), Standing::Taken(Key::Compute));
    }
}
