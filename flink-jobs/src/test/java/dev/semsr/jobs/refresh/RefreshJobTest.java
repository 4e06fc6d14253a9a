package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.encoding.EncoderSource;
import dev.semsr.jobs.encoding.NamedEncoderSource;
import dev.semsr.jobs.recommend.JobDefaults;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.EmbeddingsServer;
import dev.semsr.jobs.testing.ScriptedEncoder;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph, as it runs in production, between ends in memory. */
class RefreshJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final SingleObjectCodec<Item> CODEC = SingleObjectCodec.of(Item.class);

    private final ScriptedEncoder encoder = new ScriptedEncoder("letters");
    private final CollectingSink<ItemVectorChange> vectors = new CollectingSink<>();
    private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    private final List<RawRecord> records = new ArrayList<>();

    @Test
    void everyItemComesOutWithItsVectorAndAttributes() throws Exception {
        add(item("a", "Red shoe", "Acme", 9.5));
        add(item("b", "Blue shoe", null, null));
        run(source());

        assertThat(vectors.elements())
                .extracting(ItemVectorChange::itemId)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(vectors.elements())
                .filteredOn(change -> change.itemId().equals("a"))
                .allSatisfy(
                        change -> {
                            assertThat(change.item().getVector())
                                    .isEqualTo(ScriptedEncoder.vector("Red shoe. Acme. shoes"));
                            assertThat(change.item().getTextEncoder())
                                    .isEqualTo("letters:title-brand-category");
                            assertThat(change.item().getPrice()).isEqualTo(9.5);
                            assertThat(change.item().getCategories()).containsExactly("shoes");
                        });
        assertThat(deadLetters.elements()).isEmpty();
    }

    @Test
    void badRecordsBecomeDeadLettersAndTheOthersGoOn() throws Exception {
        add("a", "no item".getBytes(StandardCharsets.UTF_8));
        add(item("b", "a bad text", null, null));
        add("other", CODEC.encode(item("c", "Shoe", null, null)));
        add(null, null);
        add(item("d", "Shoe", null, -1.0));
        add(item("e", "Shoe", null, null));
        run(source());

        assertThat(vectors.elements()).extracting(ItemVectorChange::itemId).containsExactly("e");
        assertThat(deadLetters.elements())
                .extracting(
                        letter -> header(letter, DeadLetterHeaders.OFFSET),
                        letter -> header(letter, DeadLetterHeaders.STAGE))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("0", "decode"),
                        org.assertj.core.groups.Tuple.tuple("1", "encode"),
                        org.assertj.core.groups.Tuple.tuple("2", "validate"),
                        org.assertj.core.groups.Tuple.tuple("3", "validate"),
                        org.assertj.core.groups.Tuple.tuple("4", "validate"));
    }

    @Test
    void whateverTheEncoderDoesTheLastRecordOfAnItemWins() throws Exception {
        for (int i = 0; i < 300; i++) {
            String id = "item-" + i % 30;
            add(item(id, "Shoe number " + i, null, (double) i));
        }
        for (int i = 0; i < 10; i++) {
            add("item-" + i, null);
        }
        run(source());

        for (int i = 0; i < 30; i++) {
            String id = "item-" + i;
            ItemVectorChange last =
                    vectors.elements().stream()
                            .filter(change -> change.itemId().equals(id))
                            .reduce((before, after) -> after)
                            .orElseThrow();
            if (i < 10) {
                assertThat(last.item()).isNull();
            } else {
                assertThat(last.item().getPrice()).isEqualTo(270.0 + i);
                assertThat(last.item().getVector())
                        .isEqualTo(ScriptedEncoder.vector("Shoe number " + (270 + i) + ". shoes"));
            }
        }
    }

    @Test
    void aServerThatIsBusyBrokenAndSilentForAWhileLosesNoItem() throws Exception {
        try (EmbeddingsServer server = new EmbeddingsServer()) {
            server.thenAnswers(500, "starting").thenIsBusy(1).thenAnswers(200, "{\"data\": [");
            for (int i = 0; i < 50; i++) {
                add(item("item-" + i, "Shoe number " + i, null, null));
            }
            add(item("refused", "A bad shoe", null, null));
            run(source(), new NamedEncoderSource(server.spec(), 1, Duration.ofMinutes(1)));

            assertThat(vectors.elements())
                    .extracting(ItemVectorChange::itemId)
                    .hasSize(50)
                    .contains("item-0", "item-49")
                    .doesNotHaveDuplicates();
            assertThat(vectors.elements())
                    .allSatisfy(
                            change ->
                                    assertThat(change.item().getTextEncoder())
                                            .isEqualTo(server.spec() + ":title-brand-category"));
            assertThat(deadLetters.elements())
                    .singleElement()
                    .satisfies(
                            letter ->
                                    assertThat(header(letter, DeadLetterHeaders.STAGE))
                                            .isEqualTo("encode"));
        }
    }

    @Test
    void aFileIsReadToItsEnd(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("items.avro");
        write(file, 500);
        run(
                FileSource.forRecordStreamFormat(
                                new ItemFileFormat(file.toString()),
                                new org.apache.flink.core.fs.Path(file.toString()))
                        .build());

        assertThat(vectors.elements())
                .hasSize(500)
                .extracting(ItemVectorChange::itemId)
                .contains("item-0", "item-499")
                .doesNotHaveDuplicates();
    }

    private void run(Source<RawRecord, ?, ?> source) throws Exception {
        run(source, encoder.source());
    }

    private void run(Source<RawRecord, ?, ?> source, EncoderSource encoders) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration config =
                new Configuration()
                        .set(RefreshOptions.ENCODER_FIRST_BACK_OFF, Duration.ofMillis(1))
                        .set(RefreshOptions.ENCODER_MAX_BACK_OFF, Duration.ofMillis(5));
        JobDefaults.apply(env, config, RefreshOptions.all());
        env.setParallelism(1);
        RefreshJob.define(
                env,
                RefreshSettings.from(config),
                new RefreshEndpoints(source, vectors, deadLetters, encoders));
        env.execute("test");
    }

    private void add(Item item) {
        add(item.getItemId(), CODEC.encode(item));
    }

    private void add(String key, byte[] value) {
        records.add(
                new RawRecord(
                        "items",
                        0,
                        records.size(),
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value,
                        List.of()));
    }

    private Source<RawRecord, ?, ?> source() {
        TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(type, new ExecutionConfig(), records),
                records.size(),
                type);
    }

    private static void write(Path file, int count) throws IOException {
        try (DataFileWriter<Item> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(Item.class))) {
            writer.create(Item.getClassSchema(), file.toFile());
            for (int i = 0; i < count; i++) {
                writer.append(item("item-" + i, "Shoe " + i, null, null));
            }
        }
    }

    private static Item item(String id, String title, String brand, Double price) {
        return Item.newBuilder()
                .setItemId(id)
                .setTitle(title)
                .setBrand(brand)
                .setCategories(List.of("shoes"))
                .setPrice(price)
                .build();
    }

    private static String header(DeadLetter letter, String name) {
        return letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
