package dev.semsr.lab.demoshop;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What is clicked after what. Part of it can be read from the items' texts (category, type, brand,
 * series, price); part is a hidden liking between pairs of items that only behaviour shows.
 */
final class Tastes {

    private static final double POPULARITY_POWER = 0.6;
    private static final double SAME_TYPE = 4;
    private static final double SAME_BRAND = 2.5;
    private static final double SAME_SERIES = 2;
    private static final double HIDDEN_SUBSTITUTE = 1.6;
    private static final double HIDDEN_COMPLEMENT = 2.0;

    private final long seed;
    private final Choice anything;
    private final List<Choice> substitutes;
    private final List<Choice> complements;
    private final List<Choice> brandMates;

    Tastes(long seed, List<ShopItem> items) {
        this.seed = seed;
        Map<String, List<ShopItem>> byCategory =
                items.stream().collect(Collectors.groupingBy(i -> i.category().name()));
        Map<String, List<ShopItem>> byBrand =
                items.stream().collect(Collectors.groupingBy(ShopItem::brand));
        anything = new Choice(items, ShopItem::popularity);
        substitutes =
                items.stream()
                        .map(i -> substitutes(i, byCategory.get(i.category().name())))
                        .toList();
        complements = items.stream().map(i -> complements(i, byCategory)).toList();
        brandMates = items.stream().map(i -> brandMates(i, byBrand.get(i.brand()))).toList();
    }

    /** Any item, by popularity. */
    Choice anything() {
        return anything;
    }

    /** Items of the same category. */
    Choice substitutes(ShopItem item) {
        return substitutes.get(item.row());
    }

    /** Items of the categories that go with this one. */
    Choice complements(ShopItem item) {
        return complements.get(item.row());
    }

    /** Items of the same brand. */
    Choice brandMates(ShopItem item) {
        return brandMates.get(item.row());
    }

    private Choice substitutes(ShopItem from, List<ShopItem> category) {
        return new Choice(
                without(from, category),
                to ->
                        wanted(to)
                                * (from.type().equals(to.type()) ? SAME_TYPE : 1)
                                * likeness(from, to)
                                * nearness(from, to)
                                * hidden(from, to, HIDDEN_SUBSTITUTE));
    }

    private Choice complements(ShopItem from, Map<String, List<ShopItem>> byCategory) {
        List<ShopItem> others =
                from.category().complements().stream()
                        .flatMap(name -> byCategory.get(name).stream())
                        .toList();
        return new Choice(
                others,
                to -> wanted(to) * likeness(from, to) * hidden(from, to, HIDDEN_COMPLEMENT));
    }

    private Choice brandMates(ShopItem from, List<ShopItem> brand) {
        return new Choice(
                without(from, brand),
                to -> wanted(to) * likeness(from, to) * hidden(from, to, HIDDEN_SUBSTITUTE));
    }

    private static List<ShopItem> without(ShopItem item, List<ShopItem> items) {
        return items.stream().filter(other -> other != item).toList();
    }

    private static double wanted(ShopItem item) {
        return StrictMath.pow(item.popularity(), POPULARITY_POWER);
    }

    private static double likeness(ShopItem from, ShopItem to) {
        return (from.brand().equals(to.brand()) ? SAME_BRAND : 1)
                * (from.series().equals(to.series()) ? SAME_SERIES : 1);
    }

    private static double nearness(ShopItem from, ShopItem to) {
        return StrictMath.exp(-Math.abs(StrictMath.log(from.price() / to.price())));
    }

    /** The same for both directions, and the same whenever it is asked for. */
    private double hidden(ShopItem from, ShopItem to, double strength) {
        long low = Math.min(from.row(), to.row());
        long high = Math.max(from.row(), to.row());
        long pair = (low << 32 | high) * 0x9E3779B97F4A7C15L;
        Random random = new Random(seed ^ pair ^ pair >>> 29);
        return StrictMath.exp(strength * random.nextGaussian());
    }
}
