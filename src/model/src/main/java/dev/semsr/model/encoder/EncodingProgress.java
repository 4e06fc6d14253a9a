package dev.semsr.model.encoder;

/** Is told how far the encoding of a catalogue is; called by the thread that encodes. */
@FunctionalInterface
public interface EncodingProgress {

    /**
     * Called after each batch.
     *
     * @param done texts encoded so far
     * @param total texts that are to be encoded in this run
     */
    void encoded(int done, int total);

    /** Progress that nobody watches. */
    static EncodingProgress silent() {
        return (done, total) -> {};
    }
}
