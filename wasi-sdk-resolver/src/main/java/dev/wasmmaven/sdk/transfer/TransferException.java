package dev.wasmmaven.sdk.transfer;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A transfer that did not bring the whole file. */
public final class TransferException extends SdkException {

    private static final String NETWORK_HINT =
            "check the network and the proxy settings, or give a mirror, a directory or a Maven artifact instead of the address";

    private final boolean retryable;

    private TransferException(
            DiagnosticId id, String message, String nextStep, boolean retryable, @Nullable Throwable cause) {
        super(id, message, nextStep, cause);
        this.retryable = retryable;
    }

    /** Whether another attempt may help. */
    public boolean retryable() {
        return retryable;
    }

    /** The connection could not be made or broke off, or the server stopped sending. */
    public static TransferException broken(URI address, String reason, @Nullable Throwable cause) {
        return new TransferException(
                DiagnosticId.SDK_DOWNLOAD_FAILED,
                "cannot download " + display(address) + ": " + reason,
                NETWORK_HINT,
                true,
                cause);
    }

    /** What went wrong, in words: some exceptions of the JDK have the name of a host for a message, or none. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "unknown host" + (message == null ? "" : " " + message);
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** What the server answered makes no sense, and would not on a second try. */
    public static TransferException refused(URI address, String reason) {
        return new TransferException(
                DiagnosticId.SDK_DOWNLOAD_FAILED,
                "cannot download " + display(address) + ": " + reason,
                NETWORK_HINT,
                false,
                null);
    }

    /** The server answered with a status that is no success. */
    public static TransferException status(URI address, int status) {
        String shown = display(address);
        return switch (status) {
            case 404, 410 ->
                new TransferException(
                        DiagnosticId.SDK_NOT_PUBLISHED,
                        shown + " does not exist (status " + status + ")",
                        "check the version and, if a mirror is configured, that it has this file",
                        false,
                        null);
            case 401, 403 ->
                new TransferException(
                        DiagnosticId.SDK_DOWNLOAD_REFUSED,
                        "the server refuses " + shown + " (status " + status + ")",
                        "check the user name and password, or token, that are configured for this server",
                        false,
                        null);
            case 407 -> proxyRefused(address, null);
            default ->
                new TransferException(
                        DiagnosticId.SDK_DOWNLOAD_FAILED,
                        "cannot download " + shown + ": the server answered with status " + status,
                        NETWORK_HINT,
                        status == 408 || status == 425 || status == 429 || status >= 500,
                        null);
        };
    }

    /** The proxy wants to know who asks. */
    public static TransferException proxyRefused(URI address, @Nullable Throwable cause) {
        return new TransferException(
                DiagnosticId.SDK_DOWNLOAD_REFUSED,
                "the proxy refuses " + display(address) + ": it asks for a user name and password (status 407)",
                "configure user name and password of the proxy; for Basic authentication with https addresses Java also needs"
                        + " -Djdk.http.auth.tunneling.disabledSchemes=",
                false,
                cause);
    }

    /** Without a query: signed addresses carry secrets there. */
    static String display(URI address) {
        String text = address.toString();
        int query = text.indexOf('?');
        String shown = query < 0 ? text : text.substring(0, query) + "?…";
        return address.getRawUserInfo() == null ? shown : shown.replace(address.getRawUserInfo() + "@", "");
    }
}
