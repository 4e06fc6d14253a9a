package dev.semsr.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArgumentsTest {

    @TempDir private Path folder;

    @Test
    void bothSpellingsAreRead() {
        assertThat(JobArguments.parse("--a.b", "1", "--c=d=e").toMap())
                .isEqualTo(Map.of("a.b", "1", "c", "d=e"));
    }

    @Test
    void aNegativeNumberIsAValue() {
        assertThat(JobArguments.parse("--a", "-1").toMap()).isEqualTo(Map.of("a", "-1"));
    }

    @Test
    void argumentsWinOverTheFile() throws IOException {
        Path file = folder.resolve("job.conf");
        Files.writeString(file, "# comment\nmodel.name: beauty\nranking.top-k=5\n");

        assertThat(JobArguments.parse("--config", file.toString(), "--ranking.top-k", "7").toMap())
                .isEqualTo(Map.of("model.name", "beauty", "ranking.top-k", "7"));
    }

    @Test
    void whatIsNoOptionIsNamed() {
        assertThatThrownBy(() -> JobArguments.parse("model.name", "beauty"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'model.name' is no option");
        assertThatThrownBy(() -> JobArguments.parse("--model.name"))
                .hasMessageContaining("'model.name' has no value");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> JobArguments.parse("--config", "/no/such/file"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("/no/such/file");
    }
}
