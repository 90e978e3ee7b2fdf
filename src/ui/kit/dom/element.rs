//! Elements: what stands in them, on them, and what happens at them.

use std::rc::Rc;

use crate::reactive::Shown;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::follow::follow;
use super::listener::{Handler, listen};
use super::view::{View, taken_from};

/// An element, under construction and later.
#[derive(Clone)]
pub struct El(pub(super) Element);

/// Something that follows what it reads.
#[derive(Clone)]
pub struct Live<T>(Rc<dyn Fn() -> T>);

/// A text that follows what it reads.
pub fn text(said: impl Fn() -> String + 'static) -> Live<String> {
    Live(Rc::new(said))
}

/// A yes or no that follows what it reads.
pub fn flag(holds: impl Fn() -> bool + 'static) -> Live<bool> {
    Live(Rc::new(holds))
}

/// A text that is there only now and then.
pub fn maybe(said: impl Fn() -> Option<&'static str> + 'static) -> Live<Option<&'static str>> {
    Live(Rc::new(said))
}

impl<T> Live<T> {
    /// What holds now. Whoever follows is told of the next change.
    pub fn get(&self) -> T {
        (self.0)()
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// Starts an element; see [`super::html`].
#[inline(never)]
pub(super) fn html_element(tag: &str) -> El {
    // Fails only for a name that is none, and all names are written in the kit.
    El(document().create_element(tag).unwrap_or_else(|it| it.unchecked_into()))
}

/// Starts an element of a drawing; see [`super::html::svg`].
#[inline(never)]
pub(super) fn svg_element(tag: &str) -> El {
    El(document().create_element_ns(Some(SVG), tag).unwrap_or_else(|it| it.unchecked_into()))
}

/// What an attribute can be, fixed or following. Each is one call from wherever it is said: code
/// for it stands in the app once.
pub trait Attr {
    fn put_on(self, el: &El, name: &'static str);
}

impl Attr for &str {
    #[inline(never)]
    fn put_on(self, el: &El, name: &'static str) {
        // Fails only for a name that is none, and names are written here.
        let _ = el.0.set_attribute(name, self);
    }
}

impl Attr for String {
    #[inline(never)]
    fn put_on(self, el: &El, name: &'static str) {
        self.as_str().put_on(el, name);
    }
}

impl Attr for bool {
    #[inline(never)]
    fn put_on(self, el: &El, name: &'static str) {
        if self {
            "".put_on(el, name);
        } else {
            let _ = el.0.remove_attribute(name);
        }
    }
}

impl<A: Attr> Attr for Option<A> {
    fn put_on(self, el: &El, name: &'static str) {
        match self {
            Some(it) => it.put_on(el, name),
            None => false.put_on(el, name),
        }
    }
}

impl<A: Attr + 'static> Attr for Live<A> {
    #[inline(never)]
    fn put_on(self, el: &El, name: &'static str) {
        let el = el.clone();
        follow(Box::new(move || self.get().put_on(&el, name)));
    }
}

/// What can stand inside an element.
pub trait Child {
    /// Puts it behind all that stands in the parent.
    fn add_to(self, parent: &Node);
}

impl Child for &str {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        let _ = parent.append_child(&document().create_text_node(self));
    }
}

impl Child for String {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        self.as_str().add_to(parent);
    }
}

impl Child for usize {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        self.to_string().add_to(parent);
    }
}

impl Child for () {
    fn add_to(self, _parent: &Node) {}
}

impl Child for El {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        let _ = parent.append_child(&self.0);
    }
}

impl Child for View {
    fn add_to(self, parent: &Node) {
        self.mount(parent);
    }
}

impl Child for Live<String> {
    #[inline(never)]
    fn add_to(self, parent: &Node) {
        let node = document().create_text_node("");
        let shown = node.clone();
        follow(Box::new(move || shown.set_data(&self.get())));
        let _ = parent.append_child(&node);
    }
}

impl Child for Shown<String> {
    fn add_to(self, parent: &Node) {
        text(move || self.get()).add_to(parent);
    }
}

impl<C: Child> Child for Option<C> {
    fn add_to(self, parent: &Node) {
        if let Some(child) = self {
            child.add_to(parent);
        }
    }
}

/// Side by side.
macro_rules! children {
    ($($child:ident)+) => {
        impl<$($child: Child),+> Child for ($($child,)+) {
            #[inline(always)]
            #[allow(non_snake_case, reason = "each is named as its type")]
            fn add_to(self, parent: &Node) {
                let ($($child,)+) = self;
                $($child.add_to(parent);)+
            }
        }
    };
}

children!(A);
children!(A B);
children!(A B C);
children!(A B C D);
children!(A B C D E);
children!(A B C D E F);
children!(A B C D E F G);
children!(A B C D E F G H);
children!(A B C D E F G H I);
children!(A B C D E F G H I J);
children!(A B C D E F G H I J K);
children!(A B C D E F G H I J K L);

impl<C: Child> Child for Vec<C> {
    fn add_to(self, parent: &Node) {
        for child in self {
            child.add_to(parent);
        }
    }
}

/// Anything that can stand in an element can stand alone; all but a view itself, which does.
macro_rules! into_view {
    ($([$($generic:ident)?] $child:ty),* $(,)?) => {$(
        impl$(<$generic: Child>)? From<$child> for View {
            fn from(child: $child) -> View {
                let holder = document().create_document_fragment();
                child.add_to(&holder);
                taken_from(&holder)
            }
        }
    )*};
}

into_view!(
    [] (), [] &str, [] String, [] usize, [] El, [] Live<String>, [] Shown<String>,
    [C] Option<C>, [C] Vec<C>,
);

impl El {
    /// Classes that it always has, in place of any before.
    #[inline(never)]
    pub fn class(self, names: &str) -> El {
        names.put_on(&self, "class");
        self
    }

    /// An attribute, fixed or following.
    pub fn attr(self, name: &'static str, value: impl Attr) -> El {
        value.put_on(&self, name);
        self
    }

    /// A class that is there only while something holds.
    #[inline(never)]
    pub fn class_when(self, name: &'static str, holds: Live<bool>) -> El {
        let list = self.0.class_list();
        follow(Box::new(move || {
            let _ = list.toggle_with_force(name, holds.get());
        }));
        self
    }

    /// A property that the user can change too, such as `checked`.
    pub fn prop(self, name: &'static str, value: impl Into<Prop>) -> El {
        let Prop(said) = value.into();
        let element = self.0.clone();
        follow(Box::new(move || {
            let _ = js_sys::Reflect::set(&element, &name.into(), &said());
        }));
        self
    }

    /// Puts something at its end.
    pub fn child(self, inside: impl Child) -> El {
        inside.add_to(&self.0);
        self
    }

    /// Something happens at the element: `.on(ev::click, move |event| …)`. The event is of its type.
    pub fn on<E>(self, event: E, mut act: impl FnMut(E::EventType) + 'static) -> El
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        self.hears(&event.name(), Box::new(move |it| act(it.unchecked_into())))
    }

    /// As [`El::on`], with a handler that is made already.
    pub fn handle<E: EventDescriptor>(self, event: E, act: Handler) -> El {
        self.hears(&event.name(), act)
    }

    #[inline(never)]
    pub(super) fn hears(self, event: &str, act: Handler) -> El {
        listen(self.0.clone().into(), event, act);
        self
    }
}

/// What a property follows.
pub struct Prop(Box<dyn Fn() -> JsValue>);

impl From<Live<bool>> for Prop {
    fn from(it: Live<bool>) -> Prop {
        Prop(Box::new(move || it.get().into()))
    }
}

impl From<Live<String>> for Prop {
    fn from(it: Live<String>) -> Prop {
        Prop(Box::new(move || it.get().into()))
    }
}
