package dev.semsr.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A selector of Prometheus.
 *
 * @param name of the metric
 * @param labels patterns of the labels' values that it asks for
 */
record Series(String name, Map<String, Pattern> labels) {

    private static final Pattern SELECTOR =
            Pattern.compile("(flink_[A-Za-z0-9_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([A-Za-z0-9_]+)(=~|=)\"([^\"]*)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Everything that the alerts ask for. */
    static List<Series> ofAlerts() {
        return of(Checkout.yaml("docker/prometheus/alerts.yaml"));
    }

    /** Everything that the dashboard shows. */
    static List<Series> ofDashboard() {
        return of(Checkout.yaml("deploy/base/dashboard.json"));
    }

    private static List<Series> of(JsonNode page) {
        List<Series> series = new ArrayList<>();
        page.findValuesAsText("expr")
                .forEach(
                        expression -> {
                            Matcher selector = SELECTOR.matcher(expression);
                            while (selector.find()) {
                                series.add(of(selector.group(1), selector.group(2)));
                            }
                        });
        return series;
    }

    private static Series of(String name, String labels) {
        Map<String, Pattern> wanted = new LinkedHashMap<>();
        Matcher matcher = MATCHER.matcher(labels == null ? "" : labels);
        while (matcher.find()) {
            wanted.put(
                    matcher.group(1),
                    matcher.group(2).equals("=")
                            ? Pattern.compile(Pattern.quote(matcher.group(3)))
                            : Pattern.compile(matcher.group(3)));
        }
        return new Series(name, wanted);
    }

    /** What Flink's reporter says. */
    static String scrape(int port) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    /** Whether a scrape has at least one sample of it. */
    boolean isIn(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .anyMatch(this::hasLabels);
    }

    private boolean hasLabels(String sample) {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher matcher = MATCHER.matcher(sample);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(3));
        }
        return labels.entrySet().stream()
                .allMatch(
                        label ->
                                label.getValue()
                                        .matcher(found.getOrDefault(label.getKey(), ""))
                                        .matches());
    }
}
