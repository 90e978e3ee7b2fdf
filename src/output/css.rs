//! Text as a style sheet has it.

/// A string of CSS, in quotes, which ends where the text does and nowhere before.
pub fn string(text: &str) -> String {
    let mut said = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => said.extend(['\\', letter]),
            // Written as it is, a line break would end the string in the middle.
            it if it.is_control() => said.push(' '),
            it => said.push(it),
        }
    }
    said.push('"');
    said
}
