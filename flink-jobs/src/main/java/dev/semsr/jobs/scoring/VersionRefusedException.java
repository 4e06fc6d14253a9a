package dev.semsr.jobs.scoring;

/** A model version that must not take traffic; the message says why and what to do. */
public final class VersionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** With the kind of the reason, for metrics, and the reason, for people. */
    public VersionRefusedException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Of another failure. */
    VersionRefusedException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of reason it is. */
    public Kind kind() {
        return kind;
    }

    /** Kinds of reasons. */
    public enum Kind {
        /** The store has no such version. */
        MISSING("missing"),
        /** A file is missing or altered. */
        DAMAGED("damaged"),
        /** The store cannot be read. */
        UNREACHABLE("unreachable"),
        /** It cannot be loaded: memory, device. */
        NOT_LOADABLE("not-loadable"),
        /** It is another version than it should be. */
        WRONG_VERSION("wrong-version"),
        /** Its answers while warming up are wrong. */
        WARM_UP("warm-up"),
        /** The catalogue's vectors are of another encoder. */
        ENCODER("encoder"),
        /** It has not caught up with the catalogue in time. */
        CATALOGUE("catalogue");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As it stands in metrics. */
        public String label() {
            return label;
        }
    }
}
