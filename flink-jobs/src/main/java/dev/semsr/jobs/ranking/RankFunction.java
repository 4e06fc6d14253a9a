package dev.semsr.jobs.ranking;

import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.RecommendationId;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.jobs.scoring.Answer;
import dev.semsr.jobs.scoring.ScoredRequest;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;

/** Makes the final list of an answer, whichever step of the ladder it comes from. */
public final class RankFunction extends RichMapFunction<ScoredRequest, Recommendation> {

    private static final long serialVersionUID = 1L;

    private final RankingSettings settings;
    private transient Recommender recommender;
    private transient Counter recommendations;
    private transient Counter unknownItems;
    private transient LabelledCounters fallbacks;

    /** Ranks by the given settings. */
    public RankFunction(RankingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        recommender = new Recommender(settings);
        var metrics = getRuntimeContext().getMetricGroup();
        recommendations = metrics.counter("recommendations");
        unknownItems = metrics.counter("unknownItems");
        fallbacks = new LabelledCounters(metrics, "fallbacks", "reason");
    }

    @Override
    public Recommendation map(ScoredRequest scored) {
        count(scored);
        ScoringRequest request = scored.request();
        Answer answer = scored.answer();
        return new Recommendation(
                RecommendationId.of(
                        request.getClickEventId(), answer.modelVersion(), answer.variant()),
                request.getSessionId(),
                request.getClickEventId(),
                request.getSequence(),
                recommender.rank(answer.candidates(), request.getItems()).stream()
                        .map(RankFunction::item)
                        .toList(),
                answer.modelVersion(),
                answer.variant(),
                request.getClickTime(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void count(ScoredRequest scored) {
        recommendations.inc();
        if (!scored.knownItem()) {
            unknownItems.inc();
        }
        if (scored.answer().fallback() != null) {
            fallbacks.inc(scored.answer().fallback().label().replace(' ', '-'));
        }
    }

    private static RecommendedItem item(Candidate candidate) {
        return new RecommendedItem(
                candidate.itemId(),
                candidate.score(),
                candidate.source(),
                candidate.reason(),
                Float.isNaN(candidate.textShare()) ? null : candidate.textShare(),
                candidate.answersItem(),
                candidate.rules());
    }
}
