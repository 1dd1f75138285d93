fn main() {
    println!("{} {}", cfg!(target_feature = "atomics"), std::env::args().count());
}
