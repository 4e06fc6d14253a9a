package dev.semsr.jobs.encoding;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.model.encoder.EncoderSettings;
import dev.semsr.model.encoder.EncoderSpec;
import java.time.Duration;

/**
 * An encoder by its specification. The secret of a remote one comes from the environment of the
 * process that opens it, so that it is in no configuration.
 *
 * @param spec the specification, see {@link EncoderSpec}
 * @param threads threads of an encoder in this process
 * @param timeout how long a remote encoder may take to answer
 */
public record NamedEncoderSource(String spec, int threads, Duration timeout)
        implements EncoderSource {

    private static final long serialVersionUID = 1L;

    /** The host repeats what failed; the client is not to do so as well. */
    private static final int NO_RETRIES = 0;

    @Override
    public TextEncoder open() {
        return EncoderSpec.parse(spec)
                .open(
                        new EncoderSettings(
                                threads,
                                timeout,
                                NO_RETRIES,
                                System.getenv(EncoderSettings.KEY_VARIABLE)));
    }

    @Override
    public String knownName() {
        return EncoderSpec.parse(spec).kind() == EncoderSpec.Kind.ONNX ? null : spec;
    }
}
