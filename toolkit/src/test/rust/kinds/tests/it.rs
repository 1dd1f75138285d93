use std::fs;
use std::path::Path;

#[test]
fn reads_a_fixture_by_its_compiled_path() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/data.txt");
    assert_eq!(fs::read_to_string(path).unwrap(), "fixture data");
}

#[test]
fn reads_another_member_of_the_workspace() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("second/Cargo.toml");
    assert!(fs::read_to_string(path).unwrap().contains("second"));
}

#[test]
fn writes_a_temporary_file() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("note.txt");
    fs::write(&path, "hello").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "hello");
    fs::remove_file(&path).unwrap();
}
