//! Names of functions as they are written in the source.

/// Two tools name the functions of a program: wasm-bindgen in the first part takes the compiler's signs out, the split
/// leaves them in the later part. Neither takes away the hash at the end.
pub fn readable(name: &str) -> String {
    match demangled(name) {
        Some(name) => name,
        None => unhashed(name),
    }
}

/// `_ZN7kickoff6domain7derived7Derived2of17h0123456789abcdefE` is `kickoff::domain::derived::Derived::of`.
fn demangled(name: &str) -> Option<String> {
    let (mangled, shim) = name.split_once(' ').unwrap_or((name, ""));
    let mut rest = mangled.strip_prefix("_ZN")?;
    let mut parts = Vec::new();
    while rest != "E" {
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let length: usize = rest.get(..digits)?.parse().ok()?;
        parts.push(rest.get(digits..digits.checked_add(length)?)?);
        rest = rest.get(digits + length..)?;
    }
    const SIGNS: [(&str, &str); 13] = [
        ("$LT$", "<"),
        ("$GT$", ">"),
        ("$RF$", "&"),
        ("$C$", ","),
        ("$LP$", "("),
        ("$RP$", ")"),
        ("$u20$", " "),
        ("$u5b$", "["),
        ("$u5d$", "]"),
        ("$u7b$", "{"),
        ("$u7d$", "}"),
        ("..", "::"),
        ("::_<", "::<"),
    ];
    let mut name = parts.join("::");
    for (written, meant) in SIGNS {
        name = name.replace(written, meant);
    }
    let name = unhashed(name.trim_start_matches('_'));
    Some(if shim.is_empty() { name } else { format!("{name} {shim}") })
}

fn unhashed(name: &str) -> String {
    let kept = name.split("::").filter_map(|part| match part.split_once(' ') {
        // "h75aae14a4b701c6a externref shim"
        Some((hash, what)) if is_hash(hash) => Some(what),
        _ => (!is_hash(part)).then_some(part),
    });
    kept.collect::<Vec<_>>().join("::")
}

fn is_hash(part: &str) -> bool {
    const LENGTH: usize = 17;
    let mut letters = part.chars();
    part.len() == LENGTH
        && letters.next() == Some('h')
        && letters.all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_they_are_written_in_the_source() {
        for (given, said) in [
            (
                "_ZN7kickoff6domain7derived7Derived2of17h0123456789abcdefE",
                "kickoff::domain::derived::Derived::of",
            ),
            (
                "_ZN7kickoff2ui5later11team_folder4soon28_$u7b$$u7b$closure$u7d$$u7d$17hb86c184a800396dfE indirect_call_shim",
                "kickoff::ui::later::team_folder::soon::_{{closure}} indirect_call_shim",
            ),
            (
                "_ZN49_$LT$kit..View$u20$as$u20$core..convert..From$GT$4from17h0123456789abcdefE",
                "<kit::View as core::convert::From>::from",
            ),
            (
                "kickoff::store::document::write::hf7ea666e54b84633",
                "kickoff::store::document::write",
            ),
            ("a::invoke::h75aae14a4b701c6a externref shim", "a::invoke::externref shim"),
        ] {
            assert_eq!(readable(given), said);
        }
    }

    #[test]
    fn what_is_no_such_name_stays() {
        for other in [
            "drawList",
            "a::hash",
            "",
            "_ZN",
            "_ZNE2x",
            "_ZN99kickoffE",
            "_ZN7kickoff",
            "_ZN99999999999999999999kE",
            "_ZN18446744073709551615kE",
            "_ZN1あE",
        ] {
            assert_eq!(readable(other), other);
        }
    }
}
