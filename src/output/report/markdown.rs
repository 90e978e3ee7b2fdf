//! A document as Markdown: CommonMark, with the tables of GitHub. What was typed is no markup in it, no
//! link and no HTML, and breaks no table.

use super::{Block, Report, Table, lines};

pub(super) fn write(report: &Report) -> String {
    let mut parts = vec![heading("#", &report.title)];
    for block in &report.blocks {
        parts.push(match block {
            Block::Heading(it) => heading("##", it),
            Block::Subheading(it) => heading("###", it),
            Block::Paragraph(it) => said(it, "\\\n"),
            Block::List(all) => {
                let mut list = Vec::new();
                for bullet in all {
                    list.push(format!("- {}", said(&bullet.text, "\\\n  ")));
                    let details = bullet.details.iter();
                    list.extend(details.map(|it| format!("  - {}", said(it, "\\\n    "))));
                }
                list.join("\n")
            }
            Block::Table(it) => table(it),
        });
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn heading(mark: &str, text: &str) -> String {
    format!("{mark} {}", said(text, " "))
}

fn table(table: &Table) -> String {
    let row = |cells: &Vec<String>| {
        let cells = cells.iter().map(|it| said(it, "<br>"));
        format!("| {} |", cells.collect::<Vec<String>>().join(" | "))
    };
    let mut all = vec![row(&table.columns), format!("|{}", " --- |".repeat(table.columns.len()))];
    all.extend(table.rows.iter().map(row));
    all.join("\n")
}

fn said(text: &str, between: &str) -> String {
    lines(text).iter().map(|it| escaped(it)).collect::<Vec<String>>().join(between)
}

/// Backslashes stand only where a reader of Markdown would take something for markup, so that dates
/// and sentences stay readable as they are.
fn escaped(line: &str) -> String {
    let mut safe = String::new();
    for (at, it) in line.char_indices() {
        let (before, rest) = (&line[..at], &line[at + it.len_utf8()..]);
        let is_markup = match it {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => true,
            // What begins a heading, a list, a rule, or underlines the line before.
            '#' | '+' | '-' | '=' => before.chars().all(|it| it == ' '),
            // A number before it begins a list.
            '.' | ')' if !before.is_empty() && before.bytes().all(|it| it.is_ascii_digit()) => true,
            // An address becomes a link even without brackets.
            '.' => before.to_ascii_lowercase().ends_with("www"),
            ':' => rest.starts_with('/') || is_scheme(before),
            _ => false,
        };
        // At the end of a heading it would be a part of the markup.
        let closes = it == '#' && rest.chars().all(|it| it == '#');
        if is_markup || closes {
            safe.push('\\');
        }
        safe.push(it);
    }
    safe
}

/// Whether a mail address or the like can follow.
fn is_scheme(before: &str) -> bool {
    let before = before.to_ascii_lowercase();
    ["mailto", "xmpp", "tel"].iter().any(|it| before.ends_with(it))
}
