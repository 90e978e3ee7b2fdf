//! A block of cells as spreadsheets put it on the clipboard: a line per row, a tab between cells, and
//! quotes around a cell that has one of these in it.

/// The cells of a text, row by row. Every text is a block, and nothing of it is lost: what is quoted
/// badly is taken as it is written.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        row.push(cell);
        rest = match after.strip_prefix('\t') {
            // Behind the last tab is one more cell, empty.
            Some(more) => {
                if more.is_empty() {
                    row.push(String::new());
                }
                more
            }
            None => {
                rows.push(std::mem::take(&mut row));
                after_line(after)
            }
        };
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// As a spreadsheet would put them on the clipboard.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text
}

fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    let (cell, rest) = text.split_at(end);
    (cell.to_owned(), rest)
}

/// A cell in quotes, and what follows it; `None` if the quotes are only a part of what is written.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let end = rest.find('"')?;
        let (part, more) = rest.split_at(end);
        cell.push_str(part);
        rest = more.strip_prefix('"')?;
        match rest.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => break,
        }
    }
    let is_whole = rest.is_empty() || rest.starts_with(['\t', '\n', '\r']);
    is_whole.then_some((cell, rest))
}

fn after_line(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_block_is_read_as_spreadsheets_write_it() {
        let table: [(&str, &[&[&str]]); 14] = [
            ("", &[]),
            ("a", &[&["a"]]),
            ("a\tb", &[&["a", "b"]]),
            ("a\tb\r\n", &[&["a", "b"]]),
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("a\n\nb", &[&["a"], &[""], &["b"]]),
            ("a\t\tb", &[&["a", "", "b"]]),
            ("\ta\t", &[&["", "a", ""]]),
            ("\"一\n二\"\t三", &[&["一\n二", "三"]]),
            ("\"a\tb\"\nc", &[&["a\tb"], &["c"]]),
            ("\"say \"\"yes\"\"\"\tx", &[&["say \"yes\"", "x"]]),
            // No quotes of a spreadsheet.
            ("\"a\" b\tc", &[&["\"a\" b", "c"]]),
            ("\"a\tb", &[&["\"a", "b"]]),
            ("a\rb", &[&["a"], &["b"]]),
        ];
        for (text, wanted) in table {
            assert_eq!(read(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_quotes_take_no_time() {
        let rows = read(&"\"\t".repeat(100_000));
        assert_eq!(rows.len(), 1);
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(
            rows in proptest::collection::vec(
                proptest::collection::vec("[a\"\t\r\n あ\u{200b}]{0,6}", 1..5), 0..5,
            ),
        ) {
            prop_assert_eq!(read(&write(&rows)), rows);
        }

        #[test]
        fn no_text_loses_a_letter(text in "[a\"\t\r\nあ]{0,40}") {
            let letters = |it: &str| it.chars().filter(|it| matches!(it, 'a' | 'あ')).count();
            let cells: usize = read(&text).iter().flatten().map(|it| letters(it)).sum();
            prop_assert_eq!(cells, letters(&text));
        }
    }
}
