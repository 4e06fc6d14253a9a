package dev.semsr.it.deploy;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.FreePorts;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Alerts and the dashboard ask for series that the running job really has, under the very names and
 * labels.
 */
@ExtendWith({SharedBroker.class, SharedShop.class})
class AlertMetricsIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String REPORTER =
            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

    @Test
    void everySeriesOfTheAlertsAndTheDashboardIsThere(EmbeddedBroker broker, TrainedShop shop)
            throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        int port = FreePorts.next();
        try (var job =
                        JobUnderTest.start(
                                broker.bootstrapServers(), topics, Map.of(), reporter(port));
                var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            sender.send(click("known", "e1", shop.knownItems().get(0)).build());
            sender.send(click("unknown", "e2", "no such item").build());
            sender.send("bad", new byte[] {1});
            answers.awaitAll(List.of("e1", "e2"), LIMIT);
            answers.awaitDeadLetters(1, LIMIT);

            List<Series> wanted = new ArrayList<>(Series.ofAlerts());
            assertThat(wanted).hasSizeGreaterThan(8);
            wanted.addAll(Series.ofDashboard());
            assertThat(wanted).hasSizeGreaterThan(24);
            Awaitility.await("series of the alerts and the dashboard")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> {
                                String scrape = Series.scrape(port);
                                assertThat(wanted).allMatch(series -> series.isIn(scrape));
                            });
            assertThat(health(port)).isZero();
            assertThat(job.restarts()).isZero();
        }
        assertThat(health(port)).as("health when Flink is gone").isNotZero();
    }

    private static Configuration reporter(int port) {
        return Configuration.fromMap(
                Map.of(
                        "metrics.reporter.prom.factory.class",
                        REPORTER,
                        "metrics.reporter.prom.port",
                        Integer.toString(port)));
    }

    /** Exit code of the images' health check. */
    private static int health(int port) throws Exception {
        String script = Checkout.path("docker/healthcheck.sh").toString();
        return new ProcessBuilder("bash", script, Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start()
                .waitFor();
    }
}
