//! What is typed and is no edit yet.

use crate::domain::field::Field;
use crate::domain::value::Value;

/// What was typed into a field.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) field: Field,
    pub(super) typed: Typed,
}

#[derive(Clone, Debug)]
pub(super) enum Typed {
    /// To be read by the field's kind.
    Text(String),
    /// A state with the reason that is being typed.
    Value(Value),
}

/// What a field was before its first letter: emptied key by key, it would be left as the stub that
/// stood there at some pause.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) field: Field,
    pub(super) before: Option<Value>,
    /// What stands there by now is nothing that the field can take.
    pub(super) is_refused: bool,
    /// How many steps of undo it has made so far.
    pub(super) steps: usize,
}
