fn main() {
    println!("the example ran");
}
