package dev.semsr.lab.experiment;

import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.protocol.TestCase;
import dev.semsr.model.device.DeviceScorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Measures artefacts as the job would serve them, on sessions of the test part. */
final class ServingMeter {

    private static final int CALLS = 200;
    private static final int BATCH_CALLS = 50;
    private static final int K = 50;
    private static final double MILLISECOND = 1e6;

    private final List<List<String>> sessions;

    ServingMeter(List<TestCase> cases) {
        sessions = cases.stream().limit(CALLS).map(TestCase::prefix).toList();
    }

    ServingCost measure(String model, Path artefact) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return new ServingCost(
                    model,
                    size(artefact),
                    median(scorer, 1, CALLS),
                    median(scorer, ServingCost.BATCH, BATCH_CALLS));
        }
    }

    private double median(Scorer scorer, int batch, int calls) {
        long[] nanos = new long[calls];
        for (int call = 0; call < calls; call++) {
            List<List<String>> asked = asked(call, batch);
            long begun = System.nanoTime();
            scorer.recommend(asked, K);
            nanos[call] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[calls / 2] / MILLISECOND;
    }

    private List<List<String>> asked(int call, int batch) {
        return Stream.iterate(call * batch, place -> place + 1)
                .limit(batch)
                .map(place -> sessions.get(place % sessions.size()))
                .toList();
    }

    static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The size of " + folder + " cannot be told", e);
        }
    }
}
