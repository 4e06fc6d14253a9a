package dev.semsr.app.chaos;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the model itself, outside Flink, which list a session should have got. Items whose scores
 * differ by less than the arithmetic of a batch may stand in each other's place.
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
        RecommendedItem best = answer.getItems().get(0);
        return best.getSource() == Source.MODEL
                ? difference(answer.getItems(), byModel)
                : difference(answer.getItems(), byLadder(answered.items(), best.getReason()));
    }

    private List<Candidate> byLadder(List<String> items, String reason) {
        return Arrays.stream(FallbackReason.values())
                .filter(known -> known.label().equals(reason))
                .findFirst()
                .map(why -> recommender.rank(fallback.candidates(items, why), items))
                .orElse(List.of());
    }

    /** What differs between a list and the right one, which may go on further; null if nothing. */
    private String difference(List<RecommendedItem> list, List<Candidate> right) {
        int length = Math.min(right.size(), recommender.settings().topK());
        if (list.size() != length) {
            return list.size() + " items, not " + length;
        }
        Map<String, Float> scores = new HashMap<>();
        right.forEach(candidate -> scores.put(candidate.itemId(), candidate.score()));
        for (int place = 0; place < length; place++) {
            RecommendedItem item = list.get(place);
            Float score = scores.remove(item.getItemId());
            float due = right.get(place).score();
            if (score == null || Math.abs(score - due) > TOLERANCE * Math.max(1, Math.abs(due))) {
                return "place %d has item %s, not %s"
                        .formatted(place + 1, item.getItemId(), right.get(place).itemId());
            }
        }
        return null;
    }
}
