package dev.semsr.jobs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/** What savepoints and scripts depend on, as the golden files beside a test have it. */
public final class Released {

    private Released() {}

    /** A golden file beside a test. */
    public static String golden(Class<?> test, String name) throws IOException {
        try (var in = test.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Uid and name of each operator of a graph, sorted, one a line. */
    public static String operators(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(node -> node.getTransformationUID() + " | " + node.getOperatorName())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Uid of each operator with keyed state and what its keys are written by, a line each. */
    public static List<String> keys(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .filter(node -> node.getStateKeySerializer() != null)
                .map(node -> node.getTransformationUID() + " | " + keySerializer(node))
                .sorted()
                .toList();
    }

    private static String keySerializer(StreamNode node) {
        return node.getStateKeySerializer().getClass().getSimpleName();
    }

    /** Key and default of each option, one a line. */
    public static String options(List<ConfigOption<?>> options) {
        return options.stream()
                .map(option -> option.key() + " = " + option.defaultValue())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Asserts that every option that a class declares is listed, that none is listed twice, and
     * that each is described.
     *
     * @param listed the options of a job, which may be declared in several classes
     * @param declaring one of these classes
     */
    public static void assertListedOnceAndDescribed(
            List<ConfigOption<?>> listed, Class<?> declaring) throws IllegalAccessException {
        assertThat(listed)
                .doesNotHaveDuplicates()
                .containsAll(declaredIn(declaring))
                .allSatisfy(
                        option ->
                                assertThat(new HtmlFormatter().format(option.description()))
                                        .isNotBlank());
        assertThat(listed.stream().map(ConfigOption::key)).doesNotHaveDuplicates();
    }

    /** The options that are constants of a class. */
    public static List<ConfigOption<?>> declaredIn(Class<?> declaring)
            throws IllegalAccessException {
        List<ConfigOption<?>> declared = new ArrayList<>();
        for (Field field : declaring.getDeclaredFields()) {
            if (field.getType() == ConfigOption.class) {
                declared.add((ConfigOption<?>) field.get(null));
            }
        }
        return declared;
    }
}
