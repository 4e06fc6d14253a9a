package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.kafka.ParallelismCheck;
import dev.semsr.jobs.recommend.RecommendJob;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A parallelism that makes no sense is noticed at the start. */
@ExtendWith(SharedBroker.class)
class ParallelismCheckIT {

    @Test
    void moreReadersThanPartitionsAreNamed(EmbeddedBroker broker) {
        String clicks = JobTopics.create(broker.bootstrapServers(), 3).clicks();
        Properties client = new Properties();
        client.put("bootstrap.servers", broker.bootstrapServers());

        assertThat(ParallelismCheck.idleReaders(client, clicks, 5))
                .hasValueSatisfying(
                        said ->
                                assertThat(said)
                                        .contains("Parallelism 5")
                                        .contains(clicks + " has 3 partitions")
                                        .contains("2 readers are idle"));
        assertThat(ParallelismCheck.idleReaders(client, clicks, 3)).isEmpty();
        assertThat(ParallelismCheck.idleReaders(client, "no-such-topic", 5)).isEmpty();
    }

    @Test
    void aParallelismAboveTheHighestIsRefused(EmbeddedBroker broker) {
        Configuration options =
                Configuration.fromMap(
                        Map.of(
                                "kafka.bootstrap.servers", broker.bootstrapServers(),
                                "model.store", "no-such-store",
                                "model.name", "m",
                                "job.max-parallelism", "8"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(9);

        assertThatThrownBy(() -> RecommendJob.prepare(env, options))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("parallelism 9, above option 'job.max-parallelism' (8)");
    }
}
