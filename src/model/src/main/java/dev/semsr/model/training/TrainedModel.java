package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.ArtefactWriter;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.export.SavedModelExport;
import dev.semsr.model.export.ServingMember;
import dev.semsr.model.export.ServingTables;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.TextPreparation;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A trained network, in memory, with the corpus that it was trained from. */
public final class TrainedModel implements ServableModel {

    /** Where a manifest says what the training began from. */
    static final String WARM_START = "warmStart";

    /** Where a manifest says how clicks fade in the fallback lists. */
    static final String FALLBACK_HALF_LIFE = "fallbackHalfLife";

    private static final int POPULAR = 1000;

    private final Corpus corpus;
    private final TrainingSettings settings;
    private final NetworkSettings shape;
    private final TextPreparation preparation;
    private final FirstWeights first;
    private final Map<String, float[]> weights;
    private final RankMetrics validation;

    TrainedModel(
            Corpus corpus,
            TrainingSettings settings,
            NetworkSettings shape,
            TextPreparation preparation,
            FirstWeights first,
            Map<String, float[]> weights,
            RankMetrics validation) {
        this.corpus = corpus;
        this.settings = settings;
        this.shape = shape;
        this.preparation = preparation;
        this.first = first;
        this.weights = weights;
        this.validation = validation;
    }

    /** Metrics of the best weights on the validation examples. */
    public RankMetrics validation() {
        return validation;
    }

    /** Settings that it was trained with. */
    public TrainingSettings settings() {
        return settings;
    }

    /** Parameters by name; for comparing trainings. */
    Map<String, float[]> weights() {
        return weights;
    }

    /**
     * Writes the model as an artefact that {@code DeviceScorer} loads and {@code FileModelStore}
     * publishes. Its fallback list is the most clicked items of the training sessions.
     *
     * @param folder must not exist yet
     */
    @Override
    public Artefact export(Path folder, ExportDetails details) {
        int[] rows = exportedRows();
        ServingTables tables = ServingTables.of(member(rows));
        List<String> ids = ids(rows);
        ClickWeights weights = ClickWeights.of(corpus, details.fallbackHalfLife());
        return ArtefactWriter.write(
                folder,
                manifest(details, rows.length, tables.capacity()),
                ids,
                popular(weights),
                FallbackCoVisits.of(corpus, rows, weights),
                ExportedCatalogue.of(corpus, weights, details.items(), ids),
                savedModel -> SavedModelExport.write(tables, savedModel));
    }

    Corpus corpus() {
        return corpus;
    }

    NetworkSettings shape() {
        return shape;
    }

    /** Rows that can be recommended: with text all, else those with clicks, now or before. */
    int[] exportedRows() {
        boolean[] clicked = TrainingRun.clicked(corpus);
        return IntStream.range(0, clicked.length)
                .filter(row -> shape.variant().usesText() || clicked[row] || before(row) != null)
                .toArray();
    }

    /** What the version that the training began from knew of an item; null for nothing. */
    private float[] before(int row) {
        return first == null ? null : first.vector(corpus.itemIds().get(row));
    }

    /** The version that the training began from, as manifests name it; null for none. */
    String origin() {
        return first == null ? null : first.origin();
    }

    List<String> ids(int[] rows) {
        return IntStream.of(rows).mapToObj(corpus.itemIds()::get).toList();
    }

    /** The network and its tables for these rows of the corpus. */
    ServingMember member(int[] rows) {
        boolean usesText = shape.variant().usesText();
        return new ServingMember(
                shape,
                interaction(rows),
                weights.get(ItemTables.COLD),
                usesText ? text(rows) : null,
                preparation,
                weights);
    }

    private VectorTable text(int[] rows) {
        VectorTable exported = VectorTable.zeros(rows.length, corpus.text().width());
        for (int i = 0; i < rows.length; i++) {
            exported.setRow(i, corpus.text().row(rows[i]));
        }
        return exported;
    }

    private VectorTable interaction(int[] rows) {
        VectorTable learned =
                new VectorTable(shape.dimension(), weights.get(ItemTables.INTERACTION));
        float[] unclicked = weights.getOrDefault(ItemTables.COLD, new float[shape.dimension()]);
        VectorTable exported = VectorTable.zeros(rows.length, shape.dimension());
        boolean[] clicked = TrainingRun.clicked(corpus);
        for (int i = 0; i < rows.length; i++) {
            float[] before = clicked[rows[i]] ? learned.row(rows[i]) : before(rows[i]);
            exported.setRow(i, before == null ? unclicked : before);
        }
        return exported;
    }

    private Manifest manifest(ExportDetails details, int items, int capacity) {
        boolean usesText = shape.variant().usesText();
        return new Manifest(
                Manifest.FORMAT,
                details.name(),
                details.version(),
                settings.variant().code(),
                settings.backbone().code(),
                usesText ? corpus.encoder() : null,
                usesText ? details.template() : null,
                shape.dimension(),
                shape.rawTextWidth(),
                shape.maxLength(),
                items,
                capacity,
                details.dataFrom(),
                details.dataTo(),
                metrics(details),
                described(details),
                details.created(),
                Map.of());
    }

    private Map<String, Object> described(ExportDetails details) {
        Map<String, Object> described = new TreeMap<>(settings.asMap());
        if (first != null) {
            described.put(WARM_START, origin());
        }
        if (details.fallbackHalfLife() != null) {
            described.put(FALLBACK_HALF_LIFE, details.fallbackHalfLife().toString());
        }
        return described;
    }

    private Map<String, Double> metrics(ExportDetails details) {
        Map<String, Double> metrics = new TreeMap<>();
        if (validation.examples() > 0) {
            metrics.put("validation_recall@20", validation.recallAt20());
            metrics.put("validation_recall@100", validation.recallAt100());
            metrics.put("validation_mrr@20", validation.mrrAt20());
        }
        metrics.putAll(details.metrics());
        return metrics;
    }

    /** The most clicked items of the training sessions, most clicked first. */
    List<PopularItem> popular(ClickWeights weights) {
        double[] clicks = weights.clicks(corpus);
        return IntStream.range(0, clicks.length)
                .filter(row -> clicks[row] > 0)
                .mapToObj(row -> new PopularItem(corpus.itemIds().get(row), clicks[row]))
                .sorted(
                        Comparator.comparingDouble(PopularItem::clicks)
                                .reversed()
                                .thenComparing(PopularItem::itemId))
                .limit(POPULAR)
                .toList();
    }
}
