//! Differences as Git's packs have them: an object as parts of another one, and what is new between them.

/// The bytes that a difference makes of a base, if it fits the base and makes at most so many.
pub(super) fn apply(base: &[u8], difference: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut rest = difference;
    let (of, size) = (length(&mut rest)?, length(&mut rest)?);
    if of != base.len() || size > most {
        return None;
    }
    let mut out = Vec::with_capacity(size);
    while let Some((&op, after)) = rest.split_first() {
        rest = after;
        let part = match op {
            0 => return None,
            _ if op & 0x80 == 0 => {
                let (part, after) = rest.split_at_checked(usize::from(op))?;
                rest = after;
                part
            }
            _ => {
                let offset = parts(&mut rest, op, 4)?;
                let length = match parts(&mut rest, op >> 4, 3)? {
                    0 => 0x10000,
                    length => length,
                };
                base.get(offset..offset.checked_add(length)?)?
            }
        };
        if part.len() > size - out.len() {
            return None;
        }
        out.extend_from_slice(part);
    }
    (out.len() == size).then_some(out)
}

/// A number of seven bits a byte, the lowest first.
fn length(rest: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= usize::from(byte & 0x7f).checked_shl(shift).filter(|_| shift < 32)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

/// A number whose bytes are there as far as the bits of `which` say, the lowest first.
fn parts(rest: &mut &[u8], which: u8, most: u32) -> Option<usize> {
    let mut number = 0;
    for part in (0..most).filter(|part| which & (1 << part) != 0) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        number |= usize::from(byte) << (part * 8);
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_and_put_between() {
        let base = b"one two three";
        // From 13 bytes to 12: four from the beginning, "and", five from place 8.
        let difference = [&[13, 12, 0x90, 4, 3][..], b"and", &[0x91, 8, 5]].concat();
        assert_eq!(apply(base, &difference, 100).as_deref(), Some(&b"one andthree"[..]));
        assert_eq!(apply(base, &difference, 11), None, "more than is allowed");
        assert_eq!(apply(b"another base", &difference, 100), None);
    }

    #[test]
    fn what_is_cut_off_or_points_elsewhere_gives_nothing() {
        let base = b"one two three";
        let difference = [&[13, 12, 0x90, 4, 3][..], b"and", &[0x91, 8, 5]].concat();
        for length in 0..difference.len() {
            assert_eq!(apply(base, &difference[..length], 100), None);
        }
        for wrong in [&[13, 1, 0][..], &[13, 9, 0x91, 8, 9], &[13, 1, 2, b'a', b'b'], &[13, 255], &[0xff; 12]] {
            assert_eq!(apply(base, wrong, 100), None, "{wrong:?}");
        }
    }
}
