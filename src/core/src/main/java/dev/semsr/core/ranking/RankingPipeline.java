package dev.semsr.core.ranking;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.Pin;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.core.rules.RuleEffect;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The one way from candidates to a list: what comes from the model and from each step of the ladder
 * passes through the same filters, boosts and diversity.
 *
 * <p>A list that the filters leave too short is filled up from the next steps, each below the one
 * before it; at last with what the click's allow list names. Pinned items then take their places.
 */
public final class RankingPipeline {

    /** Why an item is here that no step but the click's allow list names. */
    static final String ALLOWED = "allowed";

    /** Why an item is here that no step but a PIN rule names. */
    static final String PINNED = "pinned";

    private final RankingSettings settings;
    private final ItemLookup items;
    private final RuleBook rules;
    private final ItemVectors vectors;
    private final SessionAttention attention;

    /**
     * A pipeline.
     *
     * @param settings what to do
     * @param items what is known of items at this moment
     * @param rules the rules of this moment
     * @param vectors vectors for diversity and explanations
     * @param attention of the model, for explanations
     */
    public RankingPipeline(
            RankingSettings settings,
            ItemLookup items,
            RuleBook rules,
            ItemVectors vectors,
            SessionAttention attention) {
        this.settings = settings;
        this.items = items;
        this.rules = rules;
        this.vectors = vectors;
        this.attention = attention;
    }

    /** A pipeline for a model without attention. */
    public RankingPipeline(
            RankingSettings settings, ItemLookup items, RuleBook rules, ItemVectors vectors) {
        this(settings, items, rules, vectors, SessionAttention.NONE);
    }

    /**
     * Ranks without rules, catalogue and diversity: candidates are filtered by the session and cut.
     * Items of equal score keep their order; an item that occurs twice counts once, in its better
     * place.
     *
     * @param candidates sorted by descending score
     * @param sessionItems ids of the items in the session
     * @return the list, best first, at most {@link RankingSettings#topK()} long
     */
    public static List<Candidate> rank(
            List<Candidate> candidates, Collection<String> sessionItems, RankingSettings settings) {
        return new RankingPipeline(settings, ItemLookup.NOTHING, RuleBook.EMPTY, ItemVectors.NONE)
                .rank(RankingRequest.of(sessionItems), List.of(() -> candidates))
                .items();
    }

    /**
     * Makes a list.
     *
     * @param request whom it is for
     * @param steps candidates sorted by descending score, the best step first; a step is asked only
     *     if those before it were not enough
     */
    public RankedList rank(RankingRequest request, List<Supplier<List<Candidate>>> steps) {
        Admission admission = new Admission(settings, request, items, rules);
        List<Candidate> list = new ArrayList<>();
        for (Supplier<List<Candidate>> step : steps) {
            if (list.size() < settings.topK()) {
                append(list, admitted(step.get().stream(), admission));
            }
        }
        if (list.size() < settings.topK()) {
            append(list, admitted(allowed(request), admission));
        }
        List<Candidate> pinned = pinned(list, admission, request);
        return new RankedList(
                settings.explain()
                        ? AnsweredClick.explain(pinned, request.sessionItems(), vectors, attention)
                        : pinned,
                admission.removed());
    }

    /** The best candidates of a step that may be shown, boosted and in their new order. */
    private List<Candidate> admitted(Stream<Candidate> step, Admission admission) {
        List<Candidate> admitted =
                step.map(candidate -> admit(candidate, admission))
                        .filter(candidate -> candidate != null)
                        .limit(settings.topK() + (long) settings.overFetch())
                        .toList();
        boolean moved = admitted.stream().anyMatch(candidate -> !candidate.rules().isEmpty());
        return moved
                ? admitted.stream()
                        .sorted(Comparator.comparingDouble(candidate -> -candidate.score()))
                        .toList()
                : admitted;
    }

    private static Candidate admit(Candidate candidate, Admission admission) {
        RuleEffect effect = admission.admit(candidate.itemId());
        return effect == null ? null : Boost.apply(candidate, effect);
    }

    /** Puts the best of a step below what stands in the list. */
    private void append(List<Candidate> list, List<Candidate> step) {
        int wanted = settings.topK() - list.size();
        List<Candidate> chosen = settings.diversity() > 0 ? diverse(list, step, wanted) : step;
        double shift = list.isEmpty() || chosen.isEmpty() ? 0 : shift(list, chosen);
        chosen.stream()
                .limit(wanted)
                .map(c -> shift == 0 ? c : c.scored((float) (c.score() + shift)))
                .forEach(list::add);
    }

    private List<Candidate> diverse(List<Candidate> list, List<Candidate> step, int wanted) {
        List<String> ids =
                Stream.concat(list.stream(), step.stream()).map(Candidate::itemId).toList();
        Map<String, float[]> known = vectors.of(ids);
        return new Diversity(settings.diversity(), new Similarity(items, known))
                .choose(list, step, wanted);
    }

    private static double shift(List<Candidate> list, List<Candidate> below) {
        double lowest = list.stream().mapToDouble(Candidate::score).min().orElseThrow();
        double highest = below.stream().mapToDouble(Candidate::score).max().orElseThrow();
        return Math.min(0, lowest - highest);
    }

    private static Stream<Candidate> allowed(RankingRequest request) {
        return request.lists().allow().orElse(Set.of()).stream()
                .map(id -> new Candidate(id, 0, Source.RULE, ALLOWED));
    }

    /** The list with the pinned items at their places, cut to its length. */
    private List<Candidate> pinned(
            List<Candidate> list, Admission admission, RankingRequest request) {
        int next = 0;
        for (Pin pin : rules.pins(request.now())) {
            RuleEffect effect = admission.check(pin.itemId());
            if (effect != null) {
                int place = Math.max(next, pin.position() - 1);
                next = 1 + insert(list, pin, place);
            }
        }
        return List.copyOf(list.subList(0, Math.min(list.size(), settings.topK())));
    }

    /** Puts an item at a place, or at the end of a shorter list; returns the place. */
    private static int insert(List<Candidate> list, Pin pin, int wanted) {
        Candidate named =
                list.stream().filter(c -> c.itemId().equals(pin.itemId())).findFirst().orElse(null);
        if (named != null) {
            list.remove(named);
        }
        int place = Math.min(wanted, list.size());
        float score = list.isEmpty() ? 0 : list.get(Math.min(place, list.size() - 1)).score();
        Candidate pinned =
                named == null ? new Candidate(pin.itemId(), score, Source.RULE, PINNED) : named;
        list.add(place, pinned.movedBy(List.of(pin.ruleId())));
        return place;
    }
}
