package dev.semsr.jobs.quality;

import dev.semsr.core.quality.Judgement;

/**
 * A judgement, with what its item is to the version.
 *
 * @param judgement what a click says about a list
 * @param items whether the version was trained on the clicked item
 */
public record Judged(Judgement judgement, ClickedItems.Kind items) {

    /** All that a report is about. */
    String reportKey() {
        return String.join(
                "|", judgement.version(), judgement.variant(), judgement.source(), items.name());
    }
}
