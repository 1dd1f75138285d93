//! Recursion that is deep and not folded away.

use std::hint::black_box;

fn sum(depth: u64) -> u64 {
    if depth == 0 {
        return 0;
    }
    black_box(depth) + sum(black_box(depth - 1))
}

fn ackermann(m: u64, n: u64) -> u64 {
    match (m, n) {
        (0, n) => n + 1,
        (m, 0) => ackermann(m - 1, 1),
        (m, n) => ackermann(m - 1, ackermann(m, n - 1)),
    }
}

fn main() {
    println!("{}", sum(20_000));
    println!("{}", ackermann(2, 500));
}
