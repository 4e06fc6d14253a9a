package dev.semsr.app.cli;

import dev.semsr.app.replay.ClickProducer;
import dev.semsr.app.replay.EventTimes;
import dev.semsr.app.replay.Pace;
import dev.semsr.app.replay.Replay;
import dev.semsr.app.replay.ReplayReport;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a data set as clicks into a broker. */
@Command(
        name = "replay",
        description = "Send the clicks of a data set to Kafka.",
        footer = {
            "",
            "Clicks are keyed by session, in Avro single-object encoding, in the data set's order.",
            "Without --rate or --speed they go as fast as the broker takes them.",
            "Exit code 0 only if the broker acknowledged every click."
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private KafkaOptions kafka;

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(names = "--topic", defaultValue = "clicks", description = "Topic (${DEFAULT-VALUE}).")
    private String topic;

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private PaceOptions paces = new PaceOptions();

    @Option(
            names = "--shift-to-now",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Move all event times by one span, so that the newest click happens now: the job"
                            + " refuses very old clicks. Gaps stay as recorded (default: yes).")
    private boolean shiftToNow;

    @Option(
            names = "--limit",
            paramLabel = "CLICKS",
            description = "Send only so many, the first ones.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--id-suffix",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Append this to session and event ids. Clicks that are sent a second time under"
                            + " the same ids are duplicates, and a job does not answer them again.")
    private String suffix;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** Either of two ways to say how fast. */
    static final class PaceOptions {

        @Option(names = "--rate", paramLabel = "N", description = "Clicks a second.")
        private Double rate;

        @Option(
                names = "--speed",
                paramLabel = "X",
                description = "Recorded time, X times faster; 1 is as recorded.")
        private Double speed;

        Pace pace(Instant first) {
            if (rate != null) {
                return Pace.rate(rate);
            }
            return speed == null ? Pace.unlimited() : Pace.recorded(first, speed);
        }
    }

    /** What is printed with {@code --json}. */
    record Result(long sent, long acknowledged, double seconds, double rate) {}

    @Override
    public Integer call() {
        DatasetFolder folder = DatasetArgument.open(dataset, common.home());
        ReplayReport report = replay(folder);
        print(report);
        if (!report.isComplete()) {
            throw new CommandFailure(
                    "%d of %d clicks did not reach topic '%s' at %s: %s"
                            .formatted(
                                    report.sent() - report.acknowledged(),
                                    report.sent(),
                                    topic,
                                    kafka.client().get("bootstrap.servers"),
                                    report.firstFailure().getMessage()),
                    "Check that the broker is up, that the topic exists and its max.message.bytes,"
                            + " then replay again with --id-suffix.",
                    report.firstFailure());
        }
        return 0;
    }

    private ReplayReport replay(DatasetFolder folder) {
        var codec = SingleObjectCodec.of(Click.class);
        long total = Math.min(limit, folder.info().clicks());
        try (RecordStream<Click> clicks = folder.clicks();
                ClickProducer producer = producer(codec);
                CountedProgress progress =
                        common.terminal()
                                .counted("Replaying " + folder.info().name(), "clicks", total)) {
            var replay =
                    new Replay(producer, paces.pace(folder.info().firstClick()), times(folder));
            return replay.run(
                    renamed(clicks),
                    (click, due) -> progress.done(producer.acknowledged()),
                    () -> producer.sent() < limit && producer.failed() == 0);
        }
    }

    private ClickProducer producer(SingleObjectCodec<Click> codec) {
        Map<String, String> client = kafka.client();
        try {
            return new ClickProducer(topic, client, codec::encode);
        } catch (KafkaException failure) {
            throw KafkaOptions.noClient(failure);
        }
    }

    private EventTimes times(DatasetFolder folder) {
        return shiftToNow
                ? EventTimes.movedSoThat(folder.info().lastClick(), Instant.now())
                : EventTimes.asRecorded();
    }

    private Iterator<Click> renamed(Iterator<Click> clicks) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return clicks.hasNext();
            }

            @Override
            public Click next() {
                Click click = clicks.next();
                click.setSessionId(click.getSessionId() + suffix);
                click.setEventId(click.getEventId() + suffix);
                return click;
            }
        };
    }

    private void print(ReplayReport report) {
        double seconds = report.elapsed().toMillis() / 1000.0;
        if (json) {
            common.terminal()
                    .json(new Result(report.sent(), report.acknowledged(), seconds, report.rate()));
        } else {
            common.terminal()
                    .print(
                            "%,d clicks sent to '%s', %,d acknowledged, in %s (%,.0f/s)",
                            report.sent(),
                            topic,
                            report.acknowledged(),
                            CountedProgress.duration(
                                    Duration.ofMillis(report.elapsed().toMillis())),
                            report.rate());
        }
    }
}
