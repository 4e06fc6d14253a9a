package dev.semsr.app.bench;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;

/** Which version answered, when, and how well, as shoppers see it. For any thread. */
final class VersionAnswers {

    private final String bad;
    private final Tally good = new Tally();
    private final Tally ofBad = new Tally();
    private long firstOfBad;
    private long lastOfBad;
    private long answersOfBad;
    private long goodInARow;

    /** Clicks that foretold something, and those that did so rightly. */
    private static final class Tally {

        private long clicks;
        private long hits;

        private double rate() {
            return clicks == 0 ? Double.NaN : (double) hits / clicks;
        }
    }

    /** Watches a version beside all others. */
    VersionAnswers(String bad) {
        this.bad = bad;
    }

    /** Begins anew; hit rates go on. */
    synchronized void restart() {
        firstOfBad = 0;
        lastOfBad = 0;
        answersOfBad = 0;
        goodInARow = 0;
    }

    void answered(AskedClick click, Recommendation answer) {
        answered(click, answer, System.nanoTime());
    }

    private synchronized void answered(AskedClick click, Recommendation answer, long arrival) {
        boolean isBad = answer.getModelVersion().equals(bad);
        count(isBad ? ofBad : good, click, answer);
        if (isBad) {
            firstOfBad = answersOfBad++ == 0 ? arrival : firstOfBad;
            lastOfBad = arrival;
            goodInARow = 0;
        } else {
            goodInARow++;
        }
    }

    private static void count(Tally tally, AskedClick click, Recommendation answer) {
        if (click.nextItem() == null) {
            return;
        }
        tally.clicks++;
        if (answer.getItems().stream()
                .map(RecommendedItem::getItemId)
                .anyMatch(click.nextItem()::equals)) {
            tally.hits++;
        }
    }

    /** When the bad version answered first since the restart; 0 if it did not. */
    synchronized long firstOfBad() {
        return firstOfBad;
    }

    /** When the bad version answered last. */
    synchronized long lastOfBad() {
        return lastOfBad;
    }

    /** Clicks that the bad version answered since the restart. */
    synchronized long answersOfBad() {
        return answersOfBad;
    }

    /** Answers of other versions since the last one of the bad version. */
    synchronized long goodInARow() {
        return goodInARow;
    }

    /** Share of the bad version's lists that held the next click. */
    synchronized double hitRateOfBad() {
        return ofBad.rate();
    }

    /** The same of all others. */
    synchronized double hitRateOfOthers() {
        return good.rate();
    }
}
