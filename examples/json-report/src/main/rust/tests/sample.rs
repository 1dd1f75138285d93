use json_report::Report;
use std::fs;
use std::path::Path;

#[test]
fn the_sample_log() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample.log");
    let log = fs::read_to_string(path).unwrap();
    let report = Report::of(log.lines());
    assert_eq!((report.requests, report.malformed, report.bytes), (5, 1, 3717));
    assert_eq!(report.paths["/"], 2);
    assert_eq!(report.statuses.keys().copied().collect::<Vec<_>>(), [200, 302, 404]);
}
