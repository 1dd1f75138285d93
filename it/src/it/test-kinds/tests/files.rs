use std::env;
use std::fs;
use std::path::Path;

#[test]
fn fixture_by_manifest_dir() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/file.txt");
    assert_eq!(fs::read_to_string(path).unwrap(), "the fixture");
}

#[test]
fn fixture_by_working_directory() {
    assert_eq!(fs::read_to_string("tests/fixtures/file.txt").unwrap(), "the fixture");
}

#[test]
fn variables_of_cargo_and_of_the_pom() {
    assert_eq!(env::var("CARGO_PKG_NAME").unwrap(), "test-kinds");
    assert_eq!(env::var("FROM_THE_POM").unwrap(), "yes");
}

#[test]
fn further_directory() {
    assert_eq!(fs::read_to_string("/shared/file.txt").unwrap(), "shared");
    assert!(fs::write("/shared/new.txt", "").is_err());
}
