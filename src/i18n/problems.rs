//! What went wrong, in words that a person can act on. The domain only knows facts.

use crate::domain::value::{COUNT_LIMIT, Problem};

use super::words::Words;

impl Words {
    /// What is wrong with something typed, said at the field.
    pub fn problem(self, problem: Problem) -> String {
        // In the groups that people read.
        let limit = format!("{},000,000", COUNT_LIMIT / 1_000_000);
        let (ja, en) = match problem {
            Problem::NotADay => (
                "日付を 2026-11-22 のように入力してください。".to_owned(),
                "Enter a date such as 2026-11-22.".to_owned(),
            ),
            Problem::NotAMoment => (
                "日時を 2026-11-22 10:30 のように入力してください。".to_owned(),
                "Enter a date and time such as 2026-11-22 10:30.".to_owned(),
            ),
            Problem::YearOutOfRange => (
                "年は 2000 から 2099 までの範囲で入力してください。".to_owned(),
                "Enter a year from 2000 to 2099.".to_owned(),
            ),
            Problem::NotANumber => (
                "整数を 1200 のように入力してください。".to_owned(),
                "Enter a whole number such as 1200.".to_owned(),
            ),
            Problem::Negative => {
                ("0 以上の数を入力してください。".to_owned(), "Enter 0 or more.".to_owned())
            }
            Problem::TooLarge => {
                (format!("{limit} 以下の数を入力してください。"), format!("Enter {limit} or less."))
            }
        };
        self.pick(ja, en)
    }
}
