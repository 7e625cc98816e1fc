//! The address of a model's configuration on Hugging Face, from a name or an address that a person
//! typed.

use crate::quantity::excerpt;

/// The host that is asked. The button names it.
pub const HOST: &str = "huggingface.co";

/// The longest text that is read, in bytes.
const MAX_BYTES: usize = 300;

/// A model on the hub, with its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// `org/name`, or a name without organization.
    pub name: String,
    /// A branch, a tag or a commit.
    pub revision: String,
    /// The folder of one part of a model that has several, with a slash at its end; otherwise
    /// empty.
    pub folder: String,
}

impl Model {
    /// Reads `org/name`, or the address of a model's page or of one of its files.
    ///
    /// # Errors
    ///
    /// A message that says what to type instead.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || {
            let shown = excerpt(text);
            format!(
                "“{shown}” is not a model’s name: type one such as mistralai/Mistral-7B-v0.3, or its address on {HOST}."
            )
        };
        if text.is_empty() || text.len() > MAX_BYTES {
            return Err(wrong());
        }
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let path = path
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        let path = path.strip_prefix("www.").unwrap_or(path);
        let on_hub = ["huggingface.co/", "hf.co/"]
            .iter()
            .find_map(|host| path.strip_prefix(host));
        if on_hub.is_none() && text.contains("://") {
            return Err(wrong());
        }
        let mut parts = on_hub
            .unwrap_or(path)
            .split('/')
            .filter(|part| !part.is_empty());
        let mut name = vec![parts.next().ok_or_else(wrong)?];
        let mut revision = "main";
        let mut folder = Vec::new();
        while let Some(part) = parts.next() {
            if matches!(part, "tree" | "blob" | "resolve" | "raw") {
                revision = parts.next().unwrap_or(revision);
                folder.extend(parts.by_ref().filter(|part| !part.contains('.')));
                break;
            }
            name.push(part);
        }
        let is_plain = |part: &&str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            part.chars().all(plain) && !part.starts_with('.')
        };
        let mut all = name.iter().chain([&revision]).chain(&folder);
        if name.len() > 2 || folder.len() > 2 || !all.all(is_plain) {
            return Err(wrong());
        }
        Ok(Self {
            name: name.join("/"),
            revision: revision.into(),
            folder: folder.iter().map(|part| format!("{part}/")).collect(),
        })
    }

    /// Returns the address of the model's configuration.
    pub fn config(&self) -> String {
        format!(
            "https://{HOST}/{}/resolve/{}/{}config.json",
            self.name, self.revision, self.folder
        )
    }
}

/// Explains why there is no configuration, by the status that the host answered. `None` stands for
/// no answer.
pub fn refusal(model: &Model, status: Option<u16>) -> String {
    let Model { name, .. } = model;
    let instead = "or take config.json from elsewhere and drop it here";
    match status {
        None => format!(
            "{HOST} did not answer: there is no connection, or something blocks it. Try again, {instead}."
        ),
        Some(401 | 403) => format!(
            "{HOST} gives the files of {name} only to those who have signed in and agreed to its terms, if there is such a model: check the name, or download config.json there and drop it here."
        ),
        Some(404) => format!(
            "{HOST} has no config.json of {name}: check the name, {instead}. A model that diffuses has one in the folder of each part: type the address of that, such as {HOST}/{name}/tree/main/transformer or …/unet."
        ),
        Some(429) => format!("{HOST} was asked too often from here: wait a while, {instead}."),
        Some(status) => {
            format!("{HOST} answered with an error ({status}): try again later, {instead}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_found_by_its_name_or_address() {
        let config = "https://huggingface.co/Qwen/Qwen3-0.6B/resolve/main/config.json";
        for text in [
            "Qwen/Qwen3-0.6B",
            " Qwen/Qwen3-0.6B/ ",
            "https://huggingface.co/Qwen/Qwen3-0.6B",
            "http://hf.co/Qwen/Qwen3-0.6B?x=1#readme",
            "huggingface.co/Qwen/Qwen3-0.6B/blob/main/config.json",
            "https://huggingface.co/Qwen/Qwen3-0.6B/tree/main",
        ] {
            assert_eq!(
                Model::read(text).map(|model| model.config()),
                Ok(config.into()),
                "{text}"
            );
        }
        let gpt2 = Model::read("gpt2").map(|model| model.config());
        assert_eq!(
            gpt2,
            Ok("https://huggingface.co/gpt2/resolve/main/config.json".into())
        );
        for (text, folder) in [
            ("https://huggingface.co/a/b/tree/main/unet", "unet/"),
            ("huggingface.co/a/b/blob/main/unet/config.json", "unet/"),
            ("a/b/tree/main/prior/decoder", "prior/decoder/"),
        ] {
            let config = format!("https://huggingface.co/a/b/resolve/main/{folder}config.json");
            let read = Model::read(text).map(|model| model.config());
            assert_eq!(read, Ok(config), "{text}");
        }
        let old =
            Model::read("https://huggingface.co/a/b/tree/0123abc").map(|model| model.config());
        assert_eq!(
            old,
            Ok("https://huggingface.co/a/b/resolve/0123abc/config.json".into())
        );
    }

    #[test]
    fn no_other_host_is_asked() {
        let long = "x".repeat(400);
        for text in [
            "",
            "  ",
            "https://example.org/a/b",
            "a/b/c",
            "../etc",
            "a/..",
            "a b",
            "a/b?c\n/d e",
            "a@evil.example/b",
            "a/b/tree/main/../../c",
            "a/b/tree/main/c d",
            "a/b/tree/main/c/d/e",
            &long,
        ] {
            if let Ok(model) = Model::read(text) {
                assert!(
                    model.config().starts_with("https://huggingface.co/a/b/"),
                    "{text}"
                );
            }
        }
        assert!(Model::read("https://example.org/a/b").is_err());
        assert!(Model::read("a/b/c").is_err());
    }
}
