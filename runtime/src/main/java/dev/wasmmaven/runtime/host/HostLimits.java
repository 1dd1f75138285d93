package dev.wasmmaven.runtime.host;

/**
 * What one run may use of the host besides memory and time.
 *
 * @param outputBytes written to standard output and error together; more ends the guest
 * @param fileBytes written to files, see {@link WriteQuota}; more is {@link HostErr#DQUOT}
 * @param descriptors open at once, standard streams and preopened directories included; more is {@link HostErr#MFILE}
 */
public record HostLimits(long outputBytes, long fileBytes, int descriptors) {

    /** No limit on output and files; 8,192 descriptors. */
    public static final HostLimits DEFAULT = new HostLimits(Long.MAX_VALUE, Long.MAX_VALUE, 8192);

    public HostLimits {
        if (outputBytes < 0 || fileBytes < 0 || descriptors < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
    }
}
