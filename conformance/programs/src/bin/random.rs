//! Randomness as std uses it: hashers with keys of their own.

use programs::show;
use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};

fn main() {
    let hashes: HashSet<u64> = (0..8).map(|_| RandomState::new().build_hasher().finish()).collect();
    show("different", hashes.len() == 8);
    let mut map = HashMap::new();
    for i in 0..10_000 {
        *map.entry(i % 97).or_insert(0u64) += i;
    }
    let sorted: BTreeMap<_, _> = map.iter().collect();
    show("sums", sorted.iter().take(5).collect::<Vec<_>>());
    show("total", map.values().sum::<u64>());
}
