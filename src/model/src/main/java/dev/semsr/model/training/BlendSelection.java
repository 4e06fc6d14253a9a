package dev.semsr.model.training;

import dev.semsr.model.export.Combination;
import dev.semsr.model.export.SumQuestions;
import dev.semsr.model.export.SumRanks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the weights of a sum of networks and of what clicks alone tell by the validation
 * examples: the product of Recall@20 and MRR@20, one weight after the other over a fixed grid,
 * twice around. The first network's weight is 1, as only proportions matter.
 */
final class BlendSelection {

    private static final List<Float> OF_NETWORKS =
            List.of(0.1f, 0.25f, 0.5f, 0.75f, 1f, 1.5f, 2f, 3f);

    /** Of co-visits, trend and repeats: far below 0 hides the session's own items. */
    private static final List<List<Float>> OF_BEHAVIOUR =
            List.of(
                    List.of(0f, 0.25f, 0.5f, 1f, 1.5f, 2f, 3f, 4f),
                    List.of(0f, 0.25f, 0.5f, 1f, 1.5f, 2f, 3f),
                    List.of(0f, -60f, -20f, -8f, -4f, -2f, -1f, -0.5f, 1f, 2f));

    private static final BehaviourWeights EACH = new BehaviourWeights(1, 1, 1);
    private static final int ROUNDS = 2;
    private static final int BATCH = 256;
    private static final int EXAMPLES = 4000;

    private final List<SumQuestions> questions;
    private final SumRanks ranks;
    private List<Float> weights;
    private double best;

    private BlendSelection(SumRanks ranks, List<SumQuestions> questions, List<Float> start) {
        this.ranks = ranks;
        this.questions = questions;
        this.weights = start;
    }

    /**
     * What was chosen.
     *
     * @param networks one weight a network
     * @param behaviour weights of what clicks alone tell
     */
    record Chosen(List<Float> networks, BehaviourWeights behaviour) {}

    static Chosen of(String variant, List<TrainedModel> members, boolean withBehaviour) {
        CompositeModel unweighted = unweighted(variant, members, withBehaviour);
        int[] rows = unweighted.exportedRows();
        List<SumQuestions> questions = questions(members.get(0).corpus(), rows, unweighted);
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(
                    "The weights of "
                            + variant
                            + " are chosen by validation examples, and there are none: use a"
                            + " protocol that holds some out.");
        }
        try (SumRanks ranks = new SumRanks(unweighted.tables(rows))) {
            List<Float> start = new ArrayList<>(Collections.nCopies(members.size(), 1f));
            start.addAll(Collections.nCopies(OF_BEHAVIOUR.size(), 0f));
            return new BlendSelection(ranks, questions, start)
                    .choose(members.size(), withBehaviour);
        }
    }

    private static CompositeModel unweighted(
            String variant, List<TrainedModel> members, boolean withBehaviour) {
        return new CompositeModel(
                variant,
                members,
                new Combination.Sum(Collections.nCopies(members.size(), 1f)),
                withBehaviour ? EACH : BehaviourWeights.NONE);
    }

    private Chosen choose(int members, boolean withBehaviour) {
        best = quality(metrics(weights));
        for (int round = 0; round < ROUNDS; round++) {
            for (int place = 1; place < members; place++) {
                tryAll(place, OF_NETWORKS);
            }
            for (int term = 0; withBehaviour && term < OF_BEHAVIOUR.size(); term++) {
                tryAll(members + term, OF_BEHAVIOUR.get(term));
            }
        }
        return new Chosen(
                weights.subList(0, members),
                new BehaviourWeights(
                        weights.get(members), weights.get(members + 1), weights.get(members + 2)));
    }

    private void tryAll(int place, List<Float> values) {
        for (float value : values) {
            List<Float> tried = new ArrayList<>(weights);
            tried.set(place, value);
            double quality = quality(metrics(tried));
            if (quality > best) {
                best = quality;
                weights = List.copyOf(tried);
            }
        }
    }

    private static double quality(RankMetrics metrics) {
        return metrics.recallAt20() * metrics.mrrAt20();
    }

    private RankMetrics metrics(List<Float> tried) {
        RankTally tally = new RankTally();
        for (SumQuestions batch : questions) {
            ranks.ranks(batch, tried).forEach(tally::add);
        }
        return tally.metrics();
    }

    /** Evenly chosen validation examples in the rows of the exported tables, short ones first. */
    private static List<SumQuestions> questions(Corpus corpus, int[] rows, CompositeModel model) {
        int[] places = new int[corpus.itemIds().size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < rows.length; i++) {
            places[rows[i]] = i;
        }
        int step = Math.max(1, corpus.validation().size() / EXAMPLES);
        List<Example> known = new ArrayList<>();
        for (int i = 0; i < corpus.validation().size(); i += step) {
            Example example = placed(corpus.validation().get(i), places);
            if (example.prefix().length > 0 && example.target() >= 0) {
                known.add(example);
            }
        }
        known.sort(Comparator.comparingInt(example -> example.prefix().length));
        int newest = model.members().get(0).shape().maxLength();
        List<SumQuestions> batches = new ArrayList<>();
        for (int from = 0; from < known.size(); from += BATCH) {
            Batch batch =
                    Batch.of(known.subList(from, Math.min(known.size(), from + BATCH)), newest);
            batches.add(
                    new SumQuestions(
                            batch.width(), batch.rows(), batch.lengths(), batch.targets()));
        }
        return batches;
    }

    private static Example placed(Example example, int[] places) {
        int[] prefix =
                Arrays.stream(example.prefix()).map(r -> places[r]).filter(p -> p >= 0).toArray();
        return new Example(prefix, places[example.target()]);
    }
}
