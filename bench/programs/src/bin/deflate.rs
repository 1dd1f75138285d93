//! flate2 over miniz_oxide: 2 MiB compressed and decompressed.

use flate2::{read::ZlibDecoder, write::ZlibEncoder, Compression};
use std::io::{Read, Write};

fn main() {
    let data = bench_programs::text(2 << 20).into_bytes();
    bench_programs::rounds(|| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(&data).unwrap();
        let packed = encoder.finish().unwrap();
        let mut back = Vec::new();
        ZlibDecoder::new(&packed[..]).read_to_end(&mut back).unwrap();
        assert!(back == data);
        packed.iter().fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)))
    });
}
