fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    println!("ran with {words:?} on {}", std::env::consts::ARCH);
    println!("{}", std::fs::read_to_string("data.txt").unwrap().trim());
    std::process::exit(words.len() as i32);
}
