//! A document as plain text.

use super::{Block, Bullet, Report, Table, lines};
use crate::domain::text::Lang;

pub(super) fn write(report: &Report) -> String {
    let mut parts = vec![lines(&report.title).join(" ")];
    let mut is_under_heading = false;
    for block in &report.blocks {
        let said = self::block(block, report.lang);
        match parts.last_mut() {
            // A heading and what is under it are one part.
            Some(heading) if is_under_heading => {
                heading.push('\n');
                heading.push_str(&said);
            }
            _ => parts.push(said),
        }
        is_under_heading = matches!(block, Block::Heading(_) | Block::Subheading(_));
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block, lang: Lang) -> String {
    match block {
        Block::Heading(it) => match lang {
            Lang::Ja => format!("■ {}", lines(it).join(" ")),
            Lang::En => lines(it).join(" ").to_uppercase(),
        },
        Block::Subheading(it) => match lang {
            Lang::Ja => format!("【{}】", lines(it).join(" ")),
            Lang::En => format!("[{}]", lines(it).join(" ")),
        },
        Block::Paragraph(it) => lines(it).join("\n"),
        Block::List(all) => all.iter().map(bullet).collect::<Vec<String>>().join("\n"),
        Block::Table(it) => rows(it).iter().map(bullet).collect::<Vec<String>>().join("\n"),
    }
}

fn bullet(bullet: &Bullet) -> String {
    let mut all = lines(&bullet.text);
    all.extend(bullet.details.iter().flat_map(|it| lines(it)));
    format!("- {}", all.join("\n  "))
}

/// Each row under its first cell that says something, each other cell with the name of its column.
fn rows(table: &Table) -> Vec<Bullet> {
    let row = |cells: &Vec<String>| {
        let named = table.columns.iter().zip(cells);
        let mut said = named.filter(|(_, cell)| !lines(cell).is_empty()).enumerate().map(
            |(at, (column, cell))| match at {
                0 => cell.clone(),
                _ => format!("{column}: {cell}"),
            },
        );
        said.next().map(|text| Bullet { text, details: said.collect() })
    };
    table.rows.iter().filter_map(row).collect()
}
