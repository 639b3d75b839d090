//! Two sequences: what of each is not in their longest common subsequence.

use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Interner};

/// The most pairs that are looked at for what two sequences have in common. Beyond it, what lies between their common beginning
/// and end counts as rewritten.
const MOST_PAIRS: usize = 4_000_000;

/// The stretches that differ, in order, each with its places before and after; what lies between them is the same.
pub fn changed<T: Eq + Hash>(before: &[T], after: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let start = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let (old, new) = (&before[start..], &after[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return vec![(start..before.len() - end, start..after.len() - end)];
    }
    let interner = Interner::new(old.len() + new.len());
    let mut input = InternedInput { before: Vec::new(), after: Vec::new(), interner };
    input.update_before(old.iter());
    input.update_after(new.iter());
    let mut diff = Diff::compute(Algorithm::MyersMinimal, &input);
    diff.postprocess_no_heuristic(&input);
    let placed = |range: Range<u32>| start + range.start as usize..start + range.end as usize;
    diff.hunks().map(|hunk| (placed(hunk.before), placed(hunk.after))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_as_little_as_can_be() {
        let of = |before: &str, after: &str| {
            let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
            changed(&before, &after)
        };
        assert_eq!(of("abc", "abc"), []);
        assert_eq!(of("abc", "abxc"), [(2..2, 2..3)]);
        assert_eq!(of("abc", "ac"), [(1..2, 1..1)]);
        assert_eq!(of("", "ab"), [(0..0, 0..2)]);
        assert_eq!(of("abcdef", "xbcdyf"), [(0..1, 0..1), (4..5, 4..5)]);
    }

    #[test]
    fn very_long_sequences_without_much_in_common_are_rewritten() {
        let (before, after): (Vec<u32>, Vec<u32>) = ((0..3_000).collect(), (0..3_000).rev().collect());
        assert_eq!(changed(&before, &after), [(0..3_000, 0..3_000)]);
    }
}
