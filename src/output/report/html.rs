//! A document as a fragment of HTML: headings, paragraphs, lists and tables, and nothing that was
//! typed is a tag.

use super::{Block, Report, lines};

pub(super) fn write(report: &Report) -> String {
    let mut html = format!("<div lang=\"{}\">", report.lang.tag());
    element(&mut html, "h1", &report.title);
    for block in &report.blocks {
        match block {
            Block::Heading(it) => element(&mut html, "h2", it),
            Block::Subheading(it) => element(&mut html, "h3", it),
            Block::Paragraph(it) => element(&mut html, "p", it),
            Block::List(all) => {
                html.push_str("<ul>");
                for bullet in all {
                    html.push_str("<li>");
                    html.push_str(&said(&bullet.text));
                    if !bullet.details.is_empty() {
                        html.push_str("<ul>");
                        bullet.details.iter().for_each(|it| element(&mut html, "li", it));
                        html.push_str("</ul>");
                    }
                    html.push_str("</li>");
                }
                html.push_str("</ul>");
            }
            Block::Table(table) => {
                html.push_str("<table border=\"1\"><thead>");
                row(&mut html, "th", &table.columns);
                html.push_str("</thead><tbody>");
                table.rows.iter().for_each(|it| row(&mut html, "td", it));
                html.push_str("</tbody></table>");
            }
        }
    }
    html.push_str("</div>");
    html
}

fn row(html: &mut String, tag: &str, cells: &[String]) {
    html.push_str("<tr>");
    cells.iter().for_each(|it| element(html, tag, it));
    html.push_str("</tr>");
}

fn element(html: &mut String, tag: &str, text: &str) {
    let said = said(text);
    for it in ["<", tag, ">", &said, "</", tag, ">"] {
        html.push_str(it);
    }
}

fn said(text: &str) -> String {
    lines(text).iter().map(|it| escaped(it)).collect::<Vec<String>>().join("<br>")
}

fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for it in text.chars() {
        match it {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(it),
        }
    }
    safe
}
