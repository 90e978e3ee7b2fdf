//! Elements that stand on the page already.

use web_sys::Element;

use super::element::El;

/// For what speaks to the browser itself.
impl AsRef<Element> for El {
    fn as_ref(&self) -> &Element {
        &self.0
    }
}

impl From<Element> for El {
    fn from(it: Element) -> El {
        El(it)
    }
}

impl El {
    /// What an attribute says by now.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Puts another right before it.
    pub fn before(&self, other: &El) {
        let _ = self.0.insert_adjacent_element("beforebegin", &other.0);
    }

    /// Puts another right after it.
    pub fn after(&self, other: &El) {
        let _ = self.0.insert_adjacent_element("afterend", &other.0);
    }

    /// Takes away what is in it.
    pub fn empty(&self) {
        self.0.set_text_content(None);
    }

    /// Takes it from the page.
    pub fn remove(&self) {
        self.0.remove();
    }
}
