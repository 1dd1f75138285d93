fn main() {
    println!("made at {}", env!("MADE"));
    #[cfg(feature = "telling")]
    println!("in {}", env!("OUT_DIR"));
}
