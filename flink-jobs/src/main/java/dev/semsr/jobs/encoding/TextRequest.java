package dev.semsr.jobs.encoding;

import java.util.concurrent.CompletableFuture;

/**
 * A text that waits for its vector.
 *
 * @param text the text
 * @param vector completed by the host
 */
record TextRequest(String text, CompletableFuture<float[]> vector) {

    /** No text but the end of them. */
    static final TextRequest STOP = new TextRequest("", null);

    boolean isStop() {
        return vector == null;
    }
}
