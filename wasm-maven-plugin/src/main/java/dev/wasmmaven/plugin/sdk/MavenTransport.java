package dev.wasmmaven.plugin.sdk;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.sdk.transfer.FileTransport;
import dev.wasmmaven.sdk.transfer.TransferException;
import dev.wasmmaven.sdk.transfer.Transport;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.TransportListener;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;
import org.eclipse.aether.transfer.NoTransporterException;
import org.jspecify.annotations.Nullable;

/**
 * Downloads as Maven does: by the mirror, proxy and server of {@code settings.xml} that fit the repository {@value #REPOSITORY}, TLS settings
 * and timeouts included. To Maven a server that sends something else than artifacts is a repository as well: its address is the base
 * below which files are, so that a mirror is given the rest of the path.
 */
final class MavenTransport implements Transport {

    /** The repository's id, for {@code <mirrorOf>}, and for {@code <server>} where no mirror has its own. */
    static final String REPOSITORY = "wasi-sdk";

    /** There is no entity tag to be had from Maven's transporters; they ask for what has not changed since the file was written. */
    private static final Optional<String> VALIDATOR = Optional.of("unmodified-since-file");

    private static final Pattern STATUS = Pattern.compile("(?i)status(?: code)?:? ?([1-5][0-9]{2})\\b");
    private static final String REQUEST_TIMEOUT = "aether.connector.requestTimeout";
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int DEPTH = 20;

    private final TransporterProvider transporters;
    private final RepositorySystem repositories;
    private final RepositorySystemSession session;
    private final List<URI> bases;
    private final Duration stall;

    /** @param bases addresses below which files may be asked for; a file elsewhere is below its own folder */
    MavenTransport(
            TransporterProvider transporters,
            RepositorySystem repositories,
            RepositorySystemSession session,
            List<URI> bases) {
        this.transporters = transporters;
        this.repositories = repositories;
        this.stall = stall(session);
        DefaultRepositorySystemSession own = new DefaultRepositorySystemSession(session);
        own.setConfigProperty(REQUEST_TIMEOUT, Math.toIntExact(stall.toMillis()));
        this.session = own;
        this.bases = List.copyOf(bases);
    }

    /** Maven's own limit if one is configured; its default of 30 minutes is too long to wait for a server that is silent. */
    private static Duration stall(RepositorySystemSession session) {
        String configured = String.valueOf(session.getConfigProperties().get(REQUEST_TIMEOUT));
        return MILLIS.matcher(configured).matches() ? Duration.ofMillis(Long.parseLong(configured)) : STALL;
    }

    @Override
    public void fetch(Request request, Progress progress) {
        if (FileTransport.serves(request.address())) {
            new FileTransport().fetch(request, progress);
            return;
        }
        String whole = request.address().toString();
        String base = bases.stream()
                .map(URI::toString)
                .filter(each -> whole.startsWith(each + "/"))
                .findFirst()
                .orElseGet(() -> folder(whole));
        String rest = whole.substring(base.length() + 1);
        RemoteRepository repository = effective(base);
        URI address = URI.create(withoutSlash(repository.getUrl()) + "/" + rest);
        boolean resume = request.validator().isPresent();
        File file = request.file().toFile();
        KeptBytes kept = new KeptBytes(request.file());
        kept.removeAbandoned();
        Listener listener = new Listener(progress, kept);
        try (Transporter transporter = transporters.newTransporter(session, repository)) {
            GetTask task =
                    new GetTask(URI.create(rest)).setDataFile(file, resume).setListener(listener);
            try {
                StallGuard.run(
                        () -> transporter.get(task),
                        listener::touched,
                        stall,
                        seconds -> TransferException.broken(
                                address, "the server sent nothing for " + seconds + " s", null),
                        "downloading " + address);
            } finally {
                kept.finish();
            }
        } catch (NoTransporterException e) {
            throw TransferException.refused(address, String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            throw listener.refusal().orElse(e);
        } catch (Exception e) {
            throw listener.refusal().orElseGet(() -> translate(e, address, request));
        }
    }

    private static String folder(String address) {
        String path = address.replaceAll("[?#].*", "");
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String withoutSlash(String address) {
        return address.replaceAll("/+$", "");
    }

    private RemoteRepository effective(String base) {
        RemoteRepository own = new RemoteRepository.Builder(REPOSITORY, "default", base).build();
        RemoteRepository effective =
                repositories.newResolutionRepositories(session, List.of(own)).get(0);
        if (effective.isBlocked()) {
            throw TransferException.refused(
                    URI.create(base),
                    "Maven's mirror '" + effective.getId()
                            + "' blocks it (plain http, unless the settings say more); give an"
                            + " https address, or a mirror of its own: <mirrorOf>" + REPOSITORY + "</mirrorOf>");
        }
        return effective;
    }

    private static SdkException translate(Exception failure, URI address, Request request) {
        Optional<String> status = Optional.empty();
        Throwable at = failure;
        for (int i = 0; at != null && i < DEPTH; i++, at = at.getCause()) {
            if (at instanceof SdkException own) {
                return own;
            }
            if (at instanceof FileSystemException || isDiskFull(at)) {
                return new SdkException(
                        DiagnosticId.SDK_CACHE_FAILED,
                        "cannot write '" + request.file() + "': " + at,
                        "check that the directory is writable and the disk is not full, or configure another cache"
                                + " directory",
                        failure);
            }
            Matcher matcher = STATUS.matcher(String.valueOf(at.getMessage()));
            if (status.isEmpty() && matcher.find()) {
                status = Optional.of(matcher.group(1));
            }
        }
        return status.<SdkException>map(code -> TransferException.status(address, Integer.parseInt(code)))
                .orElseGet(() -> TransferException.broken(address, reason(failure), failure));
    }

    /** How Java passes on ENOSPC and EDQUOT: only in words, and those of a stream are no {@link FileSystemException}. */
    private static boolean isDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof IOException
                && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded")
                        || message.contains("not enough space on the disk"));
    }

    private static String reason(Exception failure) {
        return TransferException.reason(failure);
    }

    /** Passes on what the transporter tells, keeps what it brings, and notes when it last told anything. */
    private static final class Listener extends TransportListener {
        private final Progress progress;
        private final KeptBytes kept;
        private volatile @Nullable SdkException refusal;
        private volatile long touched = System.nanoTime();

        Listener(Progress progress, KeptBytes kept) {
            this.progress = progress;
            this.kept = kept;
        }

        /**
         * When the transfer last showed life. One that is refused shows none any more: Apache's client reads what is left, however much
         * that is, when an answer is closed.
         */
        long touched() {
            return refusal == null ? touched : System.nanoTime() - Long.MAX_VALUE / 2;
        }

        /** What the progress threw, which transporters may wrap or lose. */
        Optional<SdkException> refusal() {
            return Optional.ofNullable(refusal);
        }

        @Override
        public void transportStarted(long dataOffset, long dataLength) {
            touched = System.nanoTime();
            // A length of -1 is one that the server does not tell; it is that of the whole resource in any case.
            OptionalLong total = dataLength > 0 ? OptionalLong.of(dataLength) : OptionalLong.empty();
            tell(() -> progress.started(dataOffset, total, VALIDATOR));
            kept.start(dataOffset);
        }

        @Override
        public void transportProgressed(@Nullable ByteBuffer data) {
            touched = System.nanoTime();
            if (data != null) {
                kept.add(data);
                tell(() -> progress.received(data.remaining()));
            }
        }

        private void tell(Runnable news) {
            try {
                news.run();
            } catch (SdkException e) {
                refusal = e;
                throw e;
            }
        }
    }
}
