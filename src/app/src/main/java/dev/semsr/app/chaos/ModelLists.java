package dev.semsr.app.chaos;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the model itself, outside Flink, which list a session should have got. Items whose scores
 * differ by less than the arithmetic of a batch may stand in each other's place.
 *
 * <p>A list of the fallback must be the one of the ladder, and its reason must be true where the
 * session alone tells: unknown items only where the model knows none, the rate limit for exactly
 * those clicks that the rules of sessions hold back, too few items only where the model's own are
 * filtered out. Whether the model was late, overloaded, gone or broken at that moment is not in the
 * topics: these reasons are taken as they are ({@link Verdict#unprovenFallbacks}).
 */
public final class ModelLists implements Lists {

    private static final float TOLERANCE = 1e-3f;
    private static final int MARGIN = 20;

    private final Scorer scorer;
    private final FallbackLadder fallback;
    private final Recommender recommender;
    private final Recommender longer;

    /**
     * Asks a model.
     *
     * @param scorer the model that the job has
     * @param fallback its fallback
     * @param recommender ranks as the job does
     */
    public ModelLists(Scorer scorer, FallbackLadder fallback, Recommender recommender) {
        this.scorer = scorer;
        this.fallback = fallback;
        this.recommender = recommender;
        var settings = recommender.settings();
        longer =
                new Recommender(
                        new dev.semsr.core.ranking.RankingSettings(
                                settings.topK() + MARGIN, settings.filterSeen()));
    }

    @Override
    public List<String> faults(List<Answered> batch) {
        List<List<Candidate>> byModel =
                batch.isEmpty()
                        ? List.of()
                        : longer.recommend(
                                scorer, fallback, batch.stream().map(Answered::items).toList());
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            faults.add(fault(batch.get(i), byModel.get(i)));
        }
        return faults;
    }

    private String fault(Answered answered, List<Candidate> byModel) {
        Recommendation answer = answered.answer();
        if (answered.items().isEmpty()) {
            return answer.getItems().isEmpty() ? null : "items for an erased session";
        }
        if (answer.getItems().isEmpty()) {
            return "no items, model version " + answer.getModelVersion();
        }
        if (!answer.getModelVersion().equals(scorer.version())) {
            return "model version " + answer.getModelVersion();
        }
        if (!answer.getVariant().equals(scorer.variant())) {
            return "variant " + answer.getVariant();
        }
        RecommendedItem best = answer.getItems().get(0);
        if (best.getSource() == Source.MODEL) {
            return answered.reply() == Reply.RATE_LIMITED
                    ? "a list of the model above the rate limit"
                    : difference(answer.getItems(), byModel);
        }
        Optional<FallbackReason> reason = reason(best);
        return reason.isPresent()
                ? fallbackFault(answered, reason.get(), byModel)
                : "fallback for the reason '" + best.getReason() + "', which there is not";
    }

    private static Optional<FallbackReason> reason(RecommendedItem item) {
        return Arrays.stream(FallbackReason.values())
                .filter(known -> known.label().equals(item.getReason()))
                .findFirst();
    }

    /** What is wrong with a list of the fallback; null if nothing. */
    private String fallbackFault(
            Answered answered, FallbackReason reason, List<Candidate> byModel) {
        if ((reason == FallbackReason.RATE_LIMIT) != (answered.reply() == Reply.RATE_LIMITED)) {
            return "reason '%s', and by the rules of sessions %s"
                    .formatted(reason.label(), answered.reply());
        }
        if (reason == FallbackReason.UNKNOWN_ITEMS && !isUnknown(byModel)) {
            return "reason '" + reason.label() + "', and the model knows some";
        }
        return difference(
                answered.answer().getItems(),
                reason == FallbackReason.TOO_FEW_ITEMS
                        ? byModel
                        : recommender.rank(
                                fallback.candidates(answered.items(), reason), answered.items()));
    }

    private static boolean isUnknown(List<Candidate> byModel) {
        return byModel.stream()
                .findFirst()
                .filter(best -> FallbackReason.UNKNOWN_ITEMS.label().equals(best.reason()))
                .isPresent();
    }

    /** What differs between a list and the right one, which may go on further; null if nothing. */
    private String difference(List<RecommendedItem> list, List<Candidate> right) {
        int length = Math.min(right.size(), recommender.settings().topK());
        if (list.size() != length) {
            return list.size() + " items, not " + length;
        }
        Map<String, Candidate> due = new HashMap<>();
        right.forEach(candidate -> due.put(candidate.itemId(), candidate));
        for (int place = 0; place < length; place++) {
            RecommendedItem item = list.get(place);
            Candidate same = due.remove(item.getItemId());
            if (same == null || !isLevel(same.score(), right.get(place).score())) {
                return "place %d has item %s, not %s"
                        .formatted(place + 1, item.getItemId(), right.get(place).itemId());
            }
            if (!isSaidOf(item, same)) {
                return "place %d is said to be of %s (%s), not of %s (%s)"
                        .formatted(
                                place + 1,
                                item.getSource(),
                                item.getReason(),
                                same.source(),
                                same.reason());
            }
        }
        return null;
    }

    private static boolean isLevel(float score, float due) {
        return Math.abs(score - due) <= TOLERANCE * Math.max(1, Math.abs(due));
    }

    /** Whether source and reason are right; the model's reason is a share that may be rounded. */
    private static boolean isSaidOf(RecommendedItem item, Candidate due) {
        return item.getSource() == due.source()
                && (due.source() == Source.MODEL || Objects.equals(item.getReason(), due.reason()));
    }
}
