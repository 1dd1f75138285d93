package dev.wasmmaven.support.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A digest as {@code algorithm:hex}, such as {@code sha256:9f86d0…}; immutable, compared in constant time. */
public final class Digest {

    private final Algorithm algorithm;
    private final byte[] bytes;

    private Digest(Algorithm algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** The algorithms in use; others are too weak to vouch for a download. */
    public enum Algorithm {
        SHA256("SHA-256", 32),
        SHA512("SHA-512", 64);

        private final String jcaName;
        private final int length;

        Algorithm(String jcaName, int length) {
            this.jcaName = jcaName;
            this.length = length;
        }

        MessageDigest start() {
            try {
                return MessageDigest.getInstance(jcaName);
            } catch (NoSuchAlgorithmException e) {
                // SHA-256 is demanded of every Java platform, SHA-512 is in all that we know.
                throw new IllegalStateException("this Java has no " + jcaName, e);
            }
        }
    }

    /**
     * Reads {@code algorithm:hex}; upper and lower case are the same.
     *
     * @throws IllegalArgumentException another algorithm, no hexadecimal number, or one of another length
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a digest, expected sha256:… or sha512:…: '" + text + "'");
        }
        Algorithm algorithm = algorithm(text.substring(0, colon));
        String hex = text.substring(colon + 1).strip();
        if (hex.length() != algorithm.length * 2) {
            throw new IllegalArgumentException("a " + algorithm.jcaName + " digest has " + algorithm.length * 2
                    + " hexadecimal digits: '" + text + "'");
        }
        return new Digest(algorithm, HexFormat.of().parseHex(hex));
    }

    private static Algorithm algorithm(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "sha256", "sha-256" -> Algorithm.SHA256;
            case "sha512", "sha-512" -> Algorithm.SHA512;
            default ->
                throw new IllegalArgumentException(
                        "unknown digest algorithm '" + name + "', expected sha256 or sha512");
        };
    }

    /** The SHA-256 of some bytes. */
    public static Digest sha256(byte[] content) {
        return new Digest(Algorithm.SHA256, Algorithm.SHA256.start().digest(content));
    }

    /** The SHA-256 of a text's UTF-8 form. */
    public static Digest sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The SHA-256 of a file's content. */
    public static Digest sha256(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(Algorithm.SHA256, stream);
        }
    }

    /** The digest of what is left in a stream, which is read to its end and not closed. */
    public static Digest of(Algorithm algorithm, InputStream stream) throws IOException {
        MessageDigest digest = algorithm.start();
        byte[] buffer = new byte[1 << 16];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return new Digest(algorithm, digest.digest());
    }

    /** Whether the rest of a stream has this digest; it is read to its end and not closed. */
    public boolean verify(InputStream stream) throws IOException {
        return equals(of(algorithm, stream));
    }

    /** The algorithm. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** The digest as lower-case hexadecimal digits, without the algorithm. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest
                && algorithm == digest.algorithm
                && MessageDigest.isEqual(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code sha256:} or {@code sha512:} and the lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return algorithm.name().toLowerCase(Locale.ROOT) + ":" + hex();
    }
}
