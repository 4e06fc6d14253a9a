package dev.semsr.it.stack;

import dev.semsr.app.replay.ClickProducer;
import dev.semsr.app.replay.EventTimes;
import dev.semsr.app.replay.Pace;
import dev.semsr.app.replay.Replay;
import dev.semsr.app.replay.ReplayReport;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.lab.evaluation.DumpedList;
import dev.semsr.lab.evaluation.RecommendationDump;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestSession;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The test sessions of a data set, offline and online.
 *
 * @param dataset folder of the data set
 */
public record TestReplay(Path dataset) {

    /** What {@code semsr evaluate --dump} writes for the clicks of the test sessions. */
    public List<DumpedList> dump(Artefact model, Split split, Path file) {
        TensorFlowNatives.load();
        try (DeviceScorer scorer = DeviceScorer.load(model)) {
            var recommender = new Recommender(new RankingSettings(20, true));
            new RecommendationDump(recommender, scorer.fallback())
                    .write(scorer, split, file, ProgressListener.silent());
        }
        return RecommendationDump.read(file);
    }

    /** Sends the clicks of the test sessions in the order in which they were recorded. */
    public void send(String bootstrapServers, String topic, Split split) {
        Set<String> sessions =
                split.sessions().stream().map(TestSession::session).collect(Collectors.toSet());
        var codec = SingleObjectCodec.of(Click.class);
        DatasetFolder folder = DatasetFolder.open(dataset);
        try (var producer =
                new ClickProducer(
                        topic, Map.of("bootstrap.servers", bootstrapServers), codec::encode)) {
            var times = EventTimes.movedSoThat(folder.info().lastClick(), Instant.now());
            ReplayReport report =
                    new Replay(producer, Pace.unlimited(), times)
                            .run(
                                    clicks(folder, sessions).iterator(),
                                    (click, due) -> {},
                                    () -> true);
            if (!report.isComplete()) {
                throw new IllegalStateException("Clicks were lost", report.firstFailure());
            }
        }
    }

    private static List<Click> clicks(DatasetFolder folder, Set<String> sessions) {
        List<Click> clicks = new ArrayList<>();
        try (RecordStream<Click> stream = folder.clicks()) {
            while (stream.hasNext()) {
                Click click = stream.next();
                if (sessions.contains(click.getSessionId())) {
                    clicks.add(click);
                }
            }
        }
        return clicks;
    }
}
