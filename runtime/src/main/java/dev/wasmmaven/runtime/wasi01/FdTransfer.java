package dev.wasmmaven.runtime.wasi01;

import dev.wasmmaven.runtime.host.HostErr;
import dev.wasmmaven.runtime.host.HostException;
import dev.wasmmaven.runtime.host.HostInput;
import dev.wasmmaven.runtime.host.HostOutput;
import dev.wasmmaven.runtime.host.StopSignal;
import dev.wasmmaven.runtime.host.fs.HostFile;
import dev.wasmmaven.runtime.host.fs.HostFile.Whence;

/** Bytes in and out of descriptors, and positions: {@code fd_read}, {@code fd_pwrite}, {@code fd_seek} and their kin. */
final class FdTransfer {

    private final Descriptors descriptors;
    private final SocketFunctions sockets;
    private final StopSignal signal;

    FdTransfer(Descriptors descriptors, SocketFunctions sockets, StopSignal signal) {
        this.descriptors = descriptors;
        this.sockets = sockets;
        this.signal = signal;
    }

    /** Arguments: descriptor, buffers, their number, where the number of bytes goes. */
    void read(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.FD_READ);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        int count;
        if (descriptor instanceof Descriptor.OpenFile file) {
            count = buffers.fill(file.file()::read);
        } else if (descriptor instanceof Descriptor.Input input) {
            count = buffers.fill(once(input));
        } else if (descriptor instanceof Descriptor.Socket socket) {
            count = buffers.fill(new SocketSource(socket, signal, false, false));
        } else if (descriptor instanceof Descriptor.Listener) {
            throw new HostException(HostErr.NOTCONN);
        } else {
            throw new HostException(HostErr.BADF);
        }
        call.memory().i32(call.i32(3), count);
    }

    /** A stream gives what it has, so only the first read of a call may wait. */
    private static IoVectors.Source once(Descriptor.Input descriptor) {
        HostInput input = descriptor.input();
        return new IoVectors.Source() {
            private boolean started;

            @Override
            public int read(byte[] destination, int offset, int length) throws HostException {
                if (started && input.buffered() == 0) {
                    return 0;
                }
                if (!started && descriptor.blocking().nonblock() && !input.ready()) {
                    throw new HostException(HostErr.AGAIN);
                }
                started = true;
                return input.read(destination, offset, length);
            }
        };
    }

    /** Arguments: descriptor, buffers, their number, offset, where the number of bytes goes. */
    void pread(Call call) throws HostException {
        HostFile file = descriptors.seekable(call.i32(0), Rights.FD_READ | Rights.FD_SEEK);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        long[] at = {call.i64(3)};
        int count = buffers.fill((destination, offset, length) -> {
            int read = file.readAt(destination, offset, length, at[0]);
            at[0] += read;
            return read;
        });
        call.memory().i32(call.i32(4), count);
    }

    /** Arguments: descriptor, buffers, their number, where the number of bytes goes. */
    void write(Call call) throws HostException {
        Descriptor descriptor = descriptors.get(call.i32(0), Rights.FD_WRITE);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        int count;
        if (descriptor instanceof Descriptor.OpenFile file) {
            HostFile target = file.file();
            count = buffers.drain((source, offset, length) -> {
                target.write(source, offset, length);
                return length;
            });
        } else if (descriptor instanceof Descriptor.Output output) {
            HostOutput target = output.output();
            count = buffers.drain((source, offset, length) -> {
                target.write(source, offset, length);
                return length;
            });
        } else if (descriptor instanceof Descriptor.Socket socket) {
            count = buffers.drain(sockets.sink(socket));
        } else if (descriptor instanceof Descriptor.Listener) {
            throw new HostException(HostErr.NOTCONN);
        } else {
            throw new HostException(HostErr.BADF);
        }
        call.memory().i32(call.i32(3), count);
    }

    /** Arguments: descriptor, buffers, their number, offset, where the number of bytes goes. */
    void pwrite(Call call) throws HostException {
        HostFile file = descriptors.seekable(call.i32(0), Rights.FD_WRITE | Rights.FD_SEEK);
        IoVectors buffers = IoVectors.of(call.memory(), call.i32(1), call.i32(2));
        long[] at = {call.i64(3)};
        int count = buffers.drain((source, offset, length) -> {
            file.writeAt(source, offset, length, at[0]);
            at[0] += length;
            return length;
        });
        call.memory().i32(call.i32(4), count);
    }

    /** Arguments: descriptor, offset, from where, where the new position goes. */
    void seek(Call call) throws HostException {
        boolean tells = call.i64(1) == 0 && call.i32(2) == 1;
        HostFile file = descriptors.seekable(call.i32(0), tells ? Rights.FD_TELL : Rights.FD_SEEK);
        Whence whence = switch (call.i32(2)) {
            case 0 -> Whence.SET;
            case 1 -> Whence.CURRENT;
            case 2 -> Whence.END;
            default -> throw new HostException(HostErr.INVAL);
        };
        call.memory().i64(call.i32(3), file.seek(call.i64(1), whence));
    }

    /** Arguments: descriptor, where the position goes. */
    void tell(Call call) throws HostException {
        call.memory()
                .i64(
                        call.i32(1),
                        descriptors.seekable(call.i32(0), Rights.FD_TELL).tell());
    }
}
