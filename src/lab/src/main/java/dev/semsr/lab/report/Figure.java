package dev.semsr.lab.report;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.evaluation.GroupMetrics;
import java.util.ArrayList;
import java.util.List;
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

    /** Recall and MRR at each cut-off of a group. */
    static List<Figure> of(GroupMetrics group) {
        List<Figure> figures = new ArrayList<>();
        for (CutoffMetrics at : group.at()) {
            int k = at.cutoff();
            figures.add(new Figure("Recall@" + k, k, true, g -> g.at(k).recall()));
            figures.add(new Figure("MRR@" + k, k, false, g -> g.at(k).mrr()));
        }
        return figures;
    }

    double in(GroupMetrics group) {
        return of.applyAsDouble(group);
    }
}
