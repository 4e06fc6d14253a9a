package dev.semsr.model.encoder;

/** An encoder cannot be opened or does not answer; the message says which, why and what to do. */
public final class EncoderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EncoderException(String message) {
        super(message);
    }

    EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
