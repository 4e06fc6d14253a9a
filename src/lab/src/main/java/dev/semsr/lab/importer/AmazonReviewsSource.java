package dev.semsr.lab.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Amazon reviews of 2014, 2018 or 2023: a JSON object a line, one file of reviews and one of
 * metadata. A review counts as a purchase; a reviewer's history is the session.
 *
 * @param edition which of the three
 * @param reviews file of reviews
 * @param metadata file of metadata; null for none
 */
public record AmazonReviewsSource(Edition edition, Path reviews, Path metadata)
        implements ImportSource {

    /** Names of the fields, which changed over the years. */
    public enum Edition {
        /** McAuley and others 2015: {@code reviewerID}, {@code asin}, nested categories. */
        Y2014("amazon-2014", "reviewerID", "asin", "unixReviewTime", 1000, "brand", "categories"),
        /** Ni and others 2019: a flat list of categories. */
        Y2018("amazon-2018", "reviewerID", "asin", "unixReviewTime", 1000, "brand", "category"),
        /** Hou and others 2024: {@code parent_asin}, milliseconds, {@code store} for brand. */
        Y2023("amazon-2023", "user_id", "parent_asin", "timestamp", 1, "store", "categories");

        private final String format;
        private final String user;
        private final String item;
        private final String time;
        private final long millis;
        private final String brand;
        private final String categories;

        Edition(
                String format,
                String user,
                String item,
                String time,
                long millis,
                String brand,
                String categories) {
            this.format = format;
            this.user = user;
            this.item = item;
            this.time = time;
            this.millis = millis;
            this.brand = brand;
            this.categories = categories;
        }
    }

    @Override
    public String format() {
        return edition.format;
    }

    @Override
    public String files() {
        String name = reviews.getFileName().toString();
        return metadata == null ? name : name + ", " + metadata.getFileName();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new JsonLines(problems, progress).read(reviews, review -> add(review, table));
    }

    private void add(JsonNode review, ClickTable table) {
        table.add(
                JsonLines.required(review, edition.user),
                JsonLines.required(review, edition.item, "asin"),
                edition.millis * JsonLines.requiredNumber(review, edition.time),
                Action.PURCHASE);
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        if (metadata == null) {
            return 0;
        }
        return new JsonLines(problems, progress)
                .read(
                        metadata,
                        object -> {
                            String id = JsonLines.required(object, edition.item, "asin");
                            if (isWanted.test(id)) {
                                items.accept(item(id, object));
                            }
                        });
    }

    private Item item(String id, JsonNode object) {
        return Item.newBuilder()
                .setItemId(id)
                .setTitle(ItemText.clean(object.path("title").asText("")))
                .setBrand(ItemText.cleanOrNull(object.path(edition.brand).asText("")))
                .setCategories(ItemText.path(object.path(edition.categories)))
                .setDescription(ItemText.joinedOrNull(object.path("description")))
                .setPrice(ItemText.price(object.path("price").asText("")))
                .build();
    }
}
