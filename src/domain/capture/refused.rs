//! What somebody has refused stays refused while the rest of the line is typed.

use std::ops::Range;

/// Where the refused parts of a line are after it was changed. A part in which something was changed
/// goes on if the change lies within it; one that the change has reached over may be read again.
pub fn moved(refused: &[Range<usize>], before: &str, after: &str) -> Vec<Range<usize>> {
    let from = alike(before.bytes(), after.bytes());
    let rest = before.len().min(after.len()) - from;
    let behind = alike(before.bytes().rev(), after.bytes().rev()).min(rest);
    let to = before.len() - behind;
    let shifted = |at: usize| (at + after.len()).saturating_sub(before.len());
    let moved = refused.iter().filter_map(|it| match it {
        it if it.end <= from => Some(it.clone()),
        it if to <= it.start => Some(shifted(it.start)..shifted(it.end)),
        it if it.start < from && to < it.end => Some(it.start..shifted(it.end)),
        _ => None,
    });
    moved.filter(|it| !it.is_empty()).collect()
}

fn alike(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_part_goes_with_its_letters() {
        let table: [(&str, &str, Option<Range<usize>>); 6] = [
            // Behind it, before it, within it, over it, and all of it gone.
            ("gap: 11/30 x", "gap: 11/30 xy", Some(5..10)),
            ("gap: 11/30 x", "gap: a 11/30 x", Some(7..12)),
            ("gap: 11/30 x", "gap: 11//30 x", Some(5..11)),
            ("gap: 11/30 x", "gap:30 x", None),
            ("gap: 11/30 x", "", None),
            ("gap: 11/30 x", "gap: 11/30 x", Some(5..10)),
        ];
        for (before, after, wanted) in table {
            let found = moved(std::slice::from_ref(&(5..10)), before, after);
            assert_eq!(found, Vec::from_iter(wanted), "{before} → {after}");
        }
    }
}
