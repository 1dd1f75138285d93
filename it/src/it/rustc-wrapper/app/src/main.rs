fn main() {
    println!("answer: {}", shared::answer());
}
