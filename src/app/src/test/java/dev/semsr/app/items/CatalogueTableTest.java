package dev.semsr.app.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.semsr.lab.csv.Problem;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CatalogueTableTest {

    private static final SingleObjectCodec<Item> CODEC = SingleObjectCodec.of(Item.class);

    private final ProblemLog problems = new ProblemLog(false, 10);
    private final CatalogueTable table = new CatalogueTable(problems);
    private long offset;

    @Test
    void theNewestRecordOfAnItemCountsAndATombstoneRemovesIt() {
        put("b", "Old");
        put("a", "Removed");
        put("b", "New");
        apply("a", null);

        assertThat(items()).containsExactly("b New");
        assertThat(table.records()).isEqualTo(4);
        assertThat(problems.counts()).isEmpty();
    }

    @Test
    void anItemThatIsPublishedAgainIsThereAgain() {
        put("a", "First");
        apply("a", null);
        put("a", "Second");

        assertThat(items()).containsExactly("a Second");
    }

    @Test
    void itemsComeInTheOrderOfTheirIdsWhateverTheOrderOfTheTopic() {
        put("c", "3");
        put("a", "1");
        put("b", "2");

        assertThat(items()).containsExactly("a 1", "b 2", "c 3");
    }

    @Test
    void aRecordThatCannotBeReadIsNamedByItsOffsetAndTheItemStaysAsItWas() {
        put("a", "Good");
        apply("a", new byte[] {1, 2, 3});

        assertThat(items()).containsExactly("a Good");
        assertThat(problems.samples())
                .extracting(Problem::kind, Problem::file, Problem::line)
                .containsExactly(tuple(ProblemKind.UNREADABLE_RECORD, "items-3", 1L));
        assertThat(problems.samples().get(0).text()).contains("items-3:1: unreadable record");
    }

    @Test
    void anItemUnderAnotherKeyOrWithABadPriceAndATombstoneWithoutKeyAreNoItems() {
        put("a", "Good");
        apply("other", CODEC.encode(item("a", "Bad").build()));
        apply("a", CODEC.encode(item("a", "Bad").setPrice(-1.0).build()));
        apply(null, null);

        assertThat(items()).containsExactly("a Good");
        assertThat(problems.counts()).containsOnlyKeys(ProblemKind.INVALID_ITEM);
        assertThat(problems.counts()).containsEntry(ProblemKind.INVALID_ITEM, 3L);
    }

    @Test
    void whyNothingIsLeftIsSaid() {
        put("a", "Gone");
        apply("a", null);
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.losses()).contains("2 records", "removes");

        apply("b", new byte[0]);
        assertThat(table.losses()).contains("1 of 3 records", "items-3:2");
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        table.forEach(id -> true, item -> items.add(item.getItemId() + " " + item.getTitle()));
        return items;
    }

    private void put(String id, String title) {
        apply(id, CODEC.encode(item(id, title).build()));
    }

    private static Item.Builder item(String id, String title) {
        return Item.newBuilder().setItemId(id).setTitle(title);
    }

    private void apply(String key, byte[] value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        table.apply(new ConsumerRecord<>("items", 3, offset++, bytes, value));
    }
}
