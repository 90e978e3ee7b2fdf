//! What somebody typed as an address, as far as it can be told without knowing the rules of
//! addresses, which the browser knows.

use super::text::trimmed;

/// How addresses begin.
const BEGINNINGS: [&str; 4] = ["https://", "http://", "mailto:", "www."];

/// Why what was typed is no link, though the browser might make one of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trouble {
    /// It would be one broken link.
    Several,
}

/// What the browser is asked to read: without the marks that mail programs put around an address,
/// and with what goes without saying before `www.`.
///
/// # Errors
///
/// If there is more than one address.
pub fn address(typed: &str) -> Result<String, Trouble> {
    let typed = trimmed(typed);
    let is_between = |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '、' | '，' | ',' | ';' | '；');
    let begin = |part: &str| {
        let is_there = |it: &&str| {
            part.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))
        };
        BEGINNINGS.iter().find(is_there).copied()
    };
    if typed.split(is_between).filter(|it| begin(trimmed(it)).is_some()).count() > 1 {
        return Err(Trouble::Several);
    }
    let inside = typed.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(typed);
    let inside = inside.strip_prefix("URL:").unwrap_or(inside);
    let inside = trimmed(inside);
    match begin(inside) {
        Some("www.") => Ok(format!("https://{inside}")),
        _ => Ok(inside.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_as_people_paste_it() {
        let table = [
            ("https://teams.example", "https://teams.example"),
            ("<https://teams.example>", "https://teams.example"),
            ("<URL:https://teams.example>", "https://teams.example"),
            ("\u{200b}https://teams.example\u{feff}", "https://teams.example"),
            ("www.contoso.co.jp", "https://www.contoso.co.jp"),
            ("< WWW.contoso.co.jp >", "https://WWW.contoso.co.jp"),
            ("mailto:yamada@example.com", "mailto:yamada@example.com"),
            ("社内ポータル", "社内ポータル"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            // One address, whatever stands in it.
            ("https://example.com/?u=https://other.example", "https://example.com/?u=https://other.example"),
            ("https://example.com/年次 報告,改.pdf", "https://example.com/年次 報告,改.pdf"),
        ];
        for (typed, wanted) in table {
            assert_eq!(address(typed).as_deref(), Ok(wanted), "{typed}");
        }
    }

    #[test]
    fn two_addresses_are_told_from_one() {
        for typed in [
            "https://a.example https://b.example",
            "https://a.example\nwww.b.example",
            "https://a.example、https://b.example",
            "<https://a.example>, <https://b.example>",
            "https://a.example;http://b.example",
            "mailto:a@a.example HTTPS://b.example",
        ] {
            assert_eq!(address(typed), Err(Trouble::Several), "{typed}");
        }
    }
}
