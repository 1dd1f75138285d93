fn main() { println!("{}", include_str!("text.txt")); }
