package dev.semsr.jobs.encoding;

import dev.semsr.core.encoding.TextEncoder;
import java.io.Serializable;

/**
 * Where a process gets its text encoder from. Equal sources share one encoder, so implementations
 * compare by value.
 */
public interface EncoderSource extends Serializable {

    /**
     * Opens the encoder.
     *
     * @throws RuntimeException if it cannot be opened now; it is tried again
     */
    TextEncoder open();

    /** The encoder's name where it is known without opening it; else null. */
    String knownName();
}
