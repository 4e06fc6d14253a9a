package dev.semsr.lab.coldreplay;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A trained artefact, changed as a running job changes it: an item comes by the signature {@code
 * upsert}, with nothing but its text vector.
 */
public final class ServedModel implements ReplayedModel {

    private final String name;
    private final DeviceScorer scorer;
    private final Function<String, float[]> texts;

    /**
     * Loads an artefact.
     *
     * @param texts the text vector of an item, as the encoder made it; not asked for by a model
     *     without text
     */
    public ServedModel(String name, Path artefact, Function<String, float[]> texts) {
        this.name = name;
        this.texts = texts;
        scorer = DeviceScorer.load(artefact);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void withdraw(List<String> itemIds) {
        scorer.retire(itemIds);
    }

    @Override
    public void publish(String itemId) {
        float[] vector = scorer.manifest().usesText() ? texts.apply(itemId) : null;
        scorer.upsert(List.of(new ItemText(itemId, vector)));
    }

    @Override
    public void clicked(String itemId) {} // a served model does not learn

    @Override
    public List<String> recommend(List<String> session, int k) {
        return scorer.recommend(List.of(session), k).get(0).stream()
                .map(ScoredItem::itemId)
                .toList();
    }

    @Override
    public void close() {
        scorer.close();
    }
}
