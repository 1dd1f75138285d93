//! regex: four patterns over 2 MiB of text.

use regex::Regex;

fn main() {
    let text = bench_programs::text(2 << 20);
    let patterns = [
        r"\b[a-z]+@\d+\.example\b",
        r"(\d{4})-(\d{2})-(\d{2})",
        r"(?i)(memory|table|trap) (function|module|loop)",
        r"[0-9a-f]{12,16}\n",
    ]
    .map(|pattern| Regex::new(pattern).unwrap());
    bench_programs::rounds(|| {
        patterns.iter().fold(0, |sum, pattern| {
            pattern.find_iter(&text).fold(sum * 31, |sum: u64, found| sum.wrapping_add(found.start() as u64))
        })
    });
}
