package dev.semsr.lab.demoshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoShopTest {

    @TempDir static Path folder;

    private static Dataset shop;

    @BeforeAll
    static void makeShop() {
        DemoShop.generate(
                DemoShopSettings.defaults(), folder.resolve("shop"), ProgressListener.silent());
        shop = DatasetFolder.open(folder.resolve("shop")).load();
    }

    @Test
    void theSameSeedMakesTheSameFiles() {
        DemoShopSettings small = DemoShopSettings.defaults().withSize(300, 200);
        for (String name : List.of("one", "two")) {
            DemoShop.generate(small, folder.resolve(name), ProgressListener.silent());
        }
        DatasetInfo other =
                DemoShop.generate(
                        small.withSeed(8), folder.resolve("three"), ProgressListener.silent());

        for (String file : List.of("items.avro", "clicks.avro", "dataset.json")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
        }
        assertThat(other.sha256())
                .isNotEqualTo(DatasetFolder.open(folder.resolve("one")).info().sha256());
    }

    @Test
    void theShopIsAsBigAsItSays() {
        assertThat(shop.info().items()).isEqualTo(2_000);
        assertThat(shop.info().sessions()).isEqualTo(20_000);
        assertThat(shop.info().clicks()).isBetween(80_000L, 120_000L);
        assertThat(Duration.between(shop.info().firstClick(), shop.info().lastClick()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(31));
        assertThat(categories()).hasSize(30);
    }

    @Test
    void everyItemHasATitleOfItsOwnABrandAndAPrice() {
        assertThat(shop.items().stream().map(Item::getTitle)).doesNotHaveDuplicates();
        assertThat(shop.items())
                .allSatisfy(
                        item -> {
                            assertThat(item.getTitle()).startsWith(item.getBrand());
                            assertThat(item.getCategories()).hasSize(3);
                            assertThat(item.getPrice()).isPositive();
                            assertThat(item.getDescription()).isNotBlank();
                        });
    }

    @Test
    void popularityFallsLikeZipf() {
        long[] clicks = new long[shop.items().size()];
        shop.visits().forEach(visit -> clicks[visit.row()]++);
        long[] sorted = Arrays.stream(clicks).sorted().toArray();
        long all = shop.info().clicks();

        long top = Arrays.stream(sorted).skip(sorted.length * 9L / 10).sum();
        assertThat(top / (double) all).as("share of the top tenth").isBetween(0.3, 0.7);
        double slope = Math.log((double) at(sorted, 10) / at(sorted, 1000)) / Math.log(1000.0 / 10);
        assertThat(slope).as("slope in log-log").isBetween(0.5, 1.1);
    }

    private static long at(long[] ascending, int rank) {
        return ascending[ascending.length - rank];
    }

    @Test
    void sessionsAreShortWithALongTail() {
        List<Integer> lengths = shop.sessions().stream().map(List::size).sorted().toList();

        double mean = shop.info().clicks() / (double) shop.info().sessions();
        assertThat(mean).isBetween(4.0, 6.0);
        assertThat(lengths.get(lengths.size() / 2)).isBetween(3, 5);
        assertThat(lengths.get(lengths.size() - 1)).isBetween(25, 80);
    }

    @Test
    void clicksOfASessionAreApartButNotTooFar() {
        for (List<Visit> session : shop.sessions()) {
            for (int i = 1; i < session.size(); i++) {
                assertThat(session.get(i).timeMillis() - session.get(i - 1).timeMillis())
                        .isBetween(1_000L, Duration.ofMinutes(30).toMillis());
            }
        }
    }

    @Test
    void shoppersStayInACategoryOrGoToOneThatComplementsIt() {
        Map<String, List<String>> complements =
                ShopWords.load().categories().stream()
                        .collect(
                                Collectors.toMap(
                                        ShopWords.Category::name, ShopWords.Category::complements));
        long steps = 0;
        long same = 0;
        long complement = 0;
        for (List<Visit> session : shop.sessions()) {
            for (int i = 1; i < session.size(); i++) {
                String from = category(session.get(i - 1));
                String to = category(session.get(i));
                steps++;
                same += from.equals(to) ? 1 : 0;
                complement += complements.get(from).contains(to) ? 1 : 0;
            }
        }
        assertThat(same / (double) steps).isBetween(0.5, 0.75);
        assertThat(complement / (double) steps).isBetween(0.12, 0.35);
    }

    @Test
    void someItemsAreNotClickedBeforeTheLastDays() {
        long cut = shop.info().firstClick().plus(Duration.ofDays(27)).toEpochMilli();
        Set<Integer> before = new HashSet<>();
        Set<Integer> after = new HashSet<>();
        shop.visits().forEach(v -> (v.timeMillis() < cut ? before : after).add(v.row()));
        after.removeAll(before);

        assertThat(after.size()).as("items first seen in the last days").isBetween(50, 70);
    }

    @Test
    void aShopThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> DemoShopSettings.defaults().withSize(20, 100))
                .hasMessageContaining("300 or more");
    }

    private static String category(Visit visit) {
        return shop.items().get(visit.row()).getCategories().get(1);
    }

    private static Set<String> categories() {
        return shop.items().stream()
                .map(item -> item.getCategories().get(1))
                .collect(Collectors.toSet());
    }
}
