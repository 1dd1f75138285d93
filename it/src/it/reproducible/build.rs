fn main() {
    println!("cargo:rustc-env=MADE={}", std::env::var("SOURCE_DATE_EPOCH").unwrap());
}
