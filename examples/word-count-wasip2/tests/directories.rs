//! Tests see the package's directory, as under `cargo test`.

use std::path::Path;
use word_count_wasip2::Words;

#[test]
fn a_directory_is_read_to_the_bottom() {
    let mut words = Words::default();
    assert_eq!(words.add_path(Path::new("tests/data")).unwrap(), 2);
    assert_eq!(words.most_frequent(1), [("the", 4)]);
}

#[test]
fn what_is_not_there_is_an_error() {
    let error = Words::default().add_path(Path::new("tests/none")).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
}
