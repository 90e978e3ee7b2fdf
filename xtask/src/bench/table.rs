//! The table of a run, as it is printed and kept.

use super::statistics::{Summary, ratio};

/// What is asked of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wanted {
    /// At most this many times what the hand-written page takes.
    Ratio(f64),
    /// Less than this.
    Below(f64),
    /// At most this.
    AtMost(f64),
    /// At least this.
    AtLeast(f64),
    /// At most the first many times the second: a list of 1,000 beside one of 10.
    TimesOf(f64, f64),
    /// It is there to be compared.
    Nothing,
}

/// One line: the same thing done in the app and on the page.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: &'static str,
    /// How many engagements there are.
    pub count: usize,
    /// "ms", or empty for what is counted.
    pub unit: &'static str,
    pub app: Vec<f64>,
    pub page: Vec<f64>,
    pub wanted: Wanted,
}

pub const HEAD: &str = "\
| what | engagements | the app | by hand | ratio | wanted |
|---|--:|--:|--:|--:|---|";

impl Row {
    pub fn line(&self) -> String {
        let [app, page] = [&self.app, &self.page].map(|it| Summary::of(it));
        let ratio = app.zip(page).and_then(|(app, page)| ratio(app, page));
        let ratio_said = ratio.map_or("–".to_owned(), |it| format!("{it:.2}"));
        let [app_said, page_said] = [app, page].map(|it| self.said(it));
        let wanted = self.wanted_said(app.map(|it| it.median), ratio);
        let Row { name, .. } = self;
        let count = grouped(self.count as f64);
        format!("| {name} | {count} | {app_said} | {page_said} | {ratio_said} | {wanted} |")
    }

    fn said(&self, summary: Option<Summary>) -> String {
        let Some(Summary { lower, median, upper }) = summary else { return "–".to_owned() };
        if lower == upper {
            return self.number(median);
        }
        format!("{} ({}–{})", self.number(median), self.plain(lower), self.plain(upper))
    }

    fn number(&self, value: f64) -> String {
        match self.unit {
            "" => self.plain(value),
            unit => format!("{} {unit}", self.plain(value)),
        }
    }

    /// Times to a tenth while that says anything, counts in whole.
    fn plain(&self, value: f64) -> String {
        if !self.unit.is_empty() && value < 100.0 {
            return format!("{value:.1}");
        }
        grouped(value)
    }

    fn wanted_said(&self, app: Option<f64>, ratio: Option<f64>) -> String {
        let (said, is_kept) = match self.wanted {
            Wanted::Nothing => return String::new(),
            Wanted::Ratio(most) => (format!("≤ {most:.1}×"), ratio.map(|it| it <= most)),
            Wanted::Below(least) => (format!("< {}", self.whole(least)), app.map(|it| it < least)),
            Wanted::AtMost(most) => (format!("≤ {}", self.whole(most)), app.map(|it| it <= most)),
            Wanted::AtLeast(least) => {
                (format!("≥ {}", self.whole(least)), app.map(|it| it >= least))
            }
            Wanted::TimesOf(times, base) => {
                let said = format!("≤ {times:.1}× of {}", self.number(base));
                (said, app.map(|it| it <= times * base))
            }
        };
        let verdict = match is_kept {
            Some(true) => "kept",
            Some(false) => "**not yet**",
            None => "not measured",
        };
        format!("{said}: {verdict}")
    }

    fn whole(&self, value: f64) -> String {
        match self.unit {
            "" => grouped(value),
            unit => format!("{} {unit}", grouped(value)),
        }
    }
}

/// 12,345.
fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut said = if value.round() < 0.0 { "-".to_owned() } else { String::new() };
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

/// The whole table.
pub fn table(rows: &[Row]) -> String {
    let lines = std::iter::once(HEAD.to_owned()).chain(rows.iter().map(Row::line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(unit: &'static str, app: &[f64], page: &[f64], wanted: Wanted) -> Row {
        Row { name: "a tick", count: 1_000, unit, app: app.to_vec(), page: page.to_vec(), wanted }
    }

    #[test]
    fn a_line_has_medians_quartiles_the_ratio_and_what_is_wanted() {
        let line = row("ms", &[20.0, 30.0, 40.0], &[10.0, 20.0, 30.0], Wanted::Ratio(1.5)).line();
        assert_eq!(
            line,
            "| a tick | 1,000 | 30.0 ms (25.0–35.0) | 20.0 ms (15.0–25.0) | 1.50 | ≤ 1.5×: kept |"
        );
        let line = row("ms", &[31.0], &[20.0], Wanted::Ratio(1.5)).line();
        assert_eq!(line, "| a tick | 1,000 | 31.0 ms | 20.0 ms | 1.55 | ≤ 1.5×: **not yet** |");
    }

    #[test]
    fn counts_are_whole_and_grouped() {
        let line = row("", &[1_234_567.0], &[1_000.0], Wanted::AtMost(1_000.0)).line();
        assert_eq!(line, "| a tick | 1,000 | 1,234,567 | 1,000 | 1234.57 | ≤ 1,000: **not yet** |");
        assert_eq!(grouped(999.6), "1,000");
        assert_eq!(grouped(-1_000.0), "-1,000");
        assert_eq!(grouped(0.0), "0");
    }

    #[test]
    fn at_the_limit_below_is_not_kept_and_at_most_is() {
        let verdict = |wanted| row("ms", &[50.0], &[], wanted).line();
        assert!(verdict(Wanted::Below(50.0)).ends_with("< 50 ms: **not yet** |"));
        assert!(verdict(Wanted::AtMost(50.0)).ends_with("≤ 50 ms: kept |"));
        assert!(verdict(Wanted::AtLeast(50.0)).ends_with("≥ 50 ms: kept |"));
        assert!(verdict(Wanted::TimesOf(1.5, 33.0)).ends_with("≤ 1.5× of 33.0 ms: **not yet** |"));
        assert!(verdict(Wanted::TimesOf(1.5, 34.0)).ends_with("≤ 1.5× of 34.0 ms: kept |"));
    }

    #[test]
    fn what_was_not_measured_is_said_to_be_so() {
        let line = row("ms", &[], &[3.0], Wanted::Ratio(1.5)).line();
        assert_eq!(line, "| a tick | 1,000 | – | 3.0 ms | – | ≤ 1.5×: not measured |");
        assert_eq!(
            row("ms", &[1.0], &[], Wanted::Nothing).line(),
            "| a tick | 1,000 | 1.0 ms | – | – |  |"
        );
    }

    #[test]
    fn every_line_has_as_many_cells_as_the_head() {
        let rows =
            [row("ms", &[1.0], &[1.0], Wanted::Nothing), row("", &[], &[], Wanted::Below(1.0))];
        let text = table(&rows);
        assert!(text.lines().all(|it| it.matches('|').count() == 7), "{text}");
        assert_eq!(text.lines().count(), 4);
    }
}
