//! Sorting and hashing with std: 400,000 numbers sorted twice, a HashMap and a BTreeMap filled and read.

use bench_programs::Random;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, DefaultHasher};

fn main() {
    bench_programs::rounds(|| {
        let mut random = Random::new(3);
        let mut numbers: Vec<u64> = (0..400_000).map(|_| random.next()).collect();
        numbers.sort();
        let mut words: Vec<String> = numbers.iter().step_by(20).map(|n| format!("{:x}", n.rotate_left(17))).collect();
        words.sort_unstable();
        let mut map: HashMap<u64, usize, BuildHasherDefault<DefaultHasher>> = HashMap::default();
        for (index, number) in numbers.iter().enumerate().take(100_000) {
            map.insert(number >> 20, index);
        }
        let mut tree = BTreeMap::new();
        for word in &words {
            *tree.entry(&word[..3]).or_insert(0u64) += 1;
        }
        let hits = numbers.iter().filter(|number| map.contains_key(&(**number >> 20))).count() as u64;
        tree.values().fold(hits, |sum, count| sum.wrapping_mul(31).wrapping_add(*count))
    });
}
