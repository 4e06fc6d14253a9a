package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvRow;
import dev.semsr.lab.csv.CsvTable;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ratings of MovieLens: {@code ratings.csv} and {@code movies.csv}, or {@code ratings.dat} and
 * {@code movies.dat} of the older sets. Every rating is a view; genres are the categories.
 *
 * @param ratings file of ratings
 * @param movies file of movies; null for none
 */
public record MovieLensSource(Path ratings, Path movies) implements ImportSource {

    @Override
    public String format() {
        return "movielens";
    }

    @Override
    public String files() {
        return ratings.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new RowReader(problems, progress)
                .read(
                        ratings,
                        layout(ratings, List.of("userId", "movieId", "rating", "timestamp")),
                        List.of("userId", "movieId", "timestamp"),
                        row -> add(row, table));
    }

    /** The older releases are written in Latin-1. */
    private static CsvTable.Layout layout(Path file, List<String> columns) {
        return file.getFileName().toString().contains(".dat")
                ? new CsvTable.Layout("::", columns, StandardCharsets.ISO_8859_1)
                : CsvTable.Layout.COMMAS;
    }

    private static void add(CsvRow row, ClickTable table) {
        table.add(
                RowReader.required(row, "userId"),
                RowReader.required(row, "movieId"),
                1000 * RowReader.number(row, "timestamp"),
                Action.VIEW);
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        if (movies == null) {
            return 0;
        }
        return new RowReader(problems, progress)
                .read(
                        movies,
                        layout(movies, List.of("movieId", "title", "genres")),
                        List.of("movieId", "title", "genres"),
                        row -> movie(row, isWanted, items));
    }

    private static void movie(CsvRow row, Predicate<String> isWanted, Consumer<Item> items) {
        String id = RowReader.required(row, "movieId");
        if (isWanted.test(id)) {
            items.accept(
                    Item.newBuilder()
                            .setItemId(id)
                            .setTitle(ItemText.clean(row.get("title")))
                            .setCategories(genres(row.get("genres")))
                            .build());
        }
    }

    private static List<String> genres(String genres) {
        return Arrays.stream(genres.split("\\|", -1))
                .map(String::strip)
                .filter(genre -> !genre.isEmpty() && !genre.equals("(no genres listed)"))
                .toList();
    }
}
