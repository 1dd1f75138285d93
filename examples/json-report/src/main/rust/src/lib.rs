//! From lines of an access log in the Common Log Format to a report.

use regex::Regex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a log says, summed up.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Lines that were understood.
    pub requests: u64,
    /// Lines that were not.
    pub malformed: u64,
    /// Bytes sent.
    pub bytes: u64,
    /// How often each status was sent.
    pub statuses: BTreeMap<u16, u64>,
    /// How often each path was asked for.
    pub paths: BTreeMap<String, u64>,
}

impl Report {
    /// Sums up a log; blank lines do not count.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let format = Regex::new(
            r#"^\S+ \S+ \S+ \[[^\]]+\] "(?:[A-Z]+) (?<path>\S+)(?: HTTP/[\d.]+)?" (?<status>\d{3}) (?<bytes>\d+|-)"#,
        )
        .expect("the pattern is valid");
        let mut report = Self::default();
        for line in lines.into_iter().filter(|line| !line.trim().is_empty()) {
            match format.captures(line) {
                Some(request) => report.add(&request["path"], &request["status"], &request["bytes"]),
                None => report.malformed += 1,
            }
        }
        report
    }

    fn add(&mut self, path: &str, status: &str, bytes: &str) {
        self.requests += 1;
        self.bytes += bytes.parse::<u64>().unwrap_or(0);
        *self.statuses.entry(status.parse().expect("three digits")).or_default() += 1;
        let path = path.split('?').next().unwrap_or(path);
        *self.paths.entry(path.to_owned()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"10.0.0.1 - ada [21/Nov/2026:02:00:00 +0000] "GET /index.html?q=1 HTTP/1.1" 200 512"#;

    #[test]
    fn a_line_is_counted() {
        let report = Report::of([LINE]);
        assert_eq!((report.requests, report.malformed, report.bytes), (1, 0, 512));
        assert_eq!(report.statuses, BTreeMap::from([(200, 1)]));
        assert_eq!(report.paths, BTreeMap::from([("/index.html".to_owned(), 1)]));
    }

    #[test]
    fn a_dash_means_no_bytes() {
        assert_eq!(Report::of([LINE.replace(" 512", " -").as_str()]).bytes, 0);
    }

    #[test]
    fn what_is_not_understood_is_counted_too() {
        let report = Report::of(["", "what?", LINE]);
        assert_eq!((report.requests, report.malformed), (1, 1));
    }

    #[test]
    fn json_and_back() {
        let report = Report::of([LINE, LINE]);
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    }
}
