package dev.semsr.jobs.testing;

import dev.semsr.core.fallback.CoVisitFallback;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.jobs.scoring.LoadedModel;
import dev.semsr.jobs.scoring.ModelSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Models that tests put up for the operators of this process. */
public final class TestModels {

    private static final Map<String, Function<String, LoadedModel>> MODELS =
            new ConcurrentHashMap<>();

    private TestModels() {}

    /** A source that gives out what the supplier makes, also after it was serialised. */
    public static ModelSource source(Supplier<LoadedModel> model) {
        return versions(version -> model.get());
    }

    /**
     * A source of several versions.
     *
     * @param models makes a version; asked with null for the one that counts without a rollout
     */
    public static ModelSource versions(Function<String, LoadedModel> models) {
        String id = UUID.randomUUID().toString();
        MODELS.put(id, models);
        return new RegisteredSource(id, null);
    }

    /** A scorer with a fallback of three items. */
    public static LoadedModel model(AlphabetScorer scorer) {
        return new LoadedModel(scorer, FallbackLadder.of(popular()));
    }

    /** The same; of co-visits it knows that after e came h. */
    public static LoadedModel modelWithCoVisits(AlphabetScorer scorer) {
        CoVisits coVisits = CoVisits.of(List.of(new int[] {4, 7}), 1, 1);
        return new LoadedModel(
                scorer,
                new FallbackLadder(new CoVisitFallback(AlphabetScorer.ITEMS, coVisits), popular()));
    }

    private static PopularityFallback popular() {
        return new PopularityFallback(
                List.of(
                        new PopularItem("j", 30),
                        new PopularItem("a", 20),
                        new PopularItem("b", 10)));
    }

    private record RegisteredSource(String id, String version) implements ModelSource {
        @Override
        public LoadedModel load() {
            return MODELS.get(id).apply(version);
        }

        @Override
        public ModelSource withVersion(String other) {
            return new RegisteredSource(id, other);
        }
    }
}
