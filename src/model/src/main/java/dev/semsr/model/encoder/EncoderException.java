package dev.semsr.model.encoder;

/** An encoder cannot be opened or does not answer; the message says which, why and what to do. */
public final class EncoderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refusal;

    EncoderException(String message) {
        this(message, null);
    }

    EncoderException(String message, Throwable cause) {
        this(message, cause, false);
    }

    EncoderException(String message, Throwable cause, boolean refusal) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** Whether the encoder works but will not take these texts, however often it is asked. */
    public boolean isRefusal() {
        return refusal;
    }
}
