package dev.wasmmaven.runtime.engine.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rust symbol names")
class RustDemanglerTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "_ZN4core3fmt5Write9write_fmt17h0123456789abcdefE | core::fmt::Write::write_fmt",
                "_ZN71_$LT$Test$u20$$u2b$$u20$$u27$static$u20$as$u20$foo..Bar$LT$Test$GT$$GT$3bar17h930b740aa94f1d3aE"
                        + " | <Test + 'static as foo::Bar<Test>>::bar",
                "_ZN6memchr6memchr8fallback17h0123456789abcdefE.llvm.8F2A93B1C | memchr::memchr::fallback",
                "_ZN3std2rt10lang_start28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE"
                        + " | std::rt::lang_start::{{closure}}",
                "_ZN8$RF$test4main17h0123456789abcdefE | &test::main",
                "_ZN16_$BP$$LP$$C$$RP$1a17h0123456789abcdefE | *(,)::a",
                "_ZN9a.b..c$SPE | a.b::c$SP",
                "_ZN4test1a2bcE | test::a::bc",
                "ZN4testE | test",
                "__ZN4test17h0123456789abcdefE | test",
                "_ZN3fooE.llvm.9D1C9369@@16 | foo",
                "_ZN3foo17h05af221e174051e9E.cold | foo.cold",
            })
    @DisplayName("of the legacy scheme")
    void legacy(String symbol, String expected) {
        assertThat(RustDemangler.demangle(symbol)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "_RNvC7mycrate3foo | mycrate::foo",
                "_RNvNtNtNtNtCset5xJoy1xWQ_3std3sys3pal4wasi7helpers14abort_internal"
                        + " | std::sys::pal::wasi::helpers::abort_internal",
                "_RNvCsfLfy6EI15iL_7___rustc12___rust_abort | __rustc::__rust_abort",
                "_RNvC6_123foo3bar | 123foo::bar",
                "_RNqCs4fqI2P2rA04_11utf8_identsu30____7hkackfecea1cbdathfdh9hlq6y"
                        + " | utf8_idents::საჭმელად_გემრიელი_სადილი",
                "_RNCNCNgCs6DXkGYLi8lr_2cc5spawn00B5_ | cc::spawn::{closure#0}::{closure#0}",
                "_RNCINkXs25_NgCsbmNqQUJIY6D_4core5sliceINyB9_4IterhENuNgNoBb_4iter8iterator8Iterator9rpositionNCNgNpB9_6memchr"
                        + "7memrchrs_0E0Bb_ | <core::slice::Iter<u8> as"
                        + " core::iter::iterator::Iterator>::rposition::<core::slice::memchr::memrchr::{closure#1}>::{closure#0}",
                "_RINbNbCskIICzLVDPPb_5alloc5alloc8box_freeDINbNiB4_5boxed5FnBoxuEp6OutputuEL_ECs1iopQbuBiw2_3std"
                        + " | alloc::alloc::box_free::<dyn alloc::boxed::FnBox<(), Output = ()>>",
                "_RNvMC0INtC8arrayvec8ArrayVechKj7b_E3new | <arrayvec::ArrayVec<u8, 123>>::new",
                "_RMC0INtC8unsigned8UnsignedKhb_E | <unsigned::Unsigned<11>>",
                "_RMC0INtC6signed6SignedKs98_E | <signed::Signed<152>>",
                "_RMC0INtC6signed6SignedKanb_E | <signed::Signed<-11>>",
                "_RMC0INtC4bool4BoolKb0_E | <bool::Bool<false>>",
                "_RMC0INtC4bool4BoolKb1_E | <bool::Bool<true>>",
                "_RMC0INtC4char4CharKc76_E | <char::Char<'v'>>",
                "_RMC0INtC4char4CharKca_E | <char::Char<'\\n'>>",
                "_RMC0INtC4char4CharKc2202_E | <char::Char<'∂'>>",
                "_RNvNvMCs4fqI2P2rA04_13const_genericINtB4_3FooKpE3foo3FOO | <const_generic::Foo<_>>::foo::FOO",
                "_RINvC1a1bReE | a::b::<&str>",
                "_RINvC1a1bRL_hQhPhOhShTEThETxyEAhj4_E"
                        + " | a::b::<&u8, &mut u8, *const u8, *mut u8, [u8], (), (u8,), (i64, u64), [u8; 4]>",
                "_RINvC1a1bFEuE | a::b::<fn()>",
                "_RINvC1a1bFUKChlEbE | a::b::<unsafe extern \"C\" fn(u8, i32) -> bool>",
                "_RINvC1a1bFK10system_v_xhEuE | a::b::<extern \"system-v-x\" fn(u8)>",
                "_RINvC1a1bFG_RL0_hEuE | a::b::<for<'a> fn(&'a u8)>",
                "_RINvC1a1bFG0_RL1_hRL0_hEuE | a::b::<for<'a, 'b> fn(&'a u8, &'b u8)>",
                "_RINvC1a1bDNtC1c1dNtC1e1fEL_E | a::b::<dyn c::d + e::f>",
                "_RNvXs_C1aNtB4_3FooNtB4_3Bar3baz | <a::Foo as a::Bar>::baz",
                "_RNSC1a4shim | a::{shim:shim#0}",
                "_RMC0INtC4strs3StrKRe616263_E | <strs::Str<\"abc\">>",
                "_RMC0INtC4strs3StrKe27227f5c_E | <strs::Str<{*\"'\\\"\\u{7f}\\\\\"}>>",
                "_RMC0INtC1a1bKRAh1_h2_EE | <a::b<{&[1, 2]}>>",
                "_RMC0INtC1a1bKTh1_EE | <a::b<{(1,)}>>",
                "_RMC0INtC1a1bKVNvINtNtC4core6option6OptionuE4SomeTh7_EE"
                        + " | <a::b<{core::option::Option::<()>::Some(7)}>>",
                "_RMC0INtC1a1bKVNtC1c1SS1xh7_1yb1_EE | <a::b<{c::S { x: 7, y: true }}>>",
                "_RNvC1a3foo.llvm.A5310EB9 | a::foo",
                "_RNvC1a3foo.exit.i | a::foo.exit.i",
            })
    @DisplayName("of the v0 scheme")
    void v0(String symbol, String expected) {
        assertThat(RustDemangler.demangle(symbol)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "main",
                "_start",
                "__main_void",
                "_Z3foov",
                "_ZN3foo3barEv",
                "_ZN",
                "_ZN3fo",
                "_ZN99999999999999999999fooE",
                "_R",
                "_RN",
                "_RNvC1a",
                "_R1NvC1a3foo",
                "_RNvC1a3fo",
                "_RB_",
                "_RNvB_1a",
                "_RMC0INtC4bool4BoolKb2_E",
                "_RMC0INtC4char4CharKcd800000_E",
                "_RINvC1a1bFG_RL2_hEuE",
                "_RNvC1a3fooq",
                "_RNvC1au5x____",
                "fünf"
            })
    @DisplayName("that are none stay as they are")
    void untouched(String symbol) {
        assertThat(RustDemangler.demangle(symbol)).isEqualTo(symbol);
    }

    @Test
    @DisplayName("that would grow without bounds by back references, or nest without end, stay as they are")
    void bombs() {
        StringBuilder tuples = new StringBuilder("_RINvC1a1b");
        // Each tuple holds the one before twice.
        int previous = -1;
        for (int i = 0; i < 40; i++) {
            int start = tuples.length() - 2;
            tuples.append('T');
            tuples.append(previous < 0 ? "hh" : reference(previous) + reference(previous))
                    .append('E');
            previous = start;
        }
        String bomb = tuples.append('E').toString();
        assertThat(RustDemangler.demangle(bomb)).isEqualTo(bomb);

        String deep = "_RINvC1a1b" + "R".repeat(100_000) + "hE";
        assertThat(RustDemangler.demangle(deep)).isEqualTo(deep);
    }

    private static String reference(int position) {
        String digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        if (position == 0) {
            return "B_";
        }
        int value = position - 1;
        StringBuilder encoded = new StringBuilder();
        do {
            encoded.insert(0, digits.charAt(value % 62));
            value /= 62;
        } while (value > 0);
        return "B" + encoded + "_";
    }

    @Test
    @DisplayName("with random damage never fail")
    void damaged() {
        String[] symbols = {
            "_RINbNbCskIICzLVDPPb_5alloc5alloc8box_freeDINbNiB4_5boxed5FnBoxuEp6OutputuEL_ECs1iopQbuBiw2_3std",
            "_RNqCs4fqI2P2rA04_11utf8_identsu30____7hkackfecea1cbdathfdh9hlq6y",
            "_ZN71_$LT$Test$u20$$u2b$$u20$$u27$static$u20$as$u20$foo..Bar$LT$Test$GT$$GT$3bar17h930b740aa94f1d3aE",
            "_RMC0INtC1a1bKVNtC1c1SS1xh7_1yb1_EE"
        };
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder symbol = new StringBuilder(symbols[i % symbols.length]);
            for (int j = 0; j <= random.nextInt(3); j++) {
                symbol.setCharAt(2 + random.nextInt(symbol.length() - 2), (char) (33 + random.nextInt(94)));
            }
            assertThat(RustDemangler.demangle(symbol.toString())).isNotEmpty();
        }
    }
}
