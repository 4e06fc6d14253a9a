package dev.semsr.app.chaos;

import dev.semsr.core.scoring.RecommendationId;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.core.session.SessionOutcome;
import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.core.session.SessionRules;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves from a history that every good click was answered, under its session and key, in the order
 * of its session, once or with repeats of the same id only, each list right for the state that it
 * should have seen, each id made of the click and the model that answered, and every bad record is
 * in the dead letters; or says where that does not hold.
 *
 * <p>What it cannot see: where repeats are allowed, a click that was sent twice and is answered
 * twice, with the same list and sequence, looks like a repeat after a restart. Such repeats are
 * counted ({@link Verdict#repeatsOfDuplicates}). A second click that is taken for a new one is
 * found: it moves the sequence on. And it cannot see whether a rate limit was kept: which clicks go
 * beyond one depends on the job's clock, so the job must run with one that is never reached.
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
    private final Tally tally = new Tally();
    private final LetterChecker letters;
    private final Map<String, SessionState> states = new HashMap<>();
    private final Map<String, Expected> expected = new HashMap<>();
    private final Map<String, Integer> lastAnswered = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final List<Lists.Answered> batch = new ArrayList<>();

    /** The answer that a click must get. */
    private static final class Expected {
        private final int order;
        private final String session;
        private final Reply reply;
        private final long sequence;
        private final String[] items;
        private String recommendationId;
        private boolean sentTwice;

        Expected(int order, String session, SessionOutcome outcome, String[] items) {
            this.order = order;
            this.session = session;
            this.reply = outcome.reply();
            this.sequence = outcome.sequence();
            this.items = items;
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
        this.letters = new LetterChecker(repeatsAllowed, violations, tally);
    }

    /**
     * A valid click.
     *
     * @param arrival when it came into the topic
     */
    public void click(Click click, Instant arrival) {
        String session = shared(click.getSessionId());
        SessionOutcome outcome = rules.apply(states.get(session), click, arrival);
        if (outcome.reply() == Reply.DUPLICATE) {
            tally.duplicate();
            expected.get(click.getEventId()).sentTwice = true;
            return;
        }
        states.put(session, outcome.state());
        String[] items = outcome.items().stream().map(this::shared).toArray(String[]::new);
        var answer = new Expected(expected.size(), session, outcome, items);
        if (expected.put(click.getEventId(), answer) == null) {
            tally.click();
        }
    }

    private String shared(String id) {
        return ids.computeIfAbsent(id, same -> same);
    }

    /** A record of the clicks topic that is no valid click. */
    public void badRecord(int partition, long offset, byte[] bytes) {
        letters.badRecord(partition, offset, bytes);
    }

    /**
     * A recommendation, in the order of its partition.
     *
     * @param key of its record; null if it has none
     */
    public void answer(String key, Recommendation answer) {
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
        compare("key", key, click.session, answer);
        compare("session", answer.getSessionId(), click.session, answer);
        compare("sequence", answer.getSequence(), click.sequence, answer);
        compare("recommendation id", answer.getRecommendationId(), idOf(answer), answer);
        batch.add(new Lists.Answered(Arrays.asList(click.items), click.reply, answer));
        if (batch.size() == BATCH) {
            checkLists();
        }
    }

    private static String idOf(Recommendation answer) {
        return RecommendationId.of(
                answer.getClickEventId(), answer.getModelVersion(), answer.getVariant());
    }

    private void compare(String what, Object is, Object due, Recommendation answer) {
        if (!due.equals(is)) {
            violations.wrong(
                    "answer to %s has %s %s, not %s"
                            .formatted(answer.getClickEventId(), what, is, due));
        }
    }

    private void first(Expected click, Recommendation answer) {
        click.recommendationId = answer.getRecommendationId();
        tally.answer(answer);
        Integer before = lastAnswered.put(click.session, click.order);
        if (before != null && before > click.order) {
            violations.outOfOrder(
                    "%s of session %s was answered after a later click"
                            .formatted(answer.getClickEventId(), click.session));
            lastAnswered.put(click.session, before);
        }
    }

    private void again(Expected click, Recommendation answer) {
        tally.repeat(click.sentTwice);
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
        letters.deadLetter(partition, offset, bytes);
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
        letters.finish();
        return tally.verdict(violations);
    }
}
