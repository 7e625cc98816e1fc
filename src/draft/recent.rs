//! The list of recent estimates, as the text that a browser keeps: a line each, the newest first.

/// The most estimates that are kept.
const MOST: usize = 12;

/// An estimate that was worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Tells estimates apart: the time at which work on it began, in milliseconds.
    pub id: String,
    /// Its figure, as people read it.
    pub figure: String,
    /// Its title; may be empty.
    pub title: String,
    /// The fragment that opens it.
    pub link: String,
}

/// Reads the list. Lines that are not of the list are left out.
pub fn read(text: &str) -> Vec<Recent> {
    let line = |line: &str| {
        let mut parts = line.split('\t').map(String::from);
        let recent = Recent {
            id: parts.next()?,
            figure: parts.next()?,
            title: parts.next()?,
            link: parts.next()?,
        };
        (recent.link.starts_with("v=") && parts.next().is_none()).then_some(recent)
    };
    text.lines().filter_map(line).take(MOST).collect()
}

/// Writes the list.
pub fn write(list: &[Recent]) -> String {
    let mut text = String::new();
    for recent in list {
        for part in [&recent.id, &recent.figure, &recent.title] {
            text.extend(part.chars().map(|c| if c.is_control() { ' ' } else { c }));
            text.push('\t');
        }
        text.push_str(&recent.link);
        text.push('\n');
    }
    text
}

/// Puts an estimate first, in place of its earlier state.
pub fn keep(list: &mut Vec<Recent>, newest: Recent) {
    list.retain(|old| old.id != newest.id && old.link != newest.link);
    list.insert(0, newest);
    list.truncate(MOST);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(id: &str, title: &str, link: &str) -> Recent {
        Recent {
            id: id.into(),
            figure: "5.48 × 10²³".into(),
            title: title.into(),
            link: link.into(),
        }
    }

    #[test]
    fn the_list_is_read_as_it_was_written() {
        let list = [
            recent("1", "A – B", "v=1&tokens=2T"),
            recent("2", "", "v=1"),
        ];
        assert_eq!(read(&write(&list)), list);
        let hostile = recent("3", "a\tb\nc", "v=1&title=x");
        assert_eq!(read(&write(&[hostile]))[0].title, "a b c");
    }

    #[test]
    fn what_is_not_of_the_list_is_left_out() {
        assert_eq!(read("nonsense\n\t\t\n1\t2\t3\tjavascript:x\n"), []);
        assert_eq!(read("1\tf\tt\tv=1\tmore"), []);
    }

    #[test]
    fn an_estimate_takes_the_place_of_its_earlier_state() {
        let mut list = vec![recent("1", "A", "v=1&a=1"), recent("2", "B", "v=1&b=1")];
        keep(&mut list, recent("2", "B", "v=1&b=2"));
        let links: Vec<&str> = list.iter().map(|recent| recent.link.as_str()).collect();
        assert_eq!(links, ["v=1&b=2", "v=1&a=1"]);
        // The same estimate, opened again.
        keep(&mut list, recent("3", "A", "v=1&a=1"));
        assert_eq!(list.len(), 2);
        for id in 10..40 {
            keep(
                &mut list,
                recent(&id.to_string(), "", &format!("v=1&tokens={id}")),
            );
        }
        assert_eq!(list.len(), MOST);
        assert_eq!(list[0].id, "39");
    }
}
