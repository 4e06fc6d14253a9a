package dev.semsr.core.scoring;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.ItemVectors;
import dev.semsr.core.ranking.RankingPipeline;
import dev.semsr.core.ranking.RankingRequest;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.schemas.Source;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Turns what a scorer says about a session, or the reason why it says nothing, into the final list.
 * The job, the command line and the evaluation all come through here, so that they agree.
 */
public final class Recommender {

    /** The reasons by percentage, made once: they are looked up for every candidate. */
    private static final List<String> TEXT_SHARES =
            IntStream.rangeClosed(0, 100).mapToObj(share -> "text " + share + " %").toList();

    private final RankingSettings settings;

    /** A recommender that ranks by the given settings. */
    public Recommender(RankingSettings settings) {
        this.settings = settings;
    }

    /** How the lists are ranked. */
    public RankingSettings settings() {
        return settings;
    }

    /**
     * How many items to ask the scorer for, so that the list is still full when the session's own
     * items are taken out.
     */
    public int wanted(Collection<String> sessionItems) {
        return settings.topK() + settings.overFetch() + new HashSet<>(sessionItems).size();
    }

    /**
     * Recommends for a batch of sessions with one call of the scorer.
     *
     * @param scorer the model
     * @param fallback answers for sessions in which the model knows no item
     * @param sessions clicked item ids, oldest first
     * @return one list a session, in the order of {@code sessions}
     */
    public List<List<Candidate>> recommend(
            Scorer scorer, FallbackLadder fallback, List<List<String>> sessions) {
        int k = sessions.stream().mapToInt(this::wanted).max().orElse(0);
        List<List<ScoredItem>> scored = scorer.recommend(sessions, k);
        return IntStream.range(0, sessions.size())
                .mapToObj(row -> rank(scored.get(row), fallback, sessions.get(row)))
                .toList();
    }

    private List<Candidate> rank(
            List<ScoredItem> scored, FallbackLadder fallback, List<String> session) {
        return new RankingPipeline(settings, ItemLookup.NOTHING, RuleBook.EMPTY, ItemVectors.NONE)
                .rank(
                        RankingRequest.of(session),
                        steps(candidates(scored, fallback, session), fallback, session))
                .items();
    }

    /**
     * The steps of a list: the candidates there are, then those of the ladder, if the filters leave
     * too few.
     */
    public static List<Supplier<List<Candidate>>> steps(
            List<Candidate> candidates, FallbackLadder ladder, Collection<String> session) {
        return List.of(
                () -> candidates, () -> ladder.candidates(session, FallbackReason.TOO_FEW_ITEMS));
    }

    /**
     * The candidates that a scorer's answer gives: its items, or those of the ladder if it knew no
     * item of the session.
     */
    public static List<Candidate> candidates(
            List<ScoredItem> scored, FallbackLadder fallback, Collection<String> session) {
        if (scored.isEmpty()) {
            return fallback.candidates(session, FallbackReason.UNKNOWN_ITEMS);
        }
        return scored.stream().map(Recommender::candidate).toList();
    }

    /** The final list of candidates from any source. */
    public List<Candidate> rank(List<Candidate> candidates, Collection<String> sessionItems) {
        return RankingPipeline.rank(candidates, sessionItems, settings);
    }

    private static Candidate candidate(ScoredItem item) {
        return new Candidate(
                item.itemId(),
                item.score(),
                Source.MODEL,
                reason(item.textShare()),
                item.textShare(),
                null,
                List.of());
    }

    private static String reason(float textShare) {
        if (Float.isNaN(textShare)) {
            return null;
        }
        return TEXT_SHARES.get(Math.min(100, Math.max(0, Math.round(textShare * 100))));
    }
}
