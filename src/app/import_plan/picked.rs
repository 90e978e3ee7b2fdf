//! What somebody decides against a merge's own choice.

use reactive_graph::signal::ArcRwSignal;

use crate::domain::engagement::Edit;
use crate::domain::field::Field;
use crate::domain::merge::{Difference, Side, Why};

/// What somebody decided against the merge's own choice. Fields that are not named go as proposed.
pub type Flips = ArcRwSignal<Vec<(Field, Picked)>>;

/// What will be taken of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picked {
    /// The value of one side.
    Of(Side),
    /// Two texts: both stay, to be decided later.
    Both,
}

impl Picked {
    /// What a merge takes by itself.
    pub fn proposed(difference: &Difference) -> Picked {
        match difference.why {
            Why::ToDecide => Picked::Both,
            _ => Picked::Of(difference.taken),
        }
    }
}

/// The edits that make the merge what somebody decided.
pub fn edits(differences: &[Difference], flips: &[(Field, Picked)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for it in differences {
        let flip = flips.iter().find(|(field, _)| *field == it.field);
        let Some((_, picked)) = flip.filter(|(_, picked)| *picked != Picked::proposed(it)) else {
            continue;
        };
        let value = match picked {
            Picked::Of(Side::Here) => it.here.clone(),
            Picked::Of(Side::There) => it.there.clone(),
            Picked::Both => continue,
        };
        edits.push(Edit { field: it.field, value });
    }
    edits
}
