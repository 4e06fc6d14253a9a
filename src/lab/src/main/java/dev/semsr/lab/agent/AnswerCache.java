package dev.semsr.lab.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.semsr.core.encoding.TextHash;
import dev.semsr.lab.agent.StoredAnswer.Question;
import dev.semsr.lab.json.LabJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers on disk, one file each, named by the SHA-256 of all that the answer depends on. A file
 * appears whole: it is written under another name and renamed. Thread-safe, also between processes.
 */
final class AnswerCache {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);

    private static final int FOLDER_DIGITS = 2;

    private final Path folder;

    AnswerCache(Path folder) {
        this.folder = folder;
    }

    /** The answer to a question, if it is there whole and belongs to the question. */
    Optional<StoredAnswer> find(Question question) {
        Path file = file(question);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            StoredAnswer stored =
                    LabJson.compact().readValue(Files.readString(file), StoredAnswer.class);
            if (stored.reply() != null && question.equals(stored.question())) {
                return Optional.of(stored);
            }
            LOG.warn("{} answers another question and is not used", file);
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged and is not used: {}", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
        return Optional.empty();
    }

    /** Keeps an answer. */
    void put(StoredAnswer answer) {
        Path file = file(answer.question());
        try {
            Files.createDirectories(file.getParent());
            Path aside = Files.createTempFile(file.getParent(), ".writing-", "");
            try {
                Files.writeString(aside, LabJson.text(answer));
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + file, e);
        }
    }

    private Path file(Question question) {
        String hash = TextHash.of(json(question)).hex();
        return folder.resolve(hash.substring(0, FOLDER_DIGITS)).resolve(hash + ".json");
    }

    private static String json(Question question) {
        try {
            return LabJson.compact().writeValueAsString(question);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A question has no JSON form", e);
        }
    }
}
