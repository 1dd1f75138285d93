#[test]
fn by_full_path() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data.txt");
    assert!(std::fs::read_to_string(path).unwrap().starts_with("read"));
    assert_eq!(std::env::var("CARGO_PKG_NAME").unwrap(), "cargo-runner");
}
