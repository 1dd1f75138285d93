use std::ffi::{c_int, CStr};
use std::ptr::null_mut;

#[allow(dead_code, non_camel_case_types)]
mod point {
    include!(concat!(env!("OUT_DIR"), "/point.rs"));
}

fn text() -> Vec<u8> {
    b"the same words, the same words, the same words".repeat(20)
}

fn zstd_there_and_back() {
    let packed = zstd::encode_all(&text()[..], 3).unwrap();
    assert!(packed.len() < text().len());
    assert_eq!(zstd::decode_all(&packed[..]).unwrap(), text());
    println!("zstd ok");
}

fn zlib_there_and_back() {
    let text = text();
    let mut packed = vec![0_u8; text.len()];
    let mut back = vec![0_u8; text.len()];
    let mut packed_length = packed.len() as libz_sys::uLong;
    let mut back_length = back.len() as libz_sys::uLong;
    unsafe {
        let length = text.len() as libz_sys::uLong;
        assert_eq!(libz_sys::compress(packed.as_mut_ptr(), &mut packed_length, text.as_ptr(), length), 0);
        assert_eq!(libz_sys::uncompress(back.as_mut_ptr(), &mut back_length, packed.as_ptr(), packed_length), 0);
    }
    assert!((packed_length as usize) < text.len());
    assert_eq!(back, text);
    println!("zlib ok");
}

fn lz4_there_and_back() {
    let text = text();
    let mut packed = vec![0_u8; 2 * text.len()];
    let mut back = vec![0_u8; text.len()];
    let packed_length = unsafe {
        lz4_sys::LZ4_compress_default(
            text.as_ptr().cast(), packed.as_mut_ptr().cast(), text.len() as c_int, packed.len() as c_int)
    };
    assert!(packed_length > 0 && (packed_length as usize) < text.len());
    let back_length = unsafe {
        lz4_sys::LZ4_decompress_safe(
            packed.as_ptr().cast(), back.as_mut_ptr().cast(), packed_length, back.len() as c_int)
    };
    assert_eq!((back_length as usize, back), (text.len(), text));
    println!("lz4 ok");
}

fn sqlite_sums() {
    use libsqlite3_sys::*;
    unsafe {
        let mut database = null_mut();
        assert_eq!(sqlite3_open(c":memory:".as_ptr(), &mut database), SQLITE_OK);
        let fill = c"create table t(a); insert into t values (20), (22);";
        assert_eq!(sqlite3_exec(database, fill.as_ptr(), None, null_mut(), null_mut()), SQLITE_OK);
        let mut statement = null_mut();
        let sum = c"select 'sum ' || sum(a) from t";
        assert_eq!(sqlite3_prepare_v2(database, sum.as_ptr(), -1, &mut statement, null_mut()), SQLITE_OK);
        assert_eq!(sqlite3_step(statement), SQLITE_ROW);
        let answer = CStr::from_ptr(sqlite3_column_text(statement, 0).cast()).to_str().unwrap();
        println!("sqlite: {answer}");
        sqlite3_finalize(statement);
        sqlite3_close(database);
    }
}

fn main() {
    zstd_there_and_back();
    zlib_there_and_back();
    lz4_there_and_back();
    sqlite_sums();
    let point = point::point { x: 3, y: 4, wide: 0, place: null_mut() };
    let size = std::mem::size_of::<point::point>();
    println!("bindgen: {} in {size} bytes", unsafe { point::point_dot(&point, &point) });
}
