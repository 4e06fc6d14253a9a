package dev.semsr.jobs.refresh;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of the refresh job. Names are public contract.
 *
 * <p>Beside these, {@code kafka.<property>} goes to every Kafka client, {@code
 * kafka.consumer.<property>} and {@code kafka.producer.<property>} to one kind, and Flink's own
 * options are taken as they are.
 */
public final class RefreshOptions {

    /** Name of the job. */
    public static final ConfigOption<String> JOB_NAME =
            key("job.name")
                    .stringType()
                    .defaultValue("semsr-refresh")
                    .withDescription("Name of the job in Flink.");

    /** Upper limit of the parallelism. */
    public static final ConfigOption<Integer> MAX_PARALLELISM =
            key("job.max-parallelism")
                    .intType()
                    .defaultValue(240)
                    .withDescription(
                            "Highest parallelism that the job can ever be rescaled"
                                    + " to. A savepoint taken with one value cannot be started"
                                    + " with another.");

    /** Brokers. */
    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            key("kafka.bootstrap.servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers, as host:port,host:port. Required.");

    /** Topic to read. */
    public static final ConfigOption<String> ITEMS_TOPIC =
            key("items.topic")
                    .stringType()
                    .defaultValue("items")
                    .withDescription("Topic of the items, compacted, keyed by item_id.");

    /** Consumer group. */
    public static final ConfigOption<String> ITEMS_GROUP_ID =
            key("items.group-id")
                    .stringType()
                    .defaultValue("semsr-refresh")
                    .withDescription(
                            "Consumer group under which offsets are committed, for"
                                    + " monitoring and for a start without savepoint.");

    /** Where to start. */
    public static final ConfigOption<StartOffsets> ITEMS_START =
            key("items.start")
                    .enumType(StartOffsets.class)
                    .defaultValue(StartOffsets.EARLIEST)
                    .withDescription(
                            "Where to start reading without a savepoint: EARLIEST, so"
                                    + " that no item is missed and vectors of other encoders are"
                                    + " replaced, or COMMITTED (the group's offsets, else the"
                                    + " earliest).");

    /** Whether to end. */
    public static final ConfigOption<Boolean> ITEMS_BOUNDED =
            key("items.bounded")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether to end when all items are encoded that are in"
                                    + " the topic at the start, to build a first table.");

    /** File to read. */
    public static final ConfigOption<String> ITEMS_FILE =
            key("items.file")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Read items from this Avro container file of Item instead"
                                    + " of the topic, such as items.avro of a data set, and end"
                                    + " when all are encoded. Every TaskManager must see it.");

    /** Longest id. */
    public static final ConfigOption<Integer> ITEMS_MAX_ID_LENGTH =
            key("items.max-id-length")
                    .intType()
                    .defaultValue(256)
                    .withDescription(
                            "Longest item id, in characters. Items with longer ones"
                                    + " go to the dead letters.");

    /** Topic to write. */
    public static final ConfigOption<String> ITEM_VECTORS_TOPIC =
            key("item-vectors.topic")
                    .stringType()
                    .defaultValue("item-vectors")
                    .withDescription("Topic of the item vectors, compacted, keyed by item_id.");

    /** Dead letters. */
    public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
            key("dead-letters.topic")
                    .stringType()
                    .defaultValue("dead-letters")
                    .withDescription(
                            "Topic of records that are no valid item, or whose text"
                                    + " the encoder refuses.");

    /** Largest dead letter. */
    public static final ConfigOption<MemorySize> DEAD_LETTERS_MAX_SIZE =
            key("dead-letters.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("900kb"))
                    .withDescription(
                            "Larger dead letters are cut to this size; a header tells"
                                    + " the original size. Keep it below the topic's"
                                    + " max.message.bytes.");

    /** Further schemas. */
    public static final ConfigOption<String> SCHEMA_FOLDER =
            key("schemas.folder")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder with the .avsc files of further writers of items,"
                                    + " on every TaskManager. Released schemas are known without"
                                    + " it.");

    /** Text encoder. */
    public static final ConfigOption<String> ENCODER =
            key("encoder.name")
                    .stringType()
                    .defaultValue("bge-small-en-v15-q")
                    .withDescription(
                            "Text encoder: bge-small-en-v15-q,"
                                    + " onnx:FOLDER[#cls|#mean], openai:URL#MODEL or"
                                    + " ollama:URL#MODEL. It must be the one that the models"
                                    + " were trained with. The key of a remote one is taken from"
                                    + " the environment variable SEMSR_ENCODER_KEY of each"
                                    + " TaskManager.");

    /** Text template. */
    public static final ConfigOption<String> ENCODER_TEMPLATE =
            key("encoder.template")
                    .stringType()
                    .defaultValue("title-brand-category")
                    .withDescription(
                            "Parts of an item that make its text, in order: title,"
                                    + " brand, category, description, joined by -. Models accept"
                                    + " only the template that they were trained with.");

    /** Threads. */
    public static final ConfigOption<Integer> ENCODER_THREADS =
            key("encoder.threads")
                    .intType()
                    .defaultValue(1)
                    .withDescription(
                            "Threads of an encoder in this process, for each"
                                    + " TaskManager. The model needs processors too.");

    /** Batch. */
    public static final ConfigOption<Integer> ENCODER_MAX_BATCH =
            key("encoder.max-batch")
                    .intType()
                    .defaultValue(16)
                    .withDescription(
                            "Texts in one call of the encoder. Texts do not wait for"
                                    + " a batch to be full.");

    /** Time-out. */
    public static final ConfigOption<Duration> ENCODER_TIMEOUT =
            key("encoder.timeout")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription("How long a remote encoder may take to answer one call.");

    /** Rate limit. */
    public static final ConfigOption<Double> ENCODER_MAX_REQUESTS =
            key("encoder.max-requests-per-second")
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "Calls of the encoder a second, for each TaskManager; 0"
                                    + " for no limit.");

    /** First pause. */
    public static final ConfigOption<Duration> ENCODER_FIRST_BACK_OFF =
            key("encoder.first-back-off")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription(
                            "Pause after a failed call of the encoder. It doubles"
                                    + " from failure to failure; a text is never given up"
                                    + " because the encoder is away.");

    /** Longest pause. */
    public static final ConfigOption<Duration> ENCODER_MAX_BACK_OFF =
            key("encoder.max-back-off")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "Longest pause between two calls of an encoder that" + " fails.");

    /** Waiting ids. */
    public static final ConfigOption<Integer> ENCODER_QUEUE_CAPACITY =
            key("encoder.queue-capacity")
                    .intType()
                    .defaultValue(100_000)
                    .withDescription(
                            "Ids of waiting items that a subtask holds in memory."
                                    + " More of them wait in the state alone.");

    /** Vectors on disk. */
    public static final ConfigOption<String> ENCODER_CACHE_FOLDER =
            key("encoder.cache-folder")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder on each TaskManager's machine in which vectors"
                                    + " are kept by the hash of their text, as 'semsr encode'"
                                    + " keeps them; none if not set. One process at a time can"
                                    + " use it.");

    private RefreshOptions() {}

    /** All options, in the order of the reference page. */
    public static List<ConfigOption<?>> all() {
        return List.of(
                JOB_NAME,
                MAX_PARALLELISM,
                BOOTSTRAP_SERVERS,
                ITEMS_TOPIC,
                ITEMS_GROUP_ID,
                ITEMS_START,
                ITEMS_BOUNDED,
                ITEMS_FILE,
                ITEMS_MAX_ID_LENGTH,
                ITEM_VECTORS_TOPIC,
                DEAD_LETTERS_TOPIC,
                DEAD_LETTERS_MAX_SIZE,
                SCHEMA_FOLDER,
                ENCODER,
                ENCODER_TEMPLATE,
                ENCODER_THREADS,
                ENCODER_MAX_BATCH,
                ENCODER_TIMEOUT,
                ENCODER_MAX_REQUESTS,
                ENCODER_FIRST_BACK_OFF,
                ENCODER_MAX_BACK_OFF,
                ENCODER_QUEUE_CAPACITY,
                ENCODER_CACHE_FOLDER);
    }

    /** Where to start reading without a savepoint. */
    public enum StartOffsets {
        /** At the group's committed offsets, else at the oldest record. */
        COMMITTED,
        /** At the oldest record. */
        EARLIEST
    }
}
