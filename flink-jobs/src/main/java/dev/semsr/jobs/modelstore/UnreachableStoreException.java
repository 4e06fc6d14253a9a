package dev.semsr.jobs.modelstore;

/** A model store that cannot be read or written now; the message says which, and why. */
public final class UnreachableStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception.
     *
     * @param store the store, as it was given
     * @param what what could not be done
     * @param cause what the file system said
     */
    public UnreachableStoreException(String store, String what, Throwable cause) {
        super(
                "Model store %s: %s (%s). Check that it is up, the URI, the credentials, and that its file system is among Flink's plug-ins."
                        .formatted(store, what, cause),
                cause);
    }
}
