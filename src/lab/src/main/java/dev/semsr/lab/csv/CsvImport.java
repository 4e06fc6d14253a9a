package dev.semsr.lab.csv;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.dataset.DatasetOrigin;
import dev.semsr.lab.dataset.DatasetWriter;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports an interactions file, and an items file if there is one, into a data-set folder. Files
 * may be gzipped. The interactions are held in memory to be sorted, about 150 bytes each.
 *
 * <p>A click on an item that the items file does not have is kept, and the item is added without
 * text: clicks are rarer than titles, and a model can learn from it.
 */
public final class CsvImport {

    private final CsvImportSettings settings;

    /** An import with these settings; may run more than once. */
    public CsvImport(CsvImportSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the files and writes the data set.
     *
     * @param interactions CSV file with a header: {@code session_id} or {@code user_id}, {@code
     *     item_id}, optionally {@code timestamp} (seconds since 1970), {@code position}, {@code
     *     split}
     * @param items CSV file with a header: {@code item_id}, {@code title}, optionally {@code
     *     brand}, {@code category}, {@code description}, {@code price}
     * @param target folder to make; a data set there is replaced
     * @throws CsvImportException if a file cannot be imported, or has any problem in a strict
     *     import; nothing is written then
     */
    public ImportReport run(
            Path interactions, Optional<Path> items, Path target, ProgressListener progress) {
        long begun = System.nanoTime();
        ProblemLog problems = new ProblemLog(settings.strict(), settings.samplesPerKind());
        ItemReader itemReader = new ItemReader(problems);
        Map<String, Item> catalogue =
                items.map(path -> itemReader.read(path, progress)).orElseGet(LinkedHashMap::new);
        InteractionReader reader = new InteractionReader(settings, problems);
        List<Interaction> rows = reader.read(interactions, progress);
        if (rows.isEmpty()) {
            throw nothingToImport(interactions, reader.rows(), problems);
        }
        addUnknownItems(rows, catalogue, interactions, items.isPresent(), problems);
        DatasetInfo info = write(rows, catalogue, source(interactions, items), target, progress);
        return new ImportReport(
                info,
                reader.rows(),
                itemReader.rows(),
                problems.counts(),
                problems.samples(),
                (System.nanoTime() - begun) / 1e9);
    }

    private static CsvImportException nothingToImport(Path file, long rows, ProblemLog problems) {
        String first =
                problems.samples().isEmpty()
                        ? "the file has a header and nothing else"
                        : "the first problem is " + problems.samples().get(0).text();
        return new CsvImportException(
                file.getFileName() + ": none of " + rows + " rows can be used, " + first);
    }

    private static void addUnknownItems(
            List<Interaction> rows,
            Map<String, Item> catalogue,
            Path file,
            boolean itemsGiven,
            ProblemLog problems) {
        Map<String, Item> unknown = new LinkedHashMap<>();
        for (Interaction row : rows) {
            if (!catalogue.containsKey(row.item())) {
                unknown.computeIfAbsent(row.item(), id -> Item.newBuilder().setItemId(id).build());
                if (itemsGiven) {
                    problems.add(
                            ProblemKind.UNKNOWN_ITEM,
                            file.getFileName().toString(),
                            row.line(),
                            row.item());
                }
            }
        }
        catalogue.putAll(unknown);
    }

    private static String source(Path interactions, Optional<Path> items) {
        String names = interactions.getFileName().toString();
        return items.map(path -> names + ", " + path.getFileName()).orElse(names);
    }

    private DatasetInfo write(
            List<Interaction> rows,
            Map<String, Item> catalogue,
            String source,
            Path target,
            ProgressListener progress) {
        Instant now = settings.clock().instant();
        String name =
                settings.name() != null
                        ? settings.name()
                        : target.toAbsolutePath().normalize().getFileName().toString();
        boolean timesMadeUp = rows.stream().noneMatch(Interaction::hasTime);
        try (DatasetWriter writer = new DatasetWriter(target)) {
            catalogue.values().forEach(writer::add);
            writeClicks(ReplayOrder.of(rows), writer, progress);
            return writer.commit(new DatasetOrigin(name, source, "csv", now, timesMadeUp));
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be tidied up", e);
        }
    }

    private static void writeClicks(
            List<Interaction> ordered, DatasetWriter writer, ProgressListener progress) {
        Map<String, Integer> clicksOfSession = new HashMap<>();
        ProgressMeter meter = new ProgressMeter(progress, "Writing", "clicks", ordered.size());
        for (Interaction row : ordered) {
            int place = clicksOfSession.merge(row.session(), 1, Integer::sum);
            writer.add(click(row, place));
            meter.add(1);
        }
        meter.finish();
    }

    private static Click click(Interaction row, int place) {
        return Click.newBuilder()
                .setEventId(row.session() + "-" + place)
                .setSessionId(row.session())
                .setItemId(row.item())
                .setEventTime(Instant.ofEpochMilli(row.timeMillis()))
                .setAction(Action.VIEW)
                .setContext(row.context())
                .build();
    }
}
