package dev.semsr.app.bench;

/**
 * How a bad version was found. Times are milliseconds since the order to roll it out.
 *
 * @param firstAnswer until it answered the first click
 * @param rollback until the rollback was ordered; negative if nobody ordered one
 * @param lastAnswer until it answered its last click
 * @param answers clicks that it answered
 * @param reason why it was taken back, as the rollback says
 */
public record FoundModel(
        double firstAnswer, double rollback, double lastAnswer, long answers, String reason) {

    /** Whether it was taken back. */
    public boolean isFound() {
        return rollback >= 0;
    }
}
