//! A document on the screen, as it is going to be.

use kickoff::output::report::{Block, Bullet, Report, Table};

use kit::html::{article, div, h1, h2, h3, h4, h5, li, p, table, tbody, td, th, thead, tr, ul};
use kit::{El, View};

/// What it stands under, which decides its headings.
#[derive(Clone, Copy)]
pub enum Level {
    /// The page is the document.
    Page,
    /// It is shown in a part of one.
    Part,
}

impl Level {
    /// Of the title, a heading and a subheading.
    fn headings(self) -> [fn() -> El; 3] {
        match self {
            Level::Page => [h1, h2, h3],
            Level::Part => [h3, h4, h5],
        }
    }

    fn title_class(self) -> &'static str {
        match self {
            Level::Page => "page__title",
            Level::Part => "document__title",
        }
    }
}

pub fn report_view(report: &Report, level: Level) -> View {
    let [of_title, ..] = level.headings();
    let mut title = &*report.title;
    let blocks = report.blocks.iter().map(|it| {
        if let Block::Heading(heading) = it {
            title = heading;
        }
        block(it, title, level)
    });
    let blocks = blocks.collect::<Vec<View>>();
    article()
        .class("document")
        .attr("lang", report.lang.tag())
        .child(of_title().class(level.title_class()).child(&*report.title))
        .child(blocks)
        .into()
}

/// `title`: of what it is a part.
fn block(block: &Block, title: &str, level: Level) -> View {
    let [_, heading, subheading] = level.headings();
    match block {
        Block::Heading(it) => heading().class("document__heading").child(&**it).into(),
        Block::Subheading(it) => subheading().class("document__subheading").child(&**it).into(),
        Block::Paragraph(it) => p().class("document__text").child(&**it).into(),
        Block::List(all) => {
            ul().class("lines").child(all.iter().map(bullet).collect::<Vec<View>>()).into()
        }
        Block::Table(it) => rows(it, title),
    }
}

fn bullet(bullet: &Bullet) -> View {
    let details = bullet.details.iter().map(|it| View::from(li().child(&**it)));
    let details: Vec<View> = details.collect();
    let under = (!details.is_empty()).then(|| ul().class("lines").child(details));
    li().class("document__text").child(&*bullet.text).child(under).into()
}

/// Beside a narrow window's edge it is scrolled, by the keyboard, too.
fn rows(of: &Table, title: &str) -> View {
    let heads = of.columns.iter().map(|it| View::from(th().attr("scope", "col").child(&**it)));
    let row = |cells: &Vec<String>| {
        let cells = cells.iter().map(|it| View::from(td().class("document__text").child(&**it)));
        View::from(tr().child(cells.collect::<Vec<View>>()))
    };
    let rows = of.rows.iter().map(row).collect::<Vec<View>>();
    let table = table()
        .class("table")
        .child(thead().child(tr().child(heads.collect::<Vec<View>>())))
        .child(tbody().child(rows));
    let wide = div().class("wide").attr("role", "group").attr("aria-label", title);
    wide.attr("tabindex", "0").child(table).into()
}
