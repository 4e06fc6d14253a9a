package dev.semsr.lab.demoshop;

import dev.semsr.schemas.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes up the items of the shop. */
final class CatalogueMaker {

    /** Popularity falls with rank to this power, as in real shops. */
    private static final double ZIPF = 0.85;

    /** New items are looked at more than their rank says. */
    private static final double NOVELTY = 6;

    private static final int FIRST_NUMBER = 10_000;
    private static final int SERIES_OF_A_BRAND = 4;

    /** Cold items appear after this part of the period, and before {@link #COLD_UNTIL}. */
    private static final double COLD_FROM = 0.91;

    private static final double COLD_UNTIL = 0.95;

    private final DemoShopSettings settings;
    private final ShopWords words;
    private final Random random;
    private final Set<String> titles = new HashSet<>();

    CatalogueMaker(DemoShopSettings settings, ShopWords words) {
        this.settings = settings;
        this.words = words;
        random = new Random(settings.seed());
    }

    List<ShopItem> make() {
        double[] popularity = popularities();
        Set<Integer> cold = coldRows();
        List<ShopItem> items = new ArrayList<>(settings.items());
        for (int row = 0; row < settings.items(); row++) {
            boolean isCold = cold.contains(row);
            double wanted = isCold ? NOVELTY * median(popularity) : popularity[row];
            items.add(item(row, wanted, isCold ? coldLaunch() : settings.start().toEpochMilli()));
        }
        return items;
    }

    private double[] popularities() {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 1; rank <= settings.items(); rank++) {
            ranks.add(rank);
        }
        Collections.shuffle(ranks, random);
        return ranks.stream().mapToDouble(rank -> 1 / StrictMath.pow(rank, ZIPF)).toArray();
    }

    private static double median(double[] popularity) {
        return 1 / StrictMath.pow(popularity.length / 2.0, ZIPF);
    }

    private Set<Integer> coldRows() {
        int wanted = (int) Math.round(settings.items() * settings.coldShare());
        Set<Integer> rows = new HashSet<>();
        while (rows.size() < wanted) {
            rows.add(random.nextInt(settings.items()));
        }
        return rows;
    }

    private long coldLaunch() {
        double part = COLD_FROM + random.nextDouble() * (COLD_UNTIL - COLD_FROM);
        return settings.start().toEpochMilli() + (long) (part * settings.period().toMillis());
    }

    private ShopItem item(int row, double popularity, long launchMillis) {
        ShopWords.Category category = words.categories().get(row % words.categories().size());
        List<String> brands = words.brands().get(category.department());
        while (true) {
            int brandIndex = random.nextInt(brands.size());
            String series = seriesOf(brandIndex);
            String type = pick(category.types());
            String spec = pick(category.specs());
            String feature = pick(category.features());
            String finish = pick(category.finishes());
            String brand = brands.get(brandIndex);
            String title =
                    String.join(" ", brand, series, type, spec) + ", " + feature + ", " + finish;
            if (titles.add(title)) {
                Item item =
                        Item.newBuilder()
                                .setItemId("P" + (FIRST_NUMBER + row))
                                .setTitle(title)
                                .setBrand(brand)
                                .setCategories(
                                        List.of(category.department(), category.name(), type))
                                .setDescription(
                                        describe(brand, series, type, spec, feature, finish))
                                .setPrice(price(category, brandIndex, brands.size()))
                                .setAttributes(Map.of("series", series))
                                .setUpdatedAt(Instant.ofEpochMilli(launchMillis))
                                .build();
                return new ShopItem(row, item, category, type, series, popularity, launchMillis);
            }
        }
    }

    /** A brand has a few of the series, neighbours in the list. */
    private String seriesOf(int brandIndex) {
        int index = brandIndex * SERIES_OF_A_BRAND + random.nextInt(SERIES_OF_A_BRAND);
        return words.series().get(index % words.series().size());
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String describe(
            String brand, String series, String type, String spec, String feature, String finish) {
        return "%s of the %s series by %s: %s, %s, %s."
                .formatted(type, series, brand, spec, feature, finish);
    }

    /** Brands at the end of the list are the dear ones. */
    private double price(ShopWords.Category category, int brandIndex, int brands) {
        double low = StrictMath.log(category.price().get(0));
        double high = StrictMath.log(category.price().get(1));
        double place = 0.5 * brandIndex / brands + 0.5 * random.nextDouble();
        double price = StrictMath.exp(low + place * (high - low));
        return Math.floor(price) + 0.95;
    }
}
