//! What somebody typed as an address, as far as it can be told without knowing the rules of
//! addresses, which the browser knows.

use super::text::trimmed;

/// How addresses begin.
const BEGINNINGS: [&str; 4] = ["https://", "http://", "mailto:", "www."];

/// What the browser is asked to read: without the marks that mail programs put around an address,
/// and with what goes without saying before `www.`. `None` if there is more than one address: the
/// browser would make one broken link of them.
pub fn address(typed: &str) -> Option<String> {
    let typed = trimmed(typed);
    let is_between =
        |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '、' | '，' | ',' | ';' | '；');
    let begin = |part: &str| {
        BEGINNINGS
            .into_iter()
            .find(|it| part.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)))
    };
    if typed.split(is_between).filter(|it| begin(trimmed(it)).is_some()).count() > 1 {
        return None;
    }
    let inside = typed.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(typed);
    let inside = inside.strip_prefix("URL:").unwrap_or(inside);
    let inside = trimmed(inside);
    match begin(inside) {
        Some("www.") => Some(format!("https://{inside}")),
        _ => Some(inside.to_owned()),
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
            (
                "https://example.com/?u=https://other.example",
                "https://example.com/?u=https://other.example",
            ),
            ("https://example.com/年次 報告,改.pdf", "https://example.com/年次 報告,改.pdf"),
        ];
        for (typed, wanted) in table {
            assert_eq!(address(typed).as_deref(), Some(wanted), "{typed}");
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
            assert_eq!(address(typed), None, "{typed}");
        }
    }
}
