//! Panics; the message names this file.

fn main() {
    println!("before");
    let numbers: Vec<i32> = std::env::args().skip(100).map(|_| 1).collect();
    println!("{}", numbers[std::hint::black_box(3)]);
}
