package dev.semsr.app.chaos;

import dev.semsr.core.session.SessionLimits;
import dev.semsr.core.session.SessionOutcome;
import dev.semsr.core.session.SessionRules;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SessionState;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves from a history that every good click was answered, in the order of its session, once or
 * with repeats of the same id only, each list right for the state that it should have seen, and
 * every bad record is in the dead letters; or says where that does not hold.
 *
 * <p>Feed it all clicks and bad records first, each partition in order, then all answers, each
 * partition in order, then all dead letters.
 */
public final class HistoryChecker {

    private static final int BATCH = 64;

    private final boolean repeatsAllowed;
    private final Lists lists;
    private final SessionRules rules;
    private final Violations violations = new Violations();
    private final Map<String, SessionState> states = new HashMap<>();
    private final Map<String, Expected> expected = new HashMap<>();
    private final Map<String, Integer> lastAnswered = new HashMap<>();
    private final Map<String, String> itemIds = new HashMap<>();
    private final Map<String, Letter> letters = new HashMap<>();
    private final List<Lists.Answered> batch = new ArrayList<>();
    private long duplicates;
    private long answered;
    private long fallbacks;
    private long repeats;
    private long deadLetters;

    /** The answer that a click must get. */
    private static final class Expected {
        private final int order;
        private final long sequence;
        private final String[] items;
        private String recommendationId;

        Expected(int order, long sequence, String[] items) {
            this.order = order;
            this.sequence = sequence;
            this.items = items;
        }
    }

    /** A record that must be in the dead letters. */
    private static final class Letter {
        private final int hash;
        private boolean found;

        Letter(byte[] bytes) {
            this.hash = Arrays.hashCode(bytes);
        }
    }

    /**
     * A checker that has seen nothing.
     *
     * @param limits of the sessions, as the job has them
     * @param repeatsAllowed whether an answer may come once more with the same id
     * @param lists tells which list is right
     */
    public HistoryChecker(SessionLimits limits, boolean repeatsAllowed, Lists lists) {
        this.rules = new SessionRules(limits);
        this.repeatsAllowed = repeatsAllowed;
        this.lists = lists;
    }

    /**
     * A valid click.
     *
     * @param arrival when it came into the topic
     */
    public void click(Click click, Instant arrival) {
        String session = click.getSessionId();
        SessionOutcome outcome = rules.apply(states.get(session), click, arrival);
        if (outcome.reply() == SessionOutcome.Reply.DUPLICATE) {
            duplicates++;
            return;
        }
        states.put(session, outcome.state());
        expected.put(
                click.getEventId(),
                new Expected(
                        expected.size(),
                        outcome.sequence(),
                        outcome.items().stream().map(this::shared).toArray(String[]::new)));
    }

    private String shared(String itemId) {
        return itemIds.computeIfAbsent(itemId, id -> id);
    }

    /** A record of the clicks topic that is no valid click. */
    public void badRecord(int partition, long offset, byte[] bytes) {
        letters.put(partition + "/" + offset, new Letter(bytes));
    }

    /** A recommendation, in the order of its partition. */
    public void answer(Recommendation answer) {
        Expected click = expected.get(answer.getClickEventId());
        if (click == null) {
            violations.unasked("answer to unknown click " + answer.getClickEventId());
            return;
        }
        if (click.recommendationId == null) {
            first(click, answer);
        } else {
            again(click, answer);
        }
        if (answer.getSequence() != click.sequence) {
            violations.wrong(
                    "answer to %s has sequence %d, not %d"
                            .formatted(
                                    answer.getClickEventId(),
                                    answer.getSequence(),
                                    click.sequence));
        }
        batch.add(new Lists.Answered(Arrays.asList(click.items), answer));
        if (batch.size() == BATCH) {
            checkLists();
        }
    }

    private void first(Expected click, Recommendation answer) {
        click.recommendationId = answer.getRecommendationId();
        answered++;
        if (answer.getItems().stream().anyMatch(item -> item.getSource() != Source.MODEL)) {
            fallbacks++;
        }
        Integer before = lastAnswered.put(answer.getSessionId(), click.order);
        if (before != null && before > click.order) {
            violations.outOfOrder(
                    "%s of session %s was answered after a later click"
                            .formatted(answer.getClickEventId(), answer.getSessionId()));
            lastAnswered.put(answer.getSessionId(), before);
        }
    }

    private void again(Expected click, Recommendation answer) {
        repeats++;
        if (!answer.getRecommendationId().equals(click.recommendationId)) {
            violations.wrong(
                    "the repeated answer to " + answer.getClickEventId() + " has another id");
        }
        if (!repeatsAllowed) {
            violations.repeated("answer to " + answer.getClickEventId() + " came once more");
        }
    }

    private void checkLists() {
        List<String> faults = lists.faults(batch);
        for (int i = 0; i < batch.size(); i++) {
            if (faults.get(i) != null) {
                violations.wrong(
                        "answer to "
                                + batch.get(i).answer().getClickEventId()
                                + ": "
                                + faults.get(i));
            }
        }
        batch.clear();
    }

    /** A dead letter, with the origin that its headers name. */
    public void deadLetter(int partition, long offset, byte[] bytes) {
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
        deadLetters += letter.found ? 0 : 1;
        letter.found = true;
    }

    /** What the whole history proves. */
    public Verdict verdict() {
        checkLists();
        expected.forEach(
                (event, click) -> {
                    if (click.recommendationId == null) {
                        violations.lost("click " + event + " has no answer");
                    }
                });
        letters.forEach(
                (place, letter) -> {
                    if (!letter.found) {
                        violations.lost("bad record " + place + " is not in the dead letters");
                    }
                });
        return violations.verdict(
                expected.size(),
                duplicates,
                answered,
                fallbacks,
                repeats,
                letters.size(),
                deadLetters);
    }
}
