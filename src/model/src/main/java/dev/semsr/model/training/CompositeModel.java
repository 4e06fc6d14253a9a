package dev.semsr.model.training;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.ArtefactWriter;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.export.Combination;
import dev.semsr.model.export.SavedModelExport;
import dev.semsr.model.export.ServingMember;
import dev.semsr.model.export.ServingTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Networks that were trained apart and serve as one model: one artefact, one call.
 *
 * @param variant name of the whole, such as {@code semsr-f+}
 * @param members the networks, trained from one corpus
 * @param combination how their scores become one list
 * @param behaviour weights of what clicks alone tell, in a sum
 */
public record CompositeModel(
        String variant,
        List<TrainedModel> members,
        Combination combination,
        BehaviourWeights behaviour)
        implements ServableModel {

    /** Checks that the networks belong together. */
    public CompositeModel {
        members = List.copyOf(members);
        for (TrainedModel member : members) {
            requireSame(members.get(0), member);
        }
    }

    /**
     * SemSR-F+: the list of one network, its best put in the order of another.
     *
     * @param depth how many of the best
     */
    public static CompositeModel reranked(TrainedModel fused, TrainedModel behaviour, int depth) {
        return new CompositeModel(
                "semsr-f+",
                List.of(fused, behaviour),
                new Combination.Rerank(depth),
                BehaviourWeights.NONE);
    }

    /**
     * A weighted sum of networks and of what clicks alone tell, with the weights that rank the
     * validation examples best.
     *
     * @param variant name of the whole
     * @param members the networks, trained from one corpus that has validation examples
     * @param withBehaviour whether co-visits, trend and repeats may take part
     */
    public static CompositeModel blended(
            String variant, List<TrainedModel> members, boolean withBehaviour) {
        BlendSelection.Chosen chosen = BlendSelection.of(variant, members, withBehaviour);
        return new CompositeModel(
                variant, members, new Combination.Sum(chosen.networks()), chosen.behaviour());
    }

    private static void requireSame(TrainedModel first, TrainedModel other) {
        if (!first.corpus().itemIds().equals(other.corpus().itemIds())
                || first.corpus().sessions().size() != other.corpus().sessions().size()) {
            throw new IllegalArgumentException(
                    "Networks of one model must be trained on the same data, but one knows "
                            + first.corpus().itemIds().size()
                            + " items and another "
                            + other.corpus().itemIds().size());
        }
        if (first.shape().maxLength() != other.shape().maxLength()) {
            throw new IllegalArgumentException(
                    "Networks of one model must look at the same number of clicks, but one looks at"
                            + " "
                            + first.shape().maxLength()
                            + " and another at "
                            + other.shape().maxLength());
        }
    }

    /**
     * Writes the whole as an artefact, as {@link TrainedModel#export} does one network.
     *
     * @param folder must not exist yet
     */
    @Override
    public Artefact export(Path folder, ExportDetails details) {
        int[] rows = exportedRows();
        ServingTables serving = tables(rows);
        List<String> ids = members.get(0).ids(rows);
        Corpus corpus = members.get(0).corpus();
        ClickWeights weights = ClickWeights.of(corpus, details.fallbackHalfLife());
        return ArtefactWriter.write(
                folder,
                manifest(details, serving, rows.length),
                ids,
                members.get(0).popular(weights),
                FallbackCoVisits.of(corpus, rows, weights),
                ExportedCatalogue.of(corpus, weights, details.items(), ids),
                savedModel -> SavedModelExport.write(serving, savedModel));
    }

    ServingTables tables(int[] rows) {
        List<ServingMember> tables = members.stream().map(m -> m.member(rows)).toList();
        return new ServingTables(
                ServingTables.capacity(rows.length),
                tables,
                combination,
                behaviour.terms(members.get(0).corpus(), rows));
    }

    /** What any of the networks can recommend. */
    int[] exportedRows() {
        return members.stream()
                .map(TrainedModel::exportedRows)
                .reduce((a, b) -> a.length >= b.length ? a : b)
                .orElseThrow();
    }

    private Manifest manifest(ExportDetails details, ServingTables serving, int items) {
        TrainedModel text =
                members.stream()
                        .filter(m -> m.shape().variant().usesText())
                        .findFirst()
                        .orElse(null);
        return new Manifest(
                Manifest.FORMAT,
                details.name(),
                details.version(),
                variant,
                members.stream().map(CompositeModel::code).collect(Collectors.joining(",")),
                text == null ? null : text.corpus().encoder(),
                text == null ? null : details.template(),
                members.stream().mapToInt(m -> m.shape().dimension()).sum(),
                text == null ? 0 : text.shape().rawTextWidth(),
                members.get(0).shape().maxLength(),
                items,
                serving.capacity(),
                details.dataFrom(),
                details.dataTo(),
                details.metrics(),
                settings(details),
                details.created(),
                Map.of());
    }

    private static String code(TrainedModel member) {
        return member.settings().variant().code() + "-" + member.settings().backbone().code();
    }

    private Map<String, Object> settings(ExportDetails details) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("combination", String.valueOf(combination));
        settings.put("coVisitWeight", String.valueOf(behaviour.coVisits()));
        settings.put("trendWeight", String.valueOf(behaviour.trend()));
        settings.put("repeatWeight", String.valueOf(behaviour.repeat()));
        if (members.get(0).origin() != null) {
            settings.put(TrainedModel.WARM_START, members.get(0).origin());
        }
        if (details.fallbackHalfLife() != null) {
            settings.put(TrainedModel.FALLBACK_HALF_LIFE, details.fallbackHalfLife().toString());
        }
        for (int i = 0; i < members.size(); i++) {
            settings.put("member" + i, members.get(i).settings().asMap());
        }
        return settings;
    }
}
