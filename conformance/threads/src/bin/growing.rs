//! Threads that allocate at the same time, so that the memory grows under all of them.

use std::collections::{BTreeMap, HashMap};
use std::thread;

fn work(seed: u64) -> u64 {
    let mut random = seed;
    let mut next = || {
        random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        random >> 33
    };
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    let mut words: HashMap<u64, String> = HashMap::new();
    let mut sorted = BTreeMap::new();
    for i in 0..3_000u64 {
        let size = (next() % 20_000) as usize;
        let mut block = vec![0u8; size];
        assert!(block.iter().all(|&b| b == 0), "fresh memory is zero");
        block.fill(i as u8);
        if blocks.len() > 200 {
            let old = blocks.swap_remove((next() % 200) as usize);
            assert!(old.windows(2).all(|w| w[0] == w[1]), "nobody else wrote here");
        }
        blocks.push(block);
        words.insert(next() % 500, format!("{i}"));
        sorted.insert(next() % 500, i);
    }
    blocks.iter().map(|b| b.len() as u64).sum::<u64>()
        + words.values().map(|w| w.len() as u64).sum::<u64>()
        + sorted.values().sum::<u64>()
}

fn main() {
    let threads: Vec<_> = (0..6).map(|seed| thread::spawn(move || work(seed))).collect();
    for thread in threads {
        println!("{}", thread.join().unwrap());
    }
    let big: Vec<_> = (0..4).map(|i| thread::spawn(move || vec![i as u8; 30 << 20])).collect();
    for (i, thread) in big.into_iter().enumerate() {
        let block = thread.join().unwrap();
        println!("{} {}", block.len(), block.iter().all(|&b| b == i as u8));
    }
}
