package dev.semsr.app.soak;

import dev.semsr.app.traffic.Traffic;

/**
 * What became of clicks, each looked for by its id.
 *
 * @param asked clicks that were sent
 * @param answered clicks that were answered
 * @param repeated answers to clicks that were answered before
 * @param withoutModel answers that were not the model's
 * @param deadLetters clicks that were refused
 */
public record ClickCount(
        long asked, long answered, long repeated, long withoutModel, long deadLetters) {

    static ClickCount of(Traffic traffic, long withoutModel) {
        return new ClickCount(
                traffic.meter().asked(),
                traffic.meter().answered(),
                traffic.meter().repeated(),
                withoutModel,
                traffic.deadLetters());
    }

    /** Whether every click was answered, by the model. */
    public boolean isComplete() {
        return asked == answered && withoutModel == 0 && deadLetters == 0;
    }
}
