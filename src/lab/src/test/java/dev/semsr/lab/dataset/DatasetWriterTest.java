package dev.semsr.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final DatasetOrigin ORIGIN =
            new DatasetOrigin("tiny", "by hand", "test", NOON, false);

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        DatasetInfo written = writeTiny(folder.resolve("tiny"));

        DatasetFolder opened = DatasetFolder.open(folder.resolve("tiny"));
        assertThat(opened.info()).isEqualTo(written);
        assertThat(written.clicks()).isEqualTo(3);
        assertThat(written.sessions()).isEqualTo(2);
        assertThat(written.itemsWithTitle()).isEqualTo(1);
        assertThat(written.firstClick()).isEqualTo(NOON);
        assertThat(written.lastClick()).isEqualTo(NOON.plusSeconds(2));
        Dataset dataset = opened.load();
        assertThat(dataset.itemIds()).containsExactly("a", "b");
        assertThat(dataset.visits())
                .containsExactly(
                        new Visit("e1", 0, 0, NOON.toEpochMilli()),
                        new Visit("e2", 1, 1, NOON.toEpochMilli() + 1000),
                        new Visit("e3", 0, 1, NOON.toEpochMilli() + 2000));
        assertThat(dataset.sessions().get(0).stream().map(Visit::row)).containsExactly(0, 1);
    }

    @Test
    void equalContentMakesEqualFiles() throws IOException {
        writeTiny(folder.resolve("one"));
        writeTiny(folder.resolve("two"));

        for (String file : new String[] {"items.avro", "clicks.avro", "dataset.json"}) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
    }

    @Test
    void aDataSetIsReplacedWholeOrNotAtAll() throws IOException {
        Path target = folder.resolve("tiny");
        writeTiny(target);
        try (DatasetWriter writer = new DatasetWriter(target)) {
            writer.add(item("z", "Zither"));
        }
        assertThat(DatasetFolder.open(target).load().itemIds()).containsExactly("a", "b");

        try (DatasetWriter writer = new DatasetWriter(target)) {
            writer.add(item("z", "Zither"));
            writer.commit(ORIGIN);
        }
        assertThat(DatasetFolder.open(target).load().itemIds()).containsExactly("z");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
    }

    @Test
    void aFolderThatHoldsSomethingElseIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "dear");

        assertThatThrownBy(() -> new DatasetWriter(folder)).hasMessageContaining("name another");
        assertThatThrownBy(() -> new DatasetWriter(file)).hasMessageContaining("is a file");
        assertThat(file).hasContent("dear");
    }

    @Test
    void clicksOutOfOrderOrOnNothingAreRefused() throws IOException {
        try (DatasetWriter writer = new DatasetWriter(folder.resolve("bad"))) {
            writer.add(item("a", ""));
            writer.add(click("e1", "s", "a", 5));
            assertThatThrownBy(() -> writer.add(click("e2", "s", "a", 4)))
                    .hasMessageContaining("older");
            assertThatThrownBy(() -> writer.add(click("e3", "s", "x", 6)))
                    .hasMessageContaining("not added");
            assertThatThrownBy(() -> writer.add(item("a", ""))).hasMessageContaining("already");
        }
    }

    @Test
    void aDamagedOrMissingFileIsNamed() throws IOException {
        Path target = folder.resolve("tiny");
        writeTiny(target);
        byte[] bytes = Files.readAllBytes(target.resolve("clicks.avro"));
        bytes[bytes.length - 20] ^= 1;
        Files.write(target.resolve("clicks.avro"), bytes);

        DatasetFolder opened = DatasetFolder.open(target);
        assertThatThrownBy(opened::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("clicks.avro is damaged");
        Files.delete(target.resolve("clicks.avro"));
        assertThatThrownBy(opened::load).hasMessageContaining("clicks.avro is missing");
        assertThatThrownBy(opened::clicks).hasMessageContaining("clicks.avro is missing");
    }

    @Test
    void aFolderWithoutDataSetSaysHowToMakeOne() {
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset.json")
                .hasMessageContaining("semsr import");
    }

    @Test
    void anotherLayoutIsRefused() throws IOException {
        Path target = folder.resolve("tiny");
        writeTiny(target);
        Path description = target.resolve("dataset.json");
        Files.writeString(
                description,
                Files.readString(description).replace("\"format\" : 1", "\"format\" : 9"));

        assertThatThrownBy(() -> DatasetFolder.open(target)).hasMessageContaining("layout 9");
    }

    private static DatasetInfo writeTiny(Path target) throws IOException {
        try (DatasetWriter writer = new DatasetWriter(target)) {
            writer.add(item("a", "Apple"));
            writer.add(item("b", ""));
            writer.add(click("e1", "s1", "a", 0));
            writer.add(click("e2", "s2", "b", 1));
            writer.add(click("e3", "s1", "b", 2));
            return writer.commit(ORIGIN);
        }
    }

    private static Item item(String id, String title) {
        return Item.newBuilder().setItemId(id).setTitle(title).build();
    }

    private static Click click(String event, String session, String item, int second) {
        return Click.newBuilder()
                .setEventId(event)
                .setSessionId(session)
                .setItemId(item)
                .setEventTime(NOON.plusSeconds(second))
                .build();
    }
}
