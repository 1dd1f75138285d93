fn main() {
    println!("own harness ran");
}
