//! What a component without the standard library needs: memory, a way to fail, and what the host calls for memory.
#![no_std]

extern crate alloc as allocator;

use allocator::alloc;
use core::alloc::Layout;

#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// # Safety
/// As the Canonical ABI says of `realloc`.
#[no_mangle]
pub unsafe extern "C" fn cabi_realloc(old: *mut u8, old_size: usize, alignment: usize, new_size: usize) -> *mut u8 {
    if new_size == 0 {
        return alignment as *mut u8;
    }
    if old_size == 0 {
        return alloc::alloc(Layout::from_size_align_unchecked(new_size, alignment));
    }
    alloc::realloc(old, Layout::from_size_align_unchecked(old_size, alignment), new_size)
}
