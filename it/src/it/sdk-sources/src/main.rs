fn main() {
    println!("no C here");
}
