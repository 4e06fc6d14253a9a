package dev.semsr.lab.dataset;

import dev.semsr.lab.json.LabJson;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes a data-set folder aside and renames it into place at {@link #commit}, so that a reader
 * sees a whole data set or none. Closed without a commit, it leaves nothing behind. Give it all
 * items and clicks, the clicks in replay order.
 */
public final class DatasetWriter implements Closeable {

    private final Path target;
    private final Path aside;
    private final RecordWriter<Item> items;
    private final RecordWriter<Click> clicks;
    private final Set<String> itemIds = new HashSet<>();
    private final Set<String> sessionIds = new HashSet<>();
    private long titles;
    private long clickCount;
    private Instant first;
    private Instant last;

    /**
     * Starts a data set.
     *
     * @param target the folder to make; an existing data set there is replaced at the commit
     * @throws DatasetException if something else than a data set lies there
     */
    public DatasetWriter(Path target) {
        this.target = target.toAbsolutePath().normalize();
        checkReplaceable(this.target);
        aside =
                this.target.resolveSibling(
                        "." + this.target.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectories(aside);
            items = new RecordWriter<>(aside.resolve(DatasetFiles.ITEMS), Item.class, new Item());
            clicks =
                    new RecordWriter<>(
                            aside.resolve(DatasetFiles.CLICKS), Click.class, new Click());
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static void checkReplaceable(Path target) {
        if (Files.isDirectory(target) && !Files.exists(target.resolve(DatasetFiles.INFO))) {
            try (Stream<Path> entries = Files.list(target)) {
                if (entries.findAny().isPresent()) {
                    throw new DatasetException(
                            target
                                    + " is not empty and holds no data set: name another folder, or"
                                    + " empty this one");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new DatasetException(target + " is a file: name a folder for the data set");
        }
    }

    /** Adds an item to the catalogue; its id must be new. */
    public void add(Item item) {
        if (!itemIds.add(item.getItemId())) {
            throw new IllegalArgumentException("Item " + item.getItemId() + " is there already");
        }
        titles += item.getTitle().isEmpty() ? 0 : 1;
        try {
            items.write(item);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Adds the next click in replay order; its item must have been added before. */
    public void add(Click click) {
        if (!itemIds.contains(click.getItemId())) {
            throw new IllegalArgumentException(
                    "Click "
                            + click.getEventId()
                            + " is on item "
                            + click.getItemId()
                            + ", which was not added");
        }
        if (last != null && click.getEventTime().isBefore(last)) {
            throw new IllegalArgumentException(
                    "Click " + click.getEventId() + " is older than the one before it");
        }
        sessionIds.add(click.getSessionId());
        first = first == null ? click.getEventTime() : first;
        last = click.getEventTime();
        clickCount++;
        try {
            clicks.write(click);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Completes the folder, puts it in place and tells what is in it. */
    public DatasetInfo commit(DatasetOrigin origin) {
        try {
            items.close();
            clicks.close();
            DatasetInfo info = describe(origin);
            LabJson.indented().writeValue(aside.resolve(DatasetFiles.INFO).toFile(), info);
            putInPlace();
            return info;
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private DatasetInfo describe(DatasetOrigin origin) throws IOException {
        return new DatasetInfo(
                DatasetInfo.FORMAT,
                origin.name(),
                itemIds.size(),
                titles,
                sessionIds.size(),
                clickCount,
                first,
                last,
                origin.timesSynthesised(),
                origin.source(),
                origin.importer(),
                origin.created(),
                Map.of(
                        DatasetFiles.ITEMS,
                        DatasetFiles.sha256(aside.resolve(DatasetFiles.ITEMS)),
                        DatasetFiles.CLICKS,
                        DatasetFiles.sha256(aside.resolve(DatasetFiles.CLICKS))));
    }

    private void putInPlace() throws IOException {
        Path old = aside.resolveSibling(aside.getFileName() + "-old");
        boolean replaces = Files.exists(target);
        if (replaces) {
            Files.move(target, old);
        }
        Files.move(aside, target);
        if (replaces) {
            DatasetFiles.deleteTree(old);
        }
    }

    private DatasetException cannotWrite(IOException cause) {
        return new DatasetException(
                "Cannot write the data set " + target + ": " + cause.getMessage(), cause);
    }

    /** Throws away what was not committed. */
    @Override
    public void close() throws IOException {
        items.close();
        clicks.close();
        DatasetFiles.deleteTree(aside);
    }
}
