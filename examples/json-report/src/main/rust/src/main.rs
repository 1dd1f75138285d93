//! `json-report INPUT OUTPUT`: reads an access log, writes a report in JSON.

use json_report::Report;
use std::env;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, output] = arguments.as_slice() else {
        eprintln!("usage: json-report INPUT OUTPUT");
        return ExitCode::from(64);
    };
    match report(input, output) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("json-report: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn report(input: &str, output: &str) -> Result<String, Box<dyn Error>> {
    let log = fs::read_to_string(input).map_err(|e| format!("cannot read {input}: {e}"))?;
    let report = Report::of(log.lines());
    fs::write(output, serde_json::to_string_pretty(&report)? + "\n")
        .map_err(|e| format!("cannot write {output}: {e}"))?;
    Ok(format!("{} requests, {} bytes, {} malformed lines: {output}", report.requests, report.bytes, report.malformed))
}
