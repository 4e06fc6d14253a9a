package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** The page of the job's options is made from the options themselves. */
class OptionsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "job-options.md");

    /** Run with {@code -Dsemsr.write-docs=true} to write the page anew. */
    @Test
    void pageOfOptionsSaysWhatTheOptionsSay() throws IOException {
        String expected = page();
        if (Boolean.getBoolean("semsr.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE).hasContent(expected);
    }

    private static String page() {
        return RecommendOptions.all().stream()
                .map(OptionsPageTest::row)
                .collect(
                        Collectors.joining(
                                "\n",
                                """
                                # Options of `jobs recommend`

                                Made from the code by `mvn test -pl flink-jobs -am -Dtest=OptionsPageTest \
                                -Dsurefire.failIfNoSpecifiedTests=false -Dsemsr.write-docs=true`.
                                How to give them stands in [operations](../operations.md).

                                | option | default | meaning |
                                | --- | --- | --- |
                                """,
                                "\n"));
    }

    private static String row(ConfigOption<?> option) {
        return "| `%s` | %s | %s |"
                .formatted(
                        option.key(),
                        value(option.defaultValue()),
                        new HtmlFormatter().format(option.description()));
    }

    private static String value(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof Duration duration) {
            text = TimeUtils.formatWithHighestUnit(duration);
        } else if (value instanceof MemorySize size) {
            text = size.toHumanReadableString();
        }
        return "`" + text + "`";
    }
}
