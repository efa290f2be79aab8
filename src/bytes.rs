//! Short runs of bytes. WebAssembly has no instruction that compares them, and the usual function takes them one by one.

/// Whether two runs are the same: by words, the last of which may overlap the one before.
#[inline(always)]
pub fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match a.len() {
        0..4 => a == b,
        4..8 => first::<4>(a) == first(b) && last::<4>(a) == last(b),
        8..=16 => first::<8>(a) == first(b) && last::<8>(a) == last(b),
        _ => a == b,
    }
}

#[inline]
fn first<const N: usize>(bytes: &[u8]) -> Option<&[u8; N]> {
    bytes.first_chunk()
}

#[inline]
fn last<const N: usize>(bytes: &[u8]) -> Option<&[u8; N]> {
    bytes.last_chunk()
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn what_differs_anywhere_is_not_the_same() {
        for length in 0..40 {
            let bytes: Vec<u8> = (0..length).collect();
            assert!(same(&bytes, &bytes.clone()));
            assert!(!same(&bytes, &[bytes.as_slice(), &[0]].concat()));
            for at in 0..bytes.len() {
                let mut other = bytes.clone();
                other.get_mut(at).into_iter().for_each(|byte| *byte ^= 1);
                assert!(!same(&bytes, &other), "{length}, {at}");
            }
        }
    }
}
