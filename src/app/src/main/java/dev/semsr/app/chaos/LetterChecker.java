package dev.semsr.app.chaos;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Holds the dead letters against the bad records: each once, as it was, and nothing else. */
final class LetterChecker {

    private final boolean repeatsAllowed;
    private final Violations violations;
    private final Tally tally;
    private final Map<String, Letter> letters = new HashMap<>();

    /** A record that must be in the dead letters. */
    private static final class Letter {
        private final int hash;
        private boolean found;

        Letter(byte[] bytes) {
            this.hash = Arrays.hashCode(bytes);
        }
    }

    LetterChecker(boolean repeatsAllowed, Violations violations, Tally tally) {
        this.repeatsAllowed = repeatsAllowed;
        this.violations = violations;
        this.tally = tally;
    }

    /** A record of the clicks topic that is no valid click. */
    void badRecord(int partition, long offset, byte[] bytes) {
        tally.badRecord();
        letters.put(partition + "/" + offset, new Letter(bytes));
    }

    /** A dead letter, with the origin that its headers name. */
    void deadLetter(int partition, long offset, byte[] bytes) {
        Letter letter = letters.get(partition + "/" + offset);
        String place = "of partition " + partition + ", offset " + offset;
        if (letter == null) {
            violations.unasked("dead letter " + place + ", which is a valid click or nothing");
            return;
        }
        if (letter.hash != Arrays.hashCode(bytes)) {
            violations.wrong("dead letter " + place + " has other bytes");
        }
        if (letter.found && !repeatsAllowed) {
            violations.repeated("dead letter " + place + " came once more");
        }
        if (!letter.found) {
            tally.deadLetter();
        }
        letter.found = true;
    }

    /** Says which bad records are in no dead letter. */
    void finish() {
        letters.forEach(
                (place, letter) -> {
                    if (!letter.found) {
                        violations.lost("bad record " + place + " is not in the dead letters");
                    }
                });
    }
}
