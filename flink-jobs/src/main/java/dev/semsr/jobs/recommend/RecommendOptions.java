package dev.semsr.jobs.recommend;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/**
 * The options of the main job. Names are public contract.
 *
 * <p>Beside these, {@code kafka.<property>} goes to every Kafka client, {@code
 * kafka.consumer.<property>} and {@code kafka.producer.<property>} to one kind, and Flink's own
 * options are taken as they are.
 */
public final class RecommendOptions {

    /** Name of the job. */
    public static final ConfigOption<String> JOB_NAME =
            key("job.name")
                    .stringType()
                    .defaultValue("semsr-recommend")
                    .withDescription("Name of the job in Flink.");

    /** Upper limit of the parallelism. */
    public static final ConfigOption<Integer> MAX_PARALLELISM =
            key("job.max-parallelism")
                    .intType()
                    .defaultValue(240)
                    .withDescription(
                            "Highest parallelism that the job can ever be rescaled to. A savepoint"
                                    + " taken with one value cannot be started with another.");

    /** Brokers. */
    public static final ConfigOption<String> BOOTSTRAP_SERVERS =
            key("kafka.bootstrap.servers")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Kafka brokers, as host:port,host:port. Required.");

    /** Topic to read. */
    public static final ConfigOption<String> CLICKS_TOPIC =
            key("clicks.topic")
                    .stringType()
                    .defaultValue("clicks")
                    .withDescription("Topic of the clicks.");

    /** Consumer group. */
    public static final ConfigOption<String> CLICKS_GROUP_ID =
            key("clicks.group-id")
                    .stringType()
                    .defaultValue("semsr-recommend")
                    .withDescription(
                            "Consumer group under which offsets are committed, for monitoring and"
                                    + " for a start without savepoint.");

    /** Where to start. */
    public static final ConfigOption<StartOffsets> CLICKS_START =
            key("clicks.start")
                    .enumType(StartOffsets.class)
                    .defaultValue(StartOffsets.COMMITTED)
                    .withDescription(
                            "Where to start reading without a savepoint: COMMITTED (the group's"
                                    + " offsets, else the earliest), EARLIEST or LATEST.");

    /** Longest id. */
    public static final ConfigOption<Integer> CLICKS_MAX_ID_LENGTH =
            key("clicks.max-id-length")
                    .intType()
                    .defaultValue(256)
                    .withDescription(
                            "Longest event, session or item id, in UTF-16 characters. Clicks with longer"
                                    + " ones go to the dead letters.");

    /** Oldest click. */
    public static final ConfigOption<Duration> CLICKS_MAX_AGE =
            key("clicks.max-age")
                    .durationType()
                    .defaultValue(Duration.ofDays(730))
                    .withDescription(
                            "How far in the past a click's event time may lie. Older clicks go to"
                                    + " the dead letters.");

    /** Clock skew. */
    public static final ConfigOption<Duration> CLICKS_MAX_SKEW =
            key("clicks.max-skew")
                    .durationType()
                    .defaultValue(Duration.ofDays(365))
                    .withDescription(
                            "How far ahead a producer's clock may run: a click from the future"
                                    + " counts as of its arrival. One from beyond this is taken for"
                                    + " nonsense, such as microseconds, and goes to the dead"
                                    + " letters.");

    /** Topic to write. */
    public static final ConfigOption<String> RECOMMENDATIONS_TOPIC =
            key("recommendations.topic")
                    .stringType()
                    .defaultValue("recommendations")
                    .withDescription("Topic of the recommendations.");

    /** Topic of bad records. */
    public static final ConfigOption<String> DEAD_LETTERS_TOPIC =
            key("dead-letters.topic")
                    .stringType()
                    .defaultValue("dead-letters")
                    .withDescription("Topic of the records that are no valid click.");

    /** Size limit of bad records. */
    public static final ConfigOption<MemorySize> DEAD_LETTERS_MAX_SIZE =
            key("dead-letters.max-size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("900kb"))
                    .withDescription(
                            "Larger dead letters are cut to this size; a header tells the original"
                                    + " one. Keep it below the limits of the broker and the"
                                    + " producer (both 1 MiB unless configured).");

    /** Extra schemas. */
    public static final ConfigOption<String> SCHEMA_FOLDER =
            key("schemas.folder")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder with the .avsc files of further writers of clicks, on every"
                                    + " TaskManager. Released schemas are known without it.");

    /** Schema registry. */
    public static final ConfigOption<String> REGISTRY_URL =
            key("registry.url")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Address of a schema registry, such as http://registry:8081. With it,"
                                    + " clicks are also read that begin with a zero byte and the"
                                    + " number of a schema, as Confluent's serializers write them."
                                    + " A number that the registry does not know makes a dead"
                                    + " letter; while it is away, clicks wait.");

    /** Delivery guarantee. */
    public static final ConfigOption<Delivery> DELIVERY =
            key("delivery.guarantee")
                    .enumType(Delivery.class)
                    .defaultValue(Delivery.AT_LEAST_ONCE)
                    .withDescription(
                            "AT_LEAST_ONCE: milliseconds, a few repeats (same recommendation_id)"
                                    + " after a failure. EXACTLY_ONCE: for readers with"
                                    + " isolation.level=read_committed, no repeats, up to the"
                                    + " checkpoint interval late.");

    /** Prefix of transactional ids. */
    public static final ConfigOption<String> TRANSACTIONAL_ID_PREFIX =
            key("delivery.transactional-id-prefix")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Prefix of the transactional ids. Required for EXACTLY_ONCE: unique for"
                                    + " this job in this Kafka cluster, and the same at every start.");

    /** Transaction timeout. */
    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT =
            key("delivery.transaction-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "For EXACTLY_ONCE: how long a transaction may stay open. Above the"
                                    + " longest checkpoint plus restart, else answers are lost; at"
                                    + " most the brokers' transaction.max.timeout.ms.");

    /** Clicks kept. */
    public static final ConfigOption<Integer> SESSION_MAX_CLICKS =
            key("session.max-clicks")
                    .intType()
                    .defaultValue(50)
                    .withDescription("How many clicks of a session are kept, the newest ones.");

    /** Event ids kept. */
    public static final ConfigOption<Integer> SESSION_RECENT_EVENTS =
            key("session.recent-events")
                    .intType()
                    .defaultValue(100)
                    .withDescription(
                            "How many event ids of a session are kept to recognise duplicates.");

    /** Gap. */
    public static final ConfigOption<Duration> SESSION_GAP =
            key("session.gap")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(30))
                    .withDescription(
                            "A longer pause between the event times of two clicks starts the"
                                    + " session afresh.");

    /** Retention. */
    public static final ConfigOption<Duration> SESSION_RETENTION =
            key("session.retention")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long a session without a click is kept, by the job's clock. At"
                                    + " least session.gap.");

    /** Rate limit. */
    public static final ConfigOption<Integer> SESSION_MAX_RATE =
            key("session.max-clicks-per-second")
                    .intType()
                    .defaultValue(20)
                    .withDescription(
                            "Clicks of one session in one second that go to the model. Those above"
                                    + " are stored and answered by the fallback.");

    /** Length of the list. */
    public static final ConfigOption<Integer> RANKING_TOP_K =
            key("ranking.top-k")
                    .intType()
                    .defaultValue(20)
                    .withDescription("Items in a recommendation.");

    /** Filter. */
    public static final ConfigOption<Boolean> RANKING_FILTER_SEEN =
            key("ranking.filter-seen")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether items of the session itself are left out.");

    /** Filter. */
    public static final ConfigOption<Boolean> RANKING_FILTER_PURCHASED =
            key("ranking.filter-purchased")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription("Whether items that were bought in the session are left out.");

    /** Choice. */
    public static final ConfigOption<Integer> RANKING_OVER_FETCH =
            key("ranking.over-fetch")
                    .intType()
                    .defaultValue(50)
                    .withDescription(
                            "Candidates that the model is asked for beyond a full list, so that"
                                    + " filters, boosts and diversity have something to choose"
                                    + " from. What they leave too short is filled up by the"
                                    + " fallback.");

    /** Diversity. */
    public static final ConfigOption<Double> RANKING_DIVERSITY =
            key("ranking.diversity")
                    .doubleType()
                    .defaultValue(0.0)
                    .withDescription(
                            "Strength of diversity by vectors, categories and brands, from 0 (none)"
                                    + " to below 1.");

    /** Explanations. */
    public static final ConfigOption<Boolean> RANKING_EXPLAIN =
            key("ranking.explain")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether each item of the model says which clicked item it answers, by"
                                    + " the model's attention; the device is asked for vectors and"
                                    + " attention once more for each list.");

    /** Topic of the rules. */
    public static final ConfigOption<String> RULES_TOPIC =
            key("rules.topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic of the shop's rules. If set, each process reads it from the"
                                    + " beginning before its first list goes out; if not, there"
                                    + " are no rules.");

    /** Patience for the rules. */
    public static final ConfigOption<Duration> RULES_CATCH_UP_TIMEOUT =
            key("rules.catch-up-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(2))
                    .withDescription(
                            "How long a process waits at its start until it has read the rules;"
                                    + " then the job fails and is restarted, as no list goes out"
                                    + " without the rules.");

    /** Timeout. */
    public static final ConfigOption<Duration> SCORING_TIMEOUT =
            key("scoring.timeout")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription(
                            "How long a click waits for the model; then the fallback answers it.");

    /** Patience under overload. */
    public static final ConfigOption<Duration> SCORING_OVERLOAD_AFTER =
            key("scoring.overload-after")
                    .durationType()
                    .noDefaultValue()
                    .withDescription(
                            "If set: a click whose Kafka record is older than this is answered by"
                                    + " the fallback (reason 'overload'), so that under overload,"
                                    + " or behind a backlog, latency stays bounded. If not, clicks"
                                    + " wait for the model however long that takes, which"
                                    + " evaluations and replays want.");

    /** Requests in flight. */
    public static final ConfigOption<Integer> SCORING_CAPACITY =
            key("scoring.capacity")
                    .intType()
                    .defaultValue(256)
                    .withDescription(
                            "Clicks that wait for the model in one subtask; beyond it the job"
                                    + " reads no faster than the model answers.");

    /** Batch size. */
    public static final ConfigOption<Integer> SCORING_MAX_BATCH =
            key("scoring.max-batch")
                    .intType()
                    .defaultValue(64)
                    .withDescription("Sessions in one call of the device, at most.");

    /** Queue. */
    public static final ConfigOption<Integer> SCORING_QUEUE_CAPACITY =
            key("scoring.queue-capacity")
                    .intType()
                    .defaultValue(4096)
                    .withDescription(
                            "Requests that wait for the device in one process; those above are"
                                    + " answered by the fallback. At least scoring.capacity times"
                                    + " the slots, if that is not wanted.");

    /** Model store. */
    public static final ConfigOption<String> MODEL_STORE =
            key("model.store")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "The model store: a folder, on the client and on every TaskManager, or"
                                    + " a URI of any file system that Flink can open, such as"
                                    + " s3://bucket/models. Required.");

    /** Folder for fetched versions. */
    public static final ConfigOption<String> MODEL_CACHE =
            key("model.cache")
                    .stringType()
                    .defaultValue("/tmp/semsr-models")
                    .withDescription(
                            "Folder of the client and of every TaskManager into which versions are"
                                    + " fetched if the store is a URI. The job deletes nothing"
                                    + " there.");

    /** Model name. */
    public static final ConfigOption<String> MODEL_NAME =
            key("model.name")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("Name of the model in the store. Required.");

    /** Model version. */
    public static final ConfigOption<String> MODEL_VERSION =
            key("model.version")
                    .stringType()
                    .defaultValue("latest")
                    .withDescription(
                            "Version of the model; 'latest' takes the newest that is intact.");

    /** Poll interval. */
    public static final ConfigOption<Duration> MODEL_POLL_INTERVAL =
            key("model.poll-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How often the store is looked at while no model could be loaded.");

    /** Start without a model. */
    public static final ConfigOption<Boolean> MODEL_ALLOW_MISSING =
            key("model.allow-missing")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether the job may be started while the store has no intact model."
                                    + " Until there is one, clicks are answered without items.");

    /** Topic of the catalogue. */
    public static final ConfigOption<String> CATALOG_TOPIC =
            key("catalog.topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic of the item vectors. If set, each process reads it from the"
                                    + " beginning and keeps its model's items up to date; if not,"
                                    + " the items are those of the model.");

    /** Patience for the catalogue. */
    public static final ConfigOption<Duration> CATALOG_CATCH_UP_TIMEOUT =
            key("catalog.catch-up-timeout")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(2))
                    .withDescription(
                            "How long a version waits until it has read the catalogue. Then it is"
                                    + " refused, if another one answers; at the start of a process,"
                                    + " where none does, it answers with the items that it has so"
                                    + " far.");

    /** Topic of the rollouts. */
    public static final ConfigOption<String> ROLLOUTS_TOPIC =
            key("rollouts.topic")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Topic of the model rollouts. If set, the versions that answer and"
                                    + " their shares follow it without a restart, and model.version"
                                    + " counts only until there is a rollout; if not, model.version"
                                    + " answers all.");

    /** Topic of the reports. */
    public static final ConfigOption<String> ROLLOUTS_STATUS_TOPIC =
            key("rollouts.status-topic")
                    .stringType()
                    .defaultValue("model-status")
                    .withDescription(
                            "Topic to which each process writes what became of the versions that a"
                                    + " rollout names.");

    /** Interval of the reports. */
    public static final ConfigOption<Duration> ROLLOUTS_STATUS_INTERVAL =
            key("rollouts.status-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("How often a process reports again which versions answer.");

    /** Topic of the shadow lists. */
    public static final ConfigOption<String> SHADOW_TOPIC =
            key("rollouts.shadow-topic")
                    .stringType()
                    .defaultValue("recommendations-shadow")
                    .withDescription(
                            "Topic of the lists of versions that only score along. What cannot be"
                                    + " written at once is dropped and counted.");

    /** Requests that wait for shadows. */
    public static final ConfigOption<Integer> SHADOW_CAPACITY =
            key("rollouts.shadow-capacity")
                    .intType()
                    .defaultValue(256)
                    .withDescription(
                            "Clicks that wait for versions that only score along in one subtask;"
                                    + " those above are dropped and counted.");

    private RecommendOptions() {}

    /** All options, in the order in which they are documented. */
    public static List<ConfigOption<?>> all() {
        return List.of(
                JOB_NAME,
                MAX_PARALLELISM,
                BOOTSTRAP_SERVERS,
                CLICKS_TOPIC,
                CLICKS_GROUP_ID,
                CLICKS_START,
                CLICKS_MAX_ID_LENGTH,
                CLICKS_MAX_AGE,
                CLICKS_MAX_SKEW,
                RECOMMENDATIONS_TOPIC,
                DEAD_LETTERS_TOPIC,
                DEAD_LETTERS_MAX_SIZE,
                SCHEMA_FOLDER,
                REGISTRY_URL,
                DELIVERY,
                TRANSACTIONAL_ID_PREFIX,
                TRANSACTION_TIMEOUT,
                SESSION_MAX_CLICKS,
                SESSION_RECENT_EVENTS,
                SESSION_GAP,
                SESSION_RETENTION,
                SESSION_MAX_RATE,
                RANKING_TOP_K,
                RANKING_FILTER_SEEN,
                RANKING_FILTER_PURCHASED,
                RANKING_OVER_FETCH,
                RANKING_DIVERSITY,
                RANKING_EXPLAIN,
                RULES_TOPIC,
                RULES_CATCH_UP_TIMEOUT,
                SCORING_TIMEOUT,
                SCORING_OVERLOAD_AFTER,
                SCORING_CAPACITY,
                SCORING_MAX_BATCH,
                SCORING_QUEUE_CAPACITY,
                MODEL_STORE,
                MODEL_CACHE,
                MODEL_NAME,
                MODEL_VERSION,
                MODEL_POLL_INTERVAL,
                MODEL_ALLOW_MISSING,
                CATALOG_TOPIC,
                CATALOG_CATCH_UP_TIMEOUT,
                ROLLOUTS_TOPIC,
                ROLLOUTS_STATUS_TOPIC,
                ROLLOUTS_STATUS_INTERVAL,
                SHADOW_TOPIC,
                SHADOW_CAPACITY);
    }

    /** Where to start reading without a savepoint. */
    public enum StartOffsets {
        /** At the group's committed offsets, else at the earliest. */
        COMMITTED,
        /** At the oldest record. */
        EARLIEST,
        /** At records that come from now on. */
        LATEST
    }

    /** What a reader of the recommendations may see after a failure. */
    public enum Delivery {
        /** Repeats. */
        AT_LEAST_ONCE,
        /** Each answer once, if it reads committed transactions only. */
        EXACTLY_ONCE
    }
}
