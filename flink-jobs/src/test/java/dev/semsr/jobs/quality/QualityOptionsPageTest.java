package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.config.OptionsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QualityOptionsPageTest {

    /** Set to true, as in {@code mvn test -pl flink-jobs -am -Ddocs.update=true}, to write it. */
    private static final String UPDATE = "docs.update";

    private static final Path PAGE = Path.of("../docs/options-quality.md");

    private static final String INTRODUCTION =
            """
            # Options of the quality job

            Written from the code, see `QualityOptions`; do not edit. What the job does is in [live quality](quality.md).

            """;

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        String page = INTRODUCTION + OptionsPage.markdown(QualityOptions.all());
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("%s is not what the code says; write it anew with -D%s=true", PAGE, UPDATE)
                .isEqualTo(page);
    }
}
