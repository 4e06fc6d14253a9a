package dev.semsr.lab.agent;

import java.util.List;

/**
 * What came of a question.
 *
 * @param verdict whether it is usable, and if not, why
 * @param titles the titles named, the likeliest first; empty if it is not usable
 * @param detail what was wrong; empty if nothing was
 * @param status HTTP status that it failed with; 0 if it did not
 * @param cached whether all of it came from the cache
 */
public record Outcome(
        Verdict verdict, List<String> titles, String detail, int status, boolean cached) {

    /** Copies the list. */
    public Outcome {
        titles = List.copyOf(titles);
    }

    static Outcome failed(CallFailure failure) {
        return new Outcome(
                failure.verdict(), List.of(), failure.getMessage(), failure.status(), false);
    }

    /** The verdict for people, with the HTTP status if it is one. */
    public String label() {
        return status == 0 ? verdict.label() : "HTTP " + status;
    }
}
