package dev.semsr.jobs.quality;

import dev.semsr.core.quality.Judgement;
import org.apache.flink.api.common.functions.MapFunction;

/** Adds to a judgement what its item is to the version. */
final class ItemKinds implements MapFunction<Judgement, Judged> {

    private static final long serialVersionUID = 1L;

    private final ClickedItems items;

    /** Asks these items. */
    ItemKinds(ClickedItems items) {
        this.items = items;
    }

    @Override
    public Judged map(Judgement judgement) {
        return new Judged(judgement, items.kind(judgement.version(), judgement.itemId()));
    }
}
