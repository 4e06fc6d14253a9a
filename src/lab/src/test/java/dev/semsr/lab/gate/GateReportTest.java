package dev.semsr.lab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.evaluation.ShownItems;
import dev.semsr.lab.json.LabJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateReportTest {

    private final EvaluationResult running = result("shop/1", 0.50, 0.20, 0.40, 0.10, 100);

    @Test
    void aVersionThatIsAsGoodPasses() {
        GateReport report = report(result("shop/2", 0.50, 0.20, 0.40, 0.10, 100));

        assertThat(report.passes()).isTrue();
        assertThat(report.drops()).isEmpty();
        assertThat(report.changes())
                .extracting(MetricChange::metric)
                .containsExactly("Recall@20", "MRR@20", "coverage@20", "Recall@20 unseen items");
    }

    @Test
    void aLossWithinTheToleranceIsAllowedAndOneBeyondItIsNot() {
        assertThat(report(result("shop/2", 0.476, 0.20, 0.40, 0.10, 100)).passes()).isTrue();
        assertThat(report(result("shop/2", 0.474, 0.20, 0.40, 0.10, 100)).drops())
                .containsExactly("Recall@20");
    }

    @Test
    void everyMetricCanRefuseAVersion() {
        assertThat(report(result("shop/2", 0.4, 0.1, 0.1, 0.01, 100)).drops())
                .containsExactly("Recall@20", "MRR@20", "coverage@20", "Recall@20 unseen items");
    }

    @Test
    void unseenItemsCountOnlyWhereThereAreAny() {
        EvaluationResult none = result("shop/1", 0.50, 0.20, 0.40, Double.NaN, 0);

        assertThat(GateReport.of(none, none, "shop", 0.05, false).changes()).hasSize(3);
    }

    @Test
    void aDropCanBeForcedAndTheReportSaysSo() {
        GateReport report =
                GateReport.of(
                        result("shop/2", 0.1, 0.2, 0.4, 0.1, 100), running, "shop", 0.05, true);

        assertThat(report.passes()).isTrue();
        assertThat(report.drops()).containsExactly("Recall@20");
        assertThat(report.toJson()).contains("\"forced\" : true", "\"running\" : \"shop/1\"");
    }

    @Test
    void theReportCanBeReadBack() throws Exception {
        GateReport report = report(running);

        assertThat(LabJson.compact().readValue(report.toJson(), GateReport.class).changes())
                .isEqualTo(report.changes());
    }

    private GateReport report(EvaluationResult candidate) {
        return GateReport.of(candidate, running, "shop", 0.05, false);
    }

    private static EvaluationResult result(
            String version, double recall, double mrr, double coverage, double unseen, long cold) {
        GroupMetrics all = group(1000, recall, mrr);
        return new EvaluationResult(
                version,
                "base/niser",
                100,
                false,
                all,
                all,
                group(cold, unseen, unseen),
                Map.of(),
                Map.of(),
                new ShownItems(coverage, 0.5, 0.5),
                0,
                1);
    }

    private static GroupMetrics group(long cases, double recall, double mrr) {
        return new GroupMetrics(cases, List.of(new CutoffMetrics(20, recall, mrr, mrr)));
    }
}
