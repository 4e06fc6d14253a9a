package dev.semsr.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SessionErasure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph, as it runs in production, with its real files. */
class ArchiveJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final Instant START = Instant.parse("2026-06-01T22:00:00Z");
    private static final int SESSIONS = 120;
    private static final int CLICKS = 3;
    private static final AtomicInteger ATTEMPTS = new AtomicInteger();

    @TempDir Path folder;

    private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    @Test
    void afterAFailureNoClickIsLostAndNoneIsThereTwice() throws Exception {
        ATTEMPTS.set(0);

        run(failing(clicks(), 250), 2);

        List<ArchivedSession> archived = read("sessions", ArchivedSession.class);
        List<String> events =
                archived.stream()
                        .flatMap(session -> session.getClicks().stream())
                        .map(ArchivedClick::getEventId)
                        .toList();
        assertThat(ATTEMPTS).hasValue(2);
        assertThat(events).hasSize(SESSIONS * CLICKS).doesNotHaveDuplicates();
        assertThat(archived)
                .hasSize(SESSIONS)
                .extracting(SessionArchiverTest::items)
                .containsOnly(List.of("item-0", "item-1", "item-2"));
    }

    @Test
    void sessionsLieInTheFolderOfTheDayTheyEndedOn() throws Exception {
        Instant midnight = Instant.parse("2026-06-02T00:00:00Z");
        run(
                source(
                        List.of(
                                bytes(click("e1", "before", midnight.minusSeconds(60))),
                                bytes(click("e2", "across", midnight.minusSeconds(30))),
                                bytes(click("e3", "across", midnight.plusSeconds(30))))),
                1);

        assertThat(ids(folder.resolve("sessions/day=2026-06-01"))).containsExactly("before");
        assertThat(ids(folder.resolve("sessions/day=2026-06-02"))).containsExactly("across");
    }

    @Test
    void whatMustNotBeKeptIsNotInTheFiles() throws Exception {
        Click refused = click("e1", "silent", START);
        refused.setConsent(false);
        Click erase = click("e3", "erased", START.plusSeconds(5));
        erase.setAction(Action.ERASE);
        run(
                source(
                        List.of(
                                bytes(refused),
                                bytes(click("e2", "erased", START)),
                                bytes(erase),
                                bytes(click("e4", "kept", START)),
                                "no click".getBytes(StandardCharsets.UTF_8))),
                1);

        assertThat(read("sessions", ArchivedSession.class))
                .extracting(ArchivedSession::getSessionId)
                .containsExactly("kept");
        assertThat(read("erasures", SessionErasure.class))
                .extracting(SessionErasure::getSessionId)
                .containsExactly("erased");
        assertThat(deadLetters.elements()).hasSize(1);
    }

    private void run(Source<RawRecord, ?, ?> clicks, int parallelism) throws Exception {
        Configuration config =
                new Configuration()
                        .set(ArchiveOptions.MAX_DELAY, Duration.ofMinutes(1))
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50))
                        .set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(5))
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        ArchiveJob.defaults(env, config);
        env.setParallelism(parallelism);
        ArchiveFiles files = new ArchiveFiles(folder.toUri().toString());
        ArchiveJob.define(
                env,
                ArchiveSettings.from(config),
                new ArchiveEndpoints(clicks, files.sessions(), files.erasures(), deadLetters));
        env.execute("test");
    }

    /** Sessions of three clicks; one begins every two minutes, so that they overlap. */
    private static List<byte[]> clicks() {
        record At(Instant time, byte[] click) {}
        List<At> all = new ArrayList<>();
        for (int s = 0; s < SESSIONS; s++) {
            for (int i = 0; i < CLICKS; i++) {
                Instant time = START.plus(Duration.ofMinutes(2L * s + 5L * i));
                Click click = Records.click("e-" + s + "-" + i, "s-" + s, "item-" + i, time);
                all.add(new At(time, bytes(click)));
            }
        }
        return all.stream()
                .sorted(java.util.Comparator.comparing(At::time))
                .map(At::click)
                .toList();
    }

    private static Source<RawRecord, ?, ?> source(List<byte[]> values) {
        Records records = new Records();
        values.forEach(records::add);
        return records.source();
    }

    /** A few records a checkpoint; the first attempt fails at a record. */
    private static Source<RawRecord, ?, ?> failing(List<byte[]> values, int at) {
        GeneratorFunction<Long, RawRecord> records =
                index -> {
                    if (index == at && ATTEMPTS.incrementAndGet() == 1) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    return Records.record(index, values.get(index.intValue()));
                };
        return new DataGeneratorSource<>(
                records,
                values.size(),
                RateLimiterStrategy.perCheckpoint(50),
                TypeInformation.of(RawRecord.class));
    }

    private static Click click(String eventId, String sessionId, Instant time) {
        return Records.click(eventId, sessionId, "a", time);
    }

    private static byte[] bytes(Click click) {
        return Records.bytes(click);
    }

    private static List<String> ids(Path day) throws IOException {
        return read(day, ArchivedSession.class).stream()
                .map(ArchivedSession::getSessionId)
                .toList();
    }

    private <T> List<T> read(String kind, Class<T> type) throws IOException {
        return read(folder.resolve(kind), type);
    }

    /** What a reader sees: files whose names do not begin with a dot. */
    private static <T> List<T> read(Path root, Class<T> type) throws IOException {
        List<T> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(ArchiveJobTest::isShown).toList()) {
                try (var reader =
                        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(type))) {
                    reader.forEach(all::add);
                }
            }
        }
        return all;
    }

    private static boolean isShown(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.startsWith(".") && name.endsWith(".avro");
    }
}
