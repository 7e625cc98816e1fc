//! Finds elements in HTML as a person finds them: by role, name and text.
//!
//! The library's own tests use this module as well: `src/lib.rs` declares it.

// Each test program uses a part of it.
#![allow(dead_code)]

use scraper::{ElementRef, Html};

/// A role as a screen reader says it. Elements that show a text in a way of their own have one, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Alert,
    Button,
    Cell,
    Checkbox,
    ColumnHeader,
    Combobox,
    Group,
    Heading,
    Image,
    Link,
    ListItem,
    Option,
    Region,
    Row,
    RowHeader,
    Status,
    Strong,
    /// A shape of a picture that has a name.
    Symbol,
    Table,
    Textbox,
}

/// A text of HTML, parsed as a browser parses it.
pub(crate) struct Page(Html);

/// An element of a page.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a>(ElementRef<'a>);

/// Parses a piece of a page.
pub(crate) fn parse(html: &str) -> Page {
    Page(Html::parse_fragment(html))
}

impl Page {
    /// Returns the element that holds all others.
    pub(crate) fn root(&self) -> Node<'_> {
        Node(self.0.root_element())
    }

    /// Returns the text of all elements.
    pub(crate) fn text(&self) -> String {
        self.root().text()
    }

    /// Returns whether the page shows these words.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Panics unless the page shows these words.
    #[track_caller]
    pub(crate) fn expect(&self, words: &str) {
        let text = self.text();
        assert!(text.contains(words), "“{words}” is not shown in: {text}");
    }

    /// Returns whether any text or attribute has these words.
    pub(crate) fn mentions(&self, words: &str) -> bool {
        self.0.html().contains(words)
    }

    /// Returns the elements of a role, in order.
    pub(crate) fn all(&self, role: Role) -> Vec<Node<'_>> {
        self.root().all(role)
    }

    /// Returns the names of the elements of a role, in order.
    pub(crate) fn names(&self, role: Role) -> Vec<String> {
        self.all(role).into_iter().map(Node::name).collect()
    }

    /// Returns whether there is an element of this role and name.
    pub(crate) fn has(&self, role: Role, name: &str) -> bool {
        self.names(role).iter().any(|other| other == name)
    }

    /// Returns the first element of this role and name. Panics if there is none.
    #[track_caller]
    pub(crate) fn one(&self, role: Role, name: &str) -> Node<'_> {
        let found = self.all(role).into_iter().find(|node| node.name() == name);
        let names = || self.names(role);
        found.unwrap_or_else(|| panic!("no {role:?} “{name}”, but {:?}", names()))
    }

    /// Returns whether a link leads to this address.
    pub(crate) fn leads_to(&self, address: &str) -> bool {
        let links = self.all(Role::Link);
        links.iter().any(|link| link.attribute("href") == address)
    }

    /// Returns the element with this id, to which something else refers. Panics if there is none.
    #[track_caller]
    pub(crate) fn with_id(&self, id: &str) -> Node<'_> {
        let found = self.root().with_id(id);
        found.unwrap_or_else(|| panic!("nothing has the id “{id}” in {}", self.0.html()))
    }

    /// Returns the elements that look this way, where nothing but the look tells them from others.
    pub(crate) fn of_class(&self, class: &str) -> Vec<Node<'_>> {
        self.root().of_class(class)
    }

    /// Returns the elements of a tag, for shapes of pictures and for tags that a text must not bring in.
    pub(crate) fn tags(&self, tag: &str) -> Vec<Node<'_>> {
        self.root().tags(tag)
    }
}

impl<'a> Node<'a> {
    /// Returns its text, with that of all elements inside.
    pub(crate) fn text(self) -> String {
        self.0.text().collect()
    }

    /// Returns an attribute, or an empty text.
    pub(crate) fn attribute(self, name: &str) -> &'a str {
        self.0.attr(name).unwrap_or_default()
    }

    /// Returns whether it has an attribute.
    pub(crate) fn has(self, attribute: &str) -> bool {
        self.0.attr(attribute).is_some()
    }

    /// Returns whether it is of all of these classes.
    pub(crate) fn has_class(self, classes: &str) -> bool {
        let own: Vec<&str> = self.0.value().classes().collect();
        classes.split(' ').all(|class| own.contains(&class))
    }

    /// Returns whether it is a button that is pressed in.
    pub(crate) fn is_pressed(self) -> bool {
        self.attribute("aria-pressed") == "true"
    }

    /// Returns whether it is a field whose text is said to be wrong.
    pub(crate) fn is_invalid(self) -> bool {
        self.attribute("aria-invalid") == "true"
    }

    /// Returns the text that describes it besides its name.
    pub(crate) fn description(self) -> String {
        self.texts_of(self.attribute("aria-describedby"))
    }

    /// Returns the elements of a role inside, in order.
    pub(crate) fn all(self, role: Role) -> Vec<Self> {
        self.inside()
            .filter(|node| node.role() == Some(role))
            .collect()
    }

    /// Returns the elements inside that look this way.
    pub(crate) fn of_class(self, class: &str) -> Vec<Self> {
        self.inside().filter(|node| node.has_class(class)).collect()
    }

    /// Returns the elements of a tag inside.
    pub(crate) fn tags(self, tag: &str) -> Vec<Self> {
        self.inside().filter(|node| node.tag() == tag).collect()
    }

    /// Returns its name as a screen reader says it.
    pub(crate) fn name(self) -> String {
        let label = || {
            let mut labels = self.top().tags("label").into_iter();
            let id = self.attribute("id");
            labels.find(|label| !id.is_empty() && label.attribute("for") == id)
        };
        match (
            self.attribute("aria-labelledby"),
            self.attribute("aria-label"),
        ) {
            ("", "") => {}
            ("", name) => return name.into(),
            (ids, _) => return self.texts_of(ids),
        }
        match self.tag() {
            "input" | "select" | "textarea" => {
                let around = || self.0.ancestors().filter_map(ElementRef::wrap).map(Node);
                let around = || around().find(|node| node.tag() == "label");
                label().or_else(around).map(Self::text).unwrap_or_default()
            }
            "details" => {
                let summaries = self.tags("summary");
                summaries.first().map(|it| it.text()).unwrap_or_default()
            }
            "img" => self.attribute("alt").into(),
            _ => self.title().map_or_else(|| self.text(), Self::text),
        }
    }

    fn role(self) -> Option<Role> {
        let said = match self.attribute("role") {
            "alert" => Some(Role::Alert),
            "button" => Some(Role::Button),
            "group" => Some(Role::Group),
            "img" => Some(Role::Image),
            "region" => Some(Role::Region),
            "status" => Some(Role::Status),
            _ => None,
        };
        said.or_else(|| self.role_of_tag())
    }

    fn role_of_tag(self) -> Option<Role> {
        Some(match self.tag() {
            "a" if self.has("href") => Role::Link,
            "button" => Role::Button,
            "details" | "fieldset" => Role::Group,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
            "img" | "svg" => Role::Image,
            "input" => match self.attribute("type") {
                "" | "text" | "search" => Role::Textbox,
                "checkbox" => Role::Checkbox,
                _ => return None,
            },
            "li" => Role::ListItem,
            "option" => Role::Option,
            "select" => Role::Combobox,
            "strong" => Role::Strong,
            "table" => Role::Table,
            "td" => Role::Cell,
            "textarea" => Role::Textbox,
            "th" if self.attribute("scope") == "row" => Role::RowHeader,
            "th" => Role::ColumnHeader,
            "tr" => Role::Row,
            "circle" | "rect" | "path" | "line" | "g" if self.title().is_some() => Role::Symbol,
            _ => return None,
        })
    }

    /// Returns the title of a picture or a shape.
    fn title(self) -> Option<Self> {
        let mut children = self.0.child_elements().map(Self);
        children.find(|child| child.tag() == "title")
    }

    fn tag(self) -> &'a str {
        self.0.value().name()
    }

    fn inside(self) -> impl Iterator<Item = Self> {
        let elements = self.0.descendants().skip(1).filter_map(ElementRef::wrap);
        elements.map(Self)
    }

    fn top(self) -> Self {
        let ancestors = self.0.ancestors().filter_map(ElementRef::wrap);
        ancestors.last().map_or(self, Self)
    }

    fn with_id(self, id: &str) -> Option<Self> {
        self.top().inside().find(|node| node.attribute("id") == id)
    }

    fn texts_of(self, ids: &str) -> String {
        let texts = ids.split(' ').filter_map(|id| self.with_id(id));
        texts.map(Self::text).collect::<Vec<_>>().join(" ")
    }
}
