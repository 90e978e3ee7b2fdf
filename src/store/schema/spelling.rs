//! Each text that has one spelling only, as a regular expression that ECMA-262 and others read alike: no
//! classes but those written out, nothing that looks ahead. That they take what the reader takes, and
//! nothing else, hold the tests.

/// The number of an engagement or an entry.
pub const ID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/// Written before pages had a number; then the second part of a writer is left out.
pub const NO_LOAD: &str = "-0{8}$";

const WRITER: &str = "[0-9a-f]{8}(?:-[0-9a-f]{8})?";

const TIME: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";

/// Days of every year.
const DAY_OF_YEAR: &str = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)\
    |02-(?:0[1-9]|1[0-9]|2[0-8]))";

/// The whole text, and not a part of it.
pub fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

/// A day of a kickoff: in 2000 to 2099, of which every fourth has a leap day.
fn day() -> String {
    day_in("20[0-9]{2}", "20(?:[02468][048]|[13579][26])")
}

fn day_in(years: &str, leap_years: &str) -> String {
    format!("(?:{years}-{DAY_OF_YEAR}|{leap_years}-02-29)")
}

pub fn day_pattern() -> String {
    whole(&day())
}

pub fn moment_pattern() -> String {
    whole(&format!("{}T{TIME}", day()))
}

/// From 1970 to 9999, to the millisecond, and which of its edits.
fn instant_and_count() -> String {
    let years = "(?:19[7-9][0-9]|[2-9][0-9]{3})";
    // Of full centuries, every fourth.
    let leap_years = "(?:19(?:7[26]|8[048]|9[26])|[2-9][0-9](?:0[48]|[2468][048]|[13579][26])\
        |(?:[2468][048]|[3579][26])00)";
    let day = day_in(years, leap_years);
    format!("{day}T{TIME}:[0-5][0-9][.][0-9]{{3}}Z/{}", at_most(u32::MAX))
}

pub fn stamp() -> String {
    whole(&format!("{}/{WRITER}", instant_and_count()))
}

/// A stamp without its writer.
pub fn seen() -> String {
    whole(&instant_and_count())
}

pub fn writer() -> String {
    whole(WRITER)
}

pub fn rfc_3339() -> String {
    let day = format!("[0-9]{{4}}-{}", DAY_OF_YEAR.replace("2[0-8]", "2[0-9]"));
    whole(&format!("{day}T{TIME}:[0-5][0-9](?:[.][0-9]+)?(?:Z|[+-]{TIME})"))
}

/// Whole numbers from 0 on, without a zero in front.
pub fn at_most(limit: u32) -> String {
    let digits = limit.to_string();
    let mut ways = vec!["0".to_owned()];
    let mut any = |before: &str, from: char, below: char, more: usize| {
        // The digit before; there is one, as `below` is above `from`.
        if let Some(to) = char::from_u32(u32::from(below) - 1).filter(|it| from <= *it) {
            ways.push(format!("{before}[{from}-{to}][0-9]{{{more}}}"));
        }
    };
    for more in 0..digits.len() - 1 {
        any("", '1', ':', more);
    }
    for (at, digit) in digits.char_indices() {
        any(&digits[..at], if at == 0 { '1' } else { '0' }, digit, digits.len() - at - 1);
    }
    ways.push(digits);
    format!("(?:{})", ways.join("|"))
}

/// What is left out around a text, for the inside of brackets: by the standard library's table.
pub fn blanks() -> String {
    let mut ranges: Vec<[u32; 2]> = Vec::new();
    let blanks = ('\0'..='\u{ffff}').filter(|it| it.is_whitespace()).map(u32::from);
    for it in blanks {
        match ranges.last_mut() {
            Some([_, last]) if *last + 1 == it => *last = it,
            _ => ranges.push([it, it]),
        }
    }
    ranges.iter().map(|[from, to]| format!("\\u{from:04x}-\\u{to:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_up_to_a_limit_are_written_out() {
        assert_eq!(at_most(9), "(?:0|[1-8][0-9]{0}|9)");
        assert_eq!(at_most(130), "(?:0|[1-9][0-9]{0}|[1-9][0-9]{1}|1[0-2][0-9]{1}|130)");
    }

    #[test]
    fn blanks_are_those_of_the_standard_library() {
        assert!(blanks().starts_with("\\u0009-\\u000d\\u0020-\\u0020"), "{}", blanks());
        assert!(('\u{10000}'..=char::MAX).all(|it| !it.is_whitespace()));
    }
}
