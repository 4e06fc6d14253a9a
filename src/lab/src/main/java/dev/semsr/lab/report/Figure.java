package dev.semsr.lab.report;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.evaluation.GroupMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a group of cases, such as {@code Recall@20}.
 *
 * @param name what it is called
 * @param cutoff at which cut-off
 * @param recall whether it is a recall, which chance has too
 * @param of takes the figure from a group
 */
record Figure(String name, int cutoff, boolean recall, ToDoubleFunction<GroupMetrics> of) {

    private static final Set<Integer> SHOWN = Set.of(20, 100);

    /** Recall and MRR at 20 and 100; the other cut-offs are in the file of figures. */
    static List<Figure> of(GroupMetrics group) {
        List<Figure> figures = new ArrayList<>();
        for (CutoffMetrics at : group.at()) {
            int k = at.cutoff();
            if (!SHOWN.contains(k)) {
                continue;
            }
            figures.add(new Figure("Recall@" + k, k, true, g -> g.at(k).recall()));
            figures.add(new Figure("MRR@" + k, k, false, g -> g.at(k).mrr()));
        }
        return figures;
    }

    double in(GroupMetrics group) {
        return of.applyAsDouble(group);
    }
}
