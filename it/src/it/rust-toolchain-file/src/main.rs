fn main() { println!("compiled"); }
