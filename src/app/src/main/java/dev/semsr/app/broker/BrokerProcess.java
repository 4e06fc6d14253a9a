package dev.semsr.app.broker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A single-node Kafka broker in a process of its own, for what cannot be shown inside one: being
 * stopped, killed, and started again on the same port with the same data.
 */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long STOP_SECONDS = 30;

    private final BrokerSettings settings;
    private Process process;

    /** A broker that is not started yet. */
    public BrokerProcess(BrokerSettings settings) {
        // A killed broker may return only when its old registration has run out.
        this.settings =
                settings.with("broker.heartbeat.interval.ms", "500")
                        .with("broker.session.timeout.ms", "4000");
    }

    /** Starts the broker and returns once clients are answered. */
    public void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(
                    "The broker on " + bootstrapServers() + " runs already.");
        }
        var storage = new BrokerStorage(settings);
        storage.format();
        process = launch(storage.writeProperties());
        awaitAnswer();
    }

    private Process launch(Path properties) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        List.of(
                                java,
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "kafka.Kafka",
                                properties.toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile()))
                .redirectInput(new File("/dev/null"));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot start a broker process", failure);
        }
    }

    private void awaitAnswer() {
        boolean answered =
                Clusters.awaitAnswer(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        START_LIMIT,
                        () -> process.isAlive());
        if (!answered) {
            close();
            throw new IllegalStateException(
                    "The broker process did not answer on "
                            + bootstrapServers()
                            + "; its log is "
                            + logFile());
        }
    }

    /** Asks the broker to stop, as an administrator would, and waits until it has. */
    public void stop() {
        process.destroy();
        await();
    }

    /** Ends the broker without a chance to tidy up, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The process, for what cannot be asked of a broker: to be frozen. */
    public Process process() {
        return process;
    }

    /** Whether the process is there now. */
    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Address for {@code bootstrap.servers}; the same after every start. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    private File logFile() {
        return settings.folder().resolve("broker.log").toFile();
    }

    /** Stops the broker if it runs. The data stays. */
    @Override
    public void close() {
        if (isRunning()) {
            stop();
        }
    }
}
