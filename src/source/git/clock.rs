//! When the commits of a main line count as made: clocks go wrong, and anybody may set one.

/// The times at which commits count as made, of the times that they say, oldest commit first. A time counts as it is if it is
/// one of the most that follow each other; the others count from the last such one before them, or else from the first, and who is ahead
/// of the next one by no more than clocks and time zones are mistaken for each other from that.
///
/// So one clock that was years ahead does not move all that came after it, and one that was behind moves nothing. Who is behind the commit
/// before by less than clocks differ counts from it: which of the two is right is not worth asking.
pub fn in_order(said: &[i64]) -> Vec<i64> {
    let said = &lifted(said);
    let right = longest_in_order(said);
    let mut last = right.iter().position(|right| *right).map_or(0, |first| said[first]);
    let nexts = nexts(said, &right);
    let times = said.iter().zip(right).zip(nexts).map(|((&said, is_right), next)| {
        if is_right {
            last = said;
        }
        let is_little_ahead = !is_right && next.is_some_and(|next| (1..=ZONES).contains(&(said - next)));
        next.filter(|_| is_little_ahead).unwrap_or(last)
    });
    times.collect()
}

/// For each time the next one after it that is right.
fn nexts(said: &[i64], right: &[bool]) -> Vec<Option<i64>> {
    let mut next = None;
    let mut nexts: Vec<Option<i64>> = said
        .iter()
        .zip(right)
        .rev()
        .map(|(&said, &is_right)| {
            let after = next;
            next = if is_right { Some(said) } else { next };
            after
        })
        .collect();
    nexts.reverse();
    nexts
}

/// By how many seconds a clock is wrong that has the hour of another time zone, or the next day.
const ZONES: i64 = 24 * 60 * 60;

/// By how many seconds the clocks of a forge and of those who push to it may differ.
const SKEW: i64 = 60 * 60;

/// The times, with those that are a little behind the one before at that one.
fn lifted(said: &[i64]) -> Vec<i64> {
    let mut before = None;
    let times = said.iter().map(|said| {
        let time = before.filter(|before| (0..=SKEW).contains(&(before - said))).unwrap_or(*said);
        before = Some(time);
        time
    });
    times.collect()
}

/// Which of the times belong to the longest series in which none is before another one; of several, to the one that goes on
/// latest, so that of two the earlier commit is believed.
fn longest_in_order(said: &[i64]) -> Vec<bool> {
    // From the end, `tails[n]` is where the latest series of n + 1 times begins.
    let mut tails: Vec<usize> = Vec::new();
    let mut next: Vec<Option<usize>> = vec![None; said.len()];
    for position in (0..said.len()).rev() {
        let length = tails.partition_point(|tail| said[*tail] >= said[position]);
        next[position] = length.checked_sub(1).map(|shorter| tails[shorter]);
        match tails.get_mut(length) {
            Some(tail) => *tail = position,
            None => tails.push(position),
        }
    }
    let mut right = vec![false; said.len()];
    let mut position = tails.last().copied();
    while let Some(at) = position {
        right[at] = true;
        position = next[at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_that_is_alone_is_wrong() {
        for (said, counted) in [
            (&[][..], &[][..]),
            (&[3], &[3]),
            (&[1, 2, 2, 5], &[1, 2, 2, 5]),
            (&[1, 2, 90, 3, 4], &[1, 2, 2, 3, 4]),
            (&[1, 5, 6, 2, 7], &[1, 5, 6, 6, 7]),
            (&[90, 1, 2], &[1, 1, 2]),
            (&[10, 5], &[10, 10]),
        ] {
            let hours = |all: &[i64]| all.iter().map(|hour| hour * 3 * SKEW).collect::<Vec<_>>();
            assert_eq!(in_order(&hours(said)), hours(counted), "{said:?}");
        }
    }

    #[test]
    fn a_clock_with_the_hour_of_another_zone_stands_beside_the_commit_after_it() {
        let (month, hour) = (2_500_000, 60 * 60);
        let said = [0, month + 9 * hour, month, month + hour];
        assert_eq!(in_order(&said), [0, month, month, month + hour]);
        let far = [0, month + 30 * hour, month, month + hour];
        assert_eq!(in_order(&far), [0, 0, month, month + hour]);
    }

    #[test]
    fn a_forge_and_a_laptop_may_differ_by_minutes() {
        let (merge, month) = (100_000, 2_500_000);
        let said = [merge - month, merge, merge - 120, merge - 60, merge + 900];
        assert_eq!(in_order(&said), [merge - month, merge, merge, merge, merge + 900]);
    }
}
