package dev.semsr.jobs.ranking;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.ClickLists;
import dev.semsr.core.ranking.RankedList;
import dev.semsr.core.ranking.RankingPipeline;
import dev.semsr.core.ranking.RankingRequest;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.RecommendationId;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.jobs.rules.RuleHost;
import dev.semsr.jobs.rules.RuleSource;
import dev.semsr.jobs.scoring.Answer;
import dev.semsr.jobs.scoring.ModelHost;
import dev.semsr.jobs.scoring.ModelHosting;
import dev.semsr.jobs.scoring.ModelLease;
import dev.semsr.jobs.scoring.ScoredRequest;
import dev.semsr.jobs.scoring.ScoringPath;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Makes the final list of an answer, whichever step of the ladder it comes from: by the catalogue
 * and the ladder of the version that answered, and the rules of this moment.
 */
public final class RankFunction extends RichMapFunction<ScoredRequest, Recommendation> {

    private static final long serialVersionUID = 1L;

    private final RankingSettings settings;
    private final ModelHosting hosting;
    private final RuleSource ruleSource;
    private final Duration rulesPatience;
    private transient ModelLease models;
    private transient RuleHost.Lease rules;
    private transient RankingMetrics metrics;

    /**
     * Makes lists.
     *
     * @param settings how lists are made
     * @param hosting the models of this process, those that are asked
     * @param rules where the rules come from
     * @param rulesPatience how long to wait for the rules before the first list
     */
    public RankFunction(
            RankingSettings settings,
            ModelHosting hosting,
            RuleSource rules,
            Duration rulesPatience) {
        this.settings = settings;
        this.hosting = hosting;
        this.ruleSource = rules;
        this.rulesPatience = rulesPatience;
    }

    /** Waits for the rules, so that no list goes out without them. */
    @Override
    public void open(OpenContext context) throws InterruptedException {
        var group = getRuntimeContext().getMetricGroup();
        metrics = new RankingMetrics(group);
        models = ModelHost.acquire(hosting);
        rules = RuleHost.acquire(ruleSource);
        rules.registerMetrics(group);
        rules.requireCaughtUp(rulesPatience);
    }

    @Override
    public Recommendation map(ScoredRequest scored) {
        ScoringRequest request = scored.request();
        Answer answer = scored.answer();
        metrics.answered(scored);
        return new Recommendation(
                RecommendationId.of(
                        request.getClickEventId(), answer.modelVersion(), answer.variant()),
                request.getSessionId(),
                request.getClickEventId(),
                request.getSequence(),
                items(request, answer),
                answer.modelVersion(),
                answer.variant(),
                request.getClickTime(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    @Override
    public void close() {
        if (rules != null) {
            rules.close();
        }
        if (models != null) {
            models.close();
        }
    }

    private List<RecommendedItem> items(ScoringRequest request, Answer answer) {
        if (request.getPath() == ScoringPath.EMPTY) {
            return List.of();
        }
        String version = answer.modelVersion();
        if (Answer.NO_MODEL.equals(version)) {
            return List.of(); // nothing is known of items, so a pinned one may be sold out
        }
        FallbackLadder ladder = models.ladder(version);
        RankingPipeline pipeline =
                new RankingPipeline(
                        settings,
                        ladder.items(),
                        rules.book(),
                        ids -> models.vectors(version, ids),
                        session -> models.attention(version, session));
        RankedList list =
                pipeline.rank(
                        whom(request),
                        Recommender.steps(answer.candidates(), ladder, request.getItems()));
        metrics.ranked(list);
        return list.items().stream().map(RankFunction::item).toList();
    }

    private RankingRequest whom(ScoringRequest request) {
        ClickLists lists = ClickLists.parse(request.getAllow(), request.getDeny());
        metrics.malformedLists(lists.malformed());
        return new RankingRequest(
                request.getItems(), request.getPurchasedItems(), lists, Instant.now());
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
