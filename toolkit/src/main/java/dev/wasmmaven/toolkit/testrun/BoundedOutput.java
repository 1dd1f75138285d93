package dev.wasmmaven.toolkit.testrun;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the beginning and the end of what a guest writes, in bounded memory. Both ends are kept because both say
 * something: libtest's first and last lines frame the output, and a panic's message comes last.
 */
final class BoundedOutput extends OutputStream {

    private final int half;
    private byte[] head = new byte[0];
    private int headLength;

    /** A ring, once it has grown to the other half. */
    private byte[] tail = new byte[0];

    private int tailStart;
    private int tailLength;
    private long omitted;

    /** Keeps at most {@code limit} bytes; at least 2. */
    BoundedOutput(int limit) {
        this.half = Math.max(1, limit / 2);
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        // Guests print byte by byte, millions of times: nothing here may cost more than such a byte is worth.
        int first = Math.min(length, half - headLength);
        if (first > 0) {
            int needed = headLength + first;
            if (needed > head.length) {
                head = Arrays.copyOf(head, grown(head.length, needed));
            }
            System.arraycopy(bytes, offset, head, headLength, first);
            headLength = needed;
        }
        if (first < length) {
            writeTail(bytes, offset + first, length - first);
        }
    }

    private void writeTail(byte[] bytes, int offset, int length) {
        int from = offset;
        int rest = length;
        if (rest > half) {
            omitted += rest - half;
            from += rest - half;
            rest = half;
        }
        ensureTail(rest);
        int overflow = tailLength + rest - tail.length;
        if (overflow > 0) {
            tailStart = wrapped(tailStart + overflow);
            tailLength -= overflow;
            omitted += overflow;
        }
        int end = wrapped(tailStart + tailLength);
        int chunk = Math.min(rest, tail.length - end);
        System.arraycopy(bytes, from, tail, end, chunk);
        if (chunk < rest) {
            System.arraycopy(bytes, from + chunk, tail, 0, rest - chunk);
        }
        tailLength += rest;
    }

    /** An index into the ring, of one that may be behind its end, but not by another round. */
    private int wrapped(int index) {
        return index < tail.length ? index : index - tail.length;
    }

    private int grown(int size, int needed) {
        return Math.min(half, Math.max(needed, Math.max(1024, size * 2)));
    }

    private void ensureTail(int more) {
        int needed = Math.min(half, tailLength + more);
        if (needed <= tail.length) {
            return;
        }
        tail = Arrays.copyOf(tailBytes(), grown(tail.length, needed));
        tailStart = 0;
    }

    private byte[] tailBytes() {
        byte[] result = new byte[tailLength];
        int chunk = Math.min(tailLength, tail.length - tailStart);
        System.arraycopy(tail, tailStart, result, 0, chunk);
        System.arraycopy(tail, 0, result, chunk, tailLength - chunk);
        return result;
    }

    /** What was written so far. */
    synchronized CapturedOutput capture() {
        byte[] first = Arrays.copyOf(head, headLength);
        byte[] last = tailBytes();
        if (omitted == 0) {
            byte[] all = Arrays.copyOf(first, first.length + last.length);
            System.arraycopy(last, 0, all, first.length, last.length);
            return new CapturedOutput(new String(all, StandardCharsets.UTF_8), 0);
        }
        int firstEnd = endOfCharacters(first);
        int lastStart = startOfCharacters(last);
        long left = omitted + (first.length - firstEnd) + lastStart;
        String text = new String(first, 0, firstEnd, StandardCharsets.UTF_8)
                + "\n[… " + left + " bytes left out …]\n"
                + new String(last, lastStart, last.length - lastStart, StandardCharsets.UTF_8);
        return new CapturedOutput(text, left);
    }

    /** Where the last whole character ends, so that a cut makes no U+FFFD. */
    private static int endOfCharacters(byte[] bytes) {
        int start = bytes.length;
        for (int back = 1; back <= 4 && back <= bytes.length; back++) {
            int value = bytes[bytes.length - back] & 0xff;
            if ((value & 0xc0) != 0x80) {
                int width = value < 0x80 ? 1 : value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2;
                start = width > back ? bytes.length - back : bytes.length;
                break;
            }
        }
        return start;
    }

    private static int startOfCharacters(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && start < 3 && (bytes[start] & 0xc0) == 0x80) {
            start++;
        }
        return start;
    }
}
