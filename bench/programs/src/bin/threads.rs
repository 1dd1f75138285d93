//! Threads: so much hashing and sorting, divided among as many threads as the second argument says (1 if there is none).

use bench_programs::Random;
use std::hash::{DefaultHasher, Hasher};

const PARTS: u64 = 64;

/// A part of the work: 20,000 numbers sorted, then hashed; memory of its own, and nothing that threads wait for.
fn part(seed: u64) -> u64 {
    let mut random = Random::new(seed);
    let mut numbers: Vec<u64> = (0..20_000).map(|_| random.next()).collect();
    numbers.sort_unstable();
    let mut hasher = DefaultHasher::new();
    numbers.iter().for_each(|number| hasher.write_u64(*number));
    hasher.finish()
}

fn main() {
    let threads: u64 = std::env::args().nth(2).and_then(|arg| arg.parse().ok()).unwrap_or(1);
    bench_programs::rounds(|| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                std::thread::spawn(move || {
                    (worker..PARTS).step_by(threads as usize).fold(0, |sum: u64, seed| sum.wrapping_add(part(seed)))
                })
            })
            .collect();
        workers.into_iter().fold(0, |sum, worker| sum.wrapping_add(worker.join().unwrap()))
    });
}
