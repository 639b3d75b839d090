//! How figures are put into numbers, so that they say no more than they know.

/// From this many on, a share may be said in per cent: below, a single record would be worth more than five of them.
pub const ENOUGH_FOR_PERCENT: usize = 20;

/// From this many on, there is a 90th percentile that is not simply the longest.
pub const ENOUGH_FOR_P90: usize = 10;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that it is about.
    pub part: usize,
    /// All.
    pub all: usize,
}

impl Share {
    /// The share in whole per cent, rounded down so that nothing is complete before it is; `None` while there are so few
    /// that the numbers themselves say more.
    pub fn percent(self) -> Option<usize> {
        (self.all >= ENOUGH_FOR_PERCENT).then(|| self.part * 100 / self.all)
    }
}

/// The sum of some days. Where there are none it is zero, and not the negative zero that a sum of floats begins with.
pub fn total(days: impl IntoIterator<Item = f64>) -> f64 {
    days.into_iter().fold(0.0, |sum, days| sum + days)
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How many values there are.
    pub count: usize,
    /// The one in the middle; between two, half way, rounded up.
    pub median: i64,
    /// Nine of ten took no longer; `None` while there are fewer than ten.
    pub p90: Option<i64>,
    /// The longest.
    pub longest: i64,
}

impl Spread {
    /// The spread of some values; `None` when there are none.
    pub fn of(mut values: Vec<i64>) -> Option<Spread> {
        values.sort_unstable();
        let longest = *values.last()?;
        let (count, middle) = (values.len(), values.len() / 2);
        let median = match count % 2 {
            1 => values[middle],
            _ => (values[middle - 1] + values[middle] + 1).div_euclid(2),
        };
        let p90 = (count >= ENOUGH_FOR_P90).then(|| values[(count * 9).div_ceil(10) - 1]);
        Some(Spread { count, median, p90, longest })
    }
}
