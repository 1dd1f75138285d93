//! Tests see the package's directory, as under `cargo test`.

use hello_wasip1::Greeting;
use std::fs;
use std::path::Path;

#[test]
fn names_from_a_fixture() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/names.txt");
    let names = fs::read_to_string(path).expect("the fixture is readable");
    let greeting = Greeting::new("Hello", [names]).unwrap();
    assert_eq!(greeting.to_string(), "Hello, Ada, Grace and Barbara!");
}

#[test]
fn the_working_directory_is_the_package() {
    assert!(Path::new("Cargo.toml").is_file());
}

#[test]
fn scratch_files_go_to_cargos_temporary_directory() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch.txt");
    fs::write(&path, "Ada").expect("the directory is writable");
    assert_eq!(fs::read_to_string(&path).unwrap(), "Ada");
    fs::remove_file(path).unwrap();
}
