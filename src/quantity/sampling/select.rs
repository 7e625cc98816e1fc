//! Selection without a sort.

/// Returns the number with this many smaller ones (Hoare 1961, "Algorithm 65: find"). A sort is
/// three times the work, and the library's selection is 3 KB of code.
pub(super) fn nth(numbers: &mut [f64], rank: usize) -> f64 {
    let (mut from, mut to) = (0, numbers.len() - 1);
    while from < to {
        let pivot = numbers[rank];
        let (mut left, mut end) = (from, to + 1);
        while left < end {
            while numbers[left] < pivot {
                left += 1;
            }
            while numbers[end - 1] > pivot {
                end -= 1;
            }
            if left < end {
                end -= 1;
                numbers.swap(left, end);
                left += 1;
            }
        }
        // None before `end` is above the pivot, none from `left` on is below it.
        if rank < end {
            to = end - 1;
        } else if rank >= left {
            from = left;
        } else {
            break;
        }
    }
    numbers[rank]
}
