//! What the benchmark programs share: rounds, a clock, and data that is the same everywhere.

use std::time::Instant;

/// A small generator of pseudo-random numbers (xorshift64*), so that no program depends on a crate for it.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}

/// Text of words and numbers, of about that many bytes.
pub fn text(bytes: usize) -> String {
    const WORDS: [&str; 16] = [
        "memory", "table", "function", "module", "instance", "trap", "value", "stack", "export", "import", "global",
        "segment", "element", "block", "loop", "branch",
    ];
    let mut random = Random::new(7);
    let mut out = String::with_capacity(bytes + 32);
    while out.len() < bytes {
        match random.below(12) {
            0 => out.push_str(&format!("{}@{}.example ", WORDS[random.below(16) as usize], random.below(1000))),
            1 => out.push_str(&format!("2026-{:02}-{:02} ", 1 + random.below(12), 1 + random.below(28))),
            2 => out.push_str(&format!("{:x}\n", random.next())),
            _ => {
                out.push_str(WORDS[random.below(16) as usize]);
                out.push(' ');
            }
        }
    }
    out
}

/// Runs rounds as the first argument says: so many, or, with an `s` at its end, for so many seconds and at least twice; one
/// if there is none. Prints each one's time and, at the end, the result, which must be the same in every engine.
pub fn rounds(mut work: impl FnMut() -> u64) {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let seconds: Option<f64> = wanted.strip_suffix('s').and_then(|number| number.parse().ok());
    let count: u32 = if seconds.is_some() { 2 } else { wanted.parse().unwrap_or(1) };
    let begin = Instant::now();
    let mut result = 0;
    let mut done = 0;
    while done < count || seconds.is_some_and(|limit| begin.elapsed().as_secs_f64() < limit) {
        let start = Instant::now();
        result = work();
        println!("round {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
        done += 1;
    }
    println!("result {result:016x}");
}
