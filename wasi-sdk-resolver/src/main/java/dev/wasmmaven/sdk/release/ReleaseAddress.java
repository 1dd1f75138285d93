package dev.wasmmaven.sdk.release;

import dev.wasmmaven.sdk.SdkException;
import dev.wasmmaven.support.diagnostic.DiagnosticId;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where releases are fetched from: the project's own server, or a mirror of it. A template with the placeholders <code>{tag}</code>,
 * <code>{file}</code>, <code>{version}</code> and <code>{platform}</code>; a text without any is a base address, after which tag and file
 * follow as on the project's own server.
 */
public final class ReleaseAddress {

    private static final String OFFICIAL = "https://github.com/WebAssembly/wasi-sdk/releases/download";
    private static final Set<String> SCHEMES = Set.of("https", "http", "file");

    private final String template;

    private ReleaseAddress(String template) {
        this.template = template;
    }

    /** The project's own releases. */
    public static ReleaseAddress official() {
        return of(OFFICIAL);
    }

    /**
     * A mirror.
     *
     * @throws SdkException the text is no {@code http}, {@code https} or {@code file} address
     */
    public static ReleaseAddress of(String template) {
        String stripped = template.strip();
        boolean placeholders = stripped.contains("{");
        ReleaseAddress address =
                new ReleaseAddress(placeholders ? stripped : stripped.replaceAll("/+$", "") + "/{tag}/{file}");
        URI sample = address.fill("tag", "file", "1.0", "platform", template);
        if (sample.getScheme() == null
                || !SCHEMES.contains(sample.getScheme())
                || (sample.getHost() == null && !"file".equals(sample.getScheme()))) {
            throw invalid(template, null);
        }
        return address;
    }

    /** The address of a file. */
    public URI of(SdkRelease release) {
        return fill(
                release.tag(),
                release.fileName(),
                release.version().toString(),
                release.platform().id(),
                template);
    }

    private URI fill(String tag, String file, String version, String platform, String shown) {
        String text = template.replace("{tag}", encode(tag))
                .replace("{file}", encode(file))
                .replace("{version}", encode(version))
                .replace("{platform}", encode(platform));
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(shown, e);
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static SdkException invalid(String template, @Nullable Exception cause) {
        return new SdkException(
                DiagnosticId.CONFIGURATION_INVALID,
                "not an address to fetch wasi-sdk releases from: '" + template + "'",
                "write an http, https or file address, with {tag} and {file} where the release's tag and file name belong",
                cause);
    }
}
