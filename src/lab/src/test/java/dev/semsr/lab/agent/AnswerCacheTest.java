package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.agent.StoredAnswer.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerCacheTest {

    @TempDir private Path folder;

    private static Question question(String model, Double temperature, int tokens, String text) {
        return new Question(
                model,
                temperature,
                tokens,
                AnswerFormat.SCHEMA,
                List.of(new Turn(Turn.Role.USER, text)));
    }

    private static final Question ASKED = question("tiny", 0.0, 10, "what?");

    private AnswerCache stored() {
        AnswerCache cache = new AnswerCache(folder);
        Reply reply = new Reply("that", Reply.Ending.DONE, 1, 2);
        cache.put(new StoredAnswer(ASKED, reply, Instant.EPOCH));
        return cache;
    }

    @Test
    void anAnswerIsFoundByModelParametersAndPromptTogether() {
        AnswerCache cache = stored();

        assertThat(cache.find(ASKED)).get().extracting(s -> s.reply().text()).isEqualTo("that");
        assertThat(
                        Stream.of(
                                question("other", 0.0, 10, "what?"),
                                question("tiny", null, 10, "what?"),
                                question("tiny", 0.0, 11, "what?"),
                                question("tiny", 0.0, 10, "what then?")))
                .allSatisfy(other -> assertThat(cache.find(other)).isEmpty());
    }

    @Test
    void aDamagedFileIsAsIfItWereNotThereAndIsReplaced() throws IOException {
        AnswerCache cache = stored();
        Path file;
        try (Stream<Path> files = Files.walk(folder)) {
            file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Files.writeString(file, Files.readString(file).substring(0, 20));

        assertThat(cache.find(ASKED)).isEmpty();
        assertThat(stored().find(ASKED)).isPresent();
        assertThat(Shop.files(folder)).hasSize(1);
    }
}
