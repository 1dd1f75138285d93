#[test]
fn manifest_directory_can_be_read() {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert!(std::fs::read_to_string(manifest).unwrap().contains("odd-paths"));
}
