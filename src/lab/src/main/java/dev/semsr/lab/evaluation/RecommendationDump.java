package dev.semsr.lab.evaluation;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.json.LabJson;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.lab.protocol.Protocol;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestSession;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the list that each click of the test part's sessions is answered with, as the job would:
 * from the newest clicks of the session, through the same recommender. One JSON object a line; see
 * {@link DumpedList}.
 */
public final class RecommendationDump {

    private static final int BATCH = 256;

    private final Recommender recommender;
    private final FallbackLadder fallback;

    /**
     * A dump through this recommender.
     *
     * @param fallback answers for sessions in which the model knows no item
     */
    public RecommendationDump(Recommender recommender, FallbackLadder fallback) {
        this.recommender = recommender;
        this.fallback = fallback;
    }

    /** A click that is to be answered. */
    private record Question(TestSession session, int clicks) {

        List<String> prefix() {
            return session.prefix(clicks, Protocol.NEWEST);
        }
    }

    /**
     * Writes the lists of all clicks of the test sessions.
     *
     * @return the number of lists
     */
    public long write(Scorer scorer, Split split, Path file, ProgressListener progress) {
        List<Question> questions = new ArrayList<>();
        for (TestSession session : split.sessions()) {
            for (int clicks = 1; clicks <= session.itemIds().size(); clicks++) {
                questions.add(new Question(session, clicks));
            }
        }
        ProgressMeter meter =
                new ProgressMeter(
                        progress, "Dumping " + scorer.version(), "lists", questions.size());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int from = 0; from < questions.size(); from += BATCH) {
                List<Question> batch =
                        questions.subList(from, Math.min(from + BATCH, questions.size()));
                write(scorer, batch, out);
                meter.add(batch.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The dump " + file + " cannot be written", e);
        }
        meter.finish();
        return questions.size();
    }

    private void write(Scorer scorer, List<Question> batch, BufferedWriter out) throws IOException {
        List<List<Candidate>> lists =
                recommender.recommend(
                        scorer, fallback, batch.stream().map(Question::prefix).toList());
        for (int i = 0; i < batch.size(); i++) {
            TestSession session = batch.get(i).session();
            int clicks = batch.get(i).clicks();
            DumpedList line =
                    new DumpedList(
                            session.session(),
                            clicks,
                            session.eventIds().get(clicks - 1),
                            lists.get(i).stream().map(DumpedList.Place::of).toList());
            out.write(LabJson.compact().writeValueAsString(line));
            out.newLine();
        }
    }

    /** Reads a dump back. */
    public static List<DumpedList> read(Path file) {
        try (MappingIterator<DumpedList> lines =
                LabJson.compact().readerFor(DumpedList.class).readValues(file.toFile())) {
            return lines.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("The dump " + file + " cannot be read", e);
        }
    }
}
