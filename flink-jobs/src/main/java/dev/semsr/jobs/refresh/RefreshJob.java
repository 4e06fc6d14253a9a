package dev.semsr.jobs.refresh;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.encoding.NamedEncoderSource;
import dev.semsr.jobs.recommend.JobDefaults;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.model.encoder.EncoderSpec;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The refresh job: an item in, its text vector and attributes out. */
public final class RefreshJob {

    private RefreshJob() {}

    /**
     * Runs the job with the given options, see {@link RefreshOptions}.
     *
     * @param args {@code --key value}, {@code --key=value} or {@code --config FILE}
     */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        prepare(env, config);
        env.execute(config.get(RefreshOptions.JOB_NAME));
    }

    /**
     * Starts the job in an environment and returns at once.
     *
     * @param env a local, an embedded or a remote environment
     * @param config the options
     * @return the running job
     * @throws InvalidOptionException if an option is missing or wrong
     * @throws Exception if the job cannot be submitted
     */
    public static JobClient run(StreamExecutionEnvironment env, Configuration config)
            throws Exception {
        prepare(env, config);
        return env.executeAsync(config.get(RefreshOptions.JOB_NAME));
    }

    /**
     * Checks the options, makes the real source and sinks and wires the graph; executes nothing.
     *
     * @throws InvalidOptionException if an option is missing or wrong
     */
    public static void prepare(StreamExecutionEnvironment env, Configuration config) {
        OptionChecks.checkKeysAndTypes(config, RefreshOptions.all());
        RefreshSettings settings = RefreshSettings.from(config);
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        kafka.check();
        NamedEncoderSource encoder = encoder(config);
        JobDefaults.apply(env, config, RefreshOptions.all());
        define(
                env,
                settings,
                new RefreshEndpoints(
                        items(config, kafka), kafka.itemVectors(), kafka.deadLetters(), encoder));
    }

    private static Source<RawRecord, ?, ?> items(Configuration config, KafkaEndpoints kafka) {
        Optional<String> file = config.getOptional(RefreshOptions.ITEMS_FILE);
        if (file.isEmpty()) {
            return kafka.items();
        }
        return FileSource.forRecordStreamFormat(
                        new ItemFileFormat(file.get()), new Path(file.get()))
                .build();
    }

    /**
     * Wires the graph between the given ends.
     *
     * @param env the environment; only its maximum parallelism is changed
     * @param settings what the operators do
     * @param ends where records come from and go to
     */
    public static void define(
            StreamExecutionEnvironment env, RefreshSettings settings, RefreshEndpoints ends) {
        env.setMaxParallelism(settings.maxParallelism());
        SingleOutputStreamOperator<ItemChange> changes = changes(env, settings, ends);
        SingleOutputStreamOperator<ItemVectorChange> vectors =
                changes.keyBy(ItemChange::getItemId)
                        .transform(
                                "Refresh items",
                                TypeInformation.of(ItemVectorChange.class),
                                new RefreshOperatorFactory(ends.encoder(), settings))
                        .uid(Uids.REFRESH);
        vectors.sinkTo(ends.itemVectors()).uid(Uids.ITEM_VECTORS_SINK).name("Item vectors");
        DataStream<DeadLetter> refused = vectors.getSideOutput(ItemDecoder.DEAD_LETTERS);
        changes.getSideOutput(ItemDecoder.DEAD_LETTERS)
                .union(refused)
                .sinkTo(ends.deadLetters())
                .uid(Uids.DEAD_LETTERS_SINK)
                .name("Dead letters");
    }

    private static SingleOutputStreamOperator<ItemChange> changes(
            StreamExecutionEnvironment env, RefreshSettings settings, RefreshEndpoints ends) {
        return env.fromSource(
                        ends.items(),
                        WatermarkStrategy.noWatermarks(),
                        "Items",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.ITEMS_SOURCE)
                .process(
                        new ItemDecoder(
                                settings.maxIdLength(),
                                settings.template(),
                                new DeadLetterFactory(settings.deadLetterBytes()),
                                settings.schemaFolder()))
                .uid(Uids.DECODE_ITEMS)
                .name("Decode items");
    }

    private static NamedEncoderSource encoder(Configuration config) {
        String spec = config.get(RefreshOptions.ENCODER);
        return new NamedEncoderSource(
                RefreshSettings.checked(RefreshOptions.ENCODER, () -> EncoderSpec.parse(spec))
                        .toString(),
                OptionChecks.positive(config, RefreshOptions.ENCODER_THREADS),
                RefreshSettings.positiveDuration(config, RefreshOptions.ENCODER_TIMEOUT));
    }
}
