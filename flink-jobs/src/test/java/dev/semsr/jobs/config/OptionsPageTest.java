package dev.semsr.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.refresh.RefreshOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OptionsPageTest {

    /** Set to true, as in {@code mvn test -pl flink-jobs -am -Ddocs.update=true}, to write it. */
    private static final String UPDATE = "docs.update";

    private static final Path PAGE = Path.of("../docs/options.md");

    private static final String INTRODUCTION =
            """
            # Options of the main job

            Written from the code, see `RecommendOptions`; do not edit. How options are given, and how those of
            Flink and of the Kafka clients are passed through, is in [operations](operations.md).

            """;

    private static final String REFRESH =
            """

            # Options of the refresh job

            Written from `RefreshOptions`.

            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page =
                INTRODUCTION
                        + OptionsPage.markdown(RecommendOptions.all())
                        + REFRESH
                        + OptionsPage.markdown(RefreshOptions.all());
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("%s is not what the code says; write it anew with -D%s=true", PAGE, UPDATE)
                .isEqualTo(page);
    }
}
