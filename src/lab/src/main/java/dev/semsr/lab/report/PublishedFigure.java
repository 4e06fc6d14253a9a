package dev.semsr.lab.report;

import java.util.List;
import java.util.Locale;

/**
 * A figure that others have published on the session benchmarks, in per cent.
 *
 * @param name name of the model there
 * @param model its name here
 * @param dataset the data set
 * @param recall Recall@20
 * @param mrr MRR@20
 * @param source where it stands
 */
record PublishedFigure(
        String name, String model, String dataset, double recall, double mrr, String source) {

    private static final String DIGINETICA = "diginetica";
    private static final String YOOCHOOSE = "yoochoose-1-64";
    private static final String NISER = "Gupta et al. 2019, arXiv 1909.04276";
    private static final String POPULAR = "Hindawi 9290576, table 5";

    private static final List<PublishedFigure> ALL =
            List.of(
                    new PublishedFigure("NISER+", "base/niser+", DIGINETICA, 53.39, 18.72, NISER),
                    new PublishedFigure("NISER+", "base/niser+", YOOCHOOSE, 71.27, 31.61, NISER),
                    new PublishedFigure(
                            "MSGAT, as reported with whole test batches in view",
                            "base/msgat",
                            DIGINETICA,
                            66.97,
                            26.91,
                            "MGCOT, table 2"),
                    new PublishedFigure("POP", "popularity", YOOCHOOSE, 6.71, 1.65, POPULAR),
                    new PublishedFigure(
                            "S-POP", "session-popularity", YOOCHOOSE, 30.44, 18.35, POPULAR));

    /** The figures on a data set. */
    static List<PublishedFigure> of(String dataset) {
        return ALL.stream().filter(figure -> figure.dataset.equals(dataset)).toList();
    }

    /** For people. */
    String text() {
        return String.format(Locale.ROOT, "%.2f / %.2f", recall, mrr);
    }
}
