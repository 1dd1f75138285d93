//! Memory that grows by much, moves, shrinks and is used again.

use programs::show;
use std::collections::VecDeque;

fn main() {
    let mut large: Vec<u32> = Vec::new();
    for i in 0..2_000_000u32 {
        large.push(i.wrapping_mul(2_654_435_761));
    }
    show("sum", large.iter().map(|&x| u64::from(x)).sum::<u64>());
    show("last", large[large.len() - 1]);
    large.truncate(10);
    large.shrink_to_fit();
    let zeroed = vec![0u8; 64 << 20];
    show("zeroed", zeroed.iter().all(|&b| b == 0));
    drop(zeroed);
    let mut queue = VecDeque::new();
    for i in 0..200_000usize {
        queue.push_back(vec![i as u8; i % 100]);
        if i % 3 == 0 {
            queue.pop_front();
        }
    }
    show("queued", queue.iter().map(Vec::len).sum::<usize>());
    show("too much", Vec::<u8>::new().try_reserve(usize::MAX / 2 + 1).is_err());
}
