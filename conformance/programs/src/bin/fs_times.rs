//! Times of files, set and read back to the nanosecond.

use programs::show;
use std::fs::{self, File, FileTimes};
use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn main() -> io::Result<()> {
    let start = SystemTime::now();
    let file = File::create("file")?;
    let modified = file.metadata()?.modified()?;
    show("just now", modified + Duration::from_secs(5) > start && modified < start + Duration::from_secs(60));

    let time = UNIX_EPOCH + Duration::new(1_234_567_890, 123_456_789);
    file.set_modified(time)?;
    show("modified", file.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap());
    let accessed = UNIX_EPOCH + Duration::new(981_173_106, 987_654_321);
    file.set_times(FileTimes::new().set_accessed(accessed))?;
    let metadata = fs::metadata("file")?;
    show("accessed", metadata.accessed()?.duration_since(UNIX_EPOCH).unwrap());
    show("modified stays", metadata.modified()? == time);
    file.set_times(FileTimes::new().set_accessed(time).set_modified(accessed))?;
    let metadata = fs::metadata("file")?;
    show("both", metadata.accessed()? == time && metadata.modified()? == accessed);
    show("length", metadata.len());
    Ok(())
}
