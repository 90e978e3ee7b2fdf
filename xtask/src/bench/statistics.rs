//! What many measurements come to.

/// A median and the quartiles around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    pub lower: f64,
    pub median: f64,
    pub upper: f64,
}

impl Summary {
    /// None of no values, nor where one is not a number. Between two values it is where it falls between them, as
    /// spreadsheets have it.
    pub fn of(values: &[f64]) -> Option<Summary> {
        if values.is_empty() || values.iter().any(|it| !it.is_finite()) {
            return None;
        }
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |part: f64| {
            let place = part * (sorted.len() - 1) as f64;
            let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
            below + (above - below) * place.fract()
        };
        Some(Summary { lower: at(0.25), median: at(0.5), upper: at(0.75) })
    }
}

/// How many times as much the app takes as the page, by their medians. None where the page takes nothing.
pub fn ratio(app: Summary, page: Summary) -> Option<f64> {
    (page.median > 0.0).then(|| app.median / page.median)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_has_half_of_the_values_on_either_side() {
        let found = Summary::of(&[9.0, 1.0, 5.0, 3.0, 7.0]).unwrap();
        assert_eq!(found, Summary { lower: 3.0, median: 5.0, upper: 7.0 });
        let found = Summary::of(&[4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(found, Summary { lower: 1.75, median: 2.5, upper: 3.25 });
        assert_eq!(Summary::of(&[2.0]).unwrap(), Summary { lower: 2.0, median: 2.0, upper: 2.0 });
    }

    #[test]
    fn one_value_that_went_astray_does_not_move_it() {
        let found = Summary::of(&[1.0, 1.0, 1.0, 1.0, 10_000.0]).unwrap();
        assert_eq!((found.median, found.upper), (1.0, 1.0));
    }

    #[test]
    fn what_was_not_measured_has_none() {
        assert_eq!(Summary::of(&[]), None);
        assert_eq!(Summary::of(&[1.0, f64::NAN]), None);
        assert_eq!(Summary::of(&[f64::INFINITY]), None);
    }

    #[test]
    fn a_ratio_is_of_medians() {
        let of = |values: &[f64]| Summary::of(values).unwrap();
        assert_eq!(ratio(of(&[1.0, 6.0, 9.0]), of(&[4.0])), Some(1.5));
        assert_eq!(ratio(of(&[1.0]), of(&[0.0])), None);
    }
}
