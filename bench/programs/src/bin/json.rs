//! serde_json: a document of 20,000 records written, read back typed and untyped.

use bench_programs::Random;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Record {
    id: u64,
    name: String,
    tags: Vec<String>,
    score: f64,
    parent: Option<u64>,
}

fn main() {
    let mut random = Random::new(11);
    let records: Vec<Record> = (0..20_000)
        .map(|id| Record {
            id,
            name: format!("record \"{}\" \u{e9}\n", random.below(100_000)),
            tags: (0..random.below(4)).map(|tag| format!("tag{tag}")).collect(),
            score: random.below(1 << 40) as f64 / 1024.0,
            parent: (random.below(2) == 0).then(|| random.below(1000)),
        })
        .collect();
    bench_programs::rounds(|| {
        let text = serde_json::to_string(&records).unwrap();
        let back: Vec<Record> = serde_json::from_str(&text).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let scores: f64 = back.iter().map(|record| record.score).sum();
        text.len() as u64 ^ scores.to_bits() ^ value.as_array().unwrap().len() as u64 ^ back[7].id
    });
}
