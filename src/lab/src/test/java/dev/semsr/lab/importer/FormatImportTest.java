package dev.semsr.lab.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.csv.CsvImportException;
import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import dev.semsr.lab.importer.ColumnsSource.Columns;
import dev.semsr.lab.importer.ColumnsSource.TimeFormat;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format by a few hand-made lines with the quirks of the real files. */
class FormatImportTest {

    @TempDir private Path folder;

    private ImportReport report;

    @Test
    void yoochooseHasNoHeaderAndIsoTimes() {
        Path clicks =
                file(
                        "yoochoose-clicks.dat",
                        """
                        1,2014-04-07T10:54:09.868Z,214536500,0
                        2,2014-04-07T13:56:37.614Z,214662742,S
                        1,2014-04-07T10:51:09.277Z,214536502,0
                        3,yesterday,214716935,0
                        """);
        assertThat(sessions(new YoochooseSource(clicks)))
                .containsExactly("1: 214536502 214536500", "2: 214662742");
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.BAD_TIME_STAMP);
        assertThat(report.samples().get(0).text())
                .contains("yoochoose-clicks.dat:4: bad time stamp: 'yesterday'");
    }

    @Test
    void digineticaHasSemicolonsAndTimesWithinTheDay() {
        Path views =
                file(
                        "train-item-views.csv",
                        """
                        session_id;user_id;item_id;timeframe;eventdate
                        1;NA;81766;526309;2016-05-09
                        1;NA;31331;1031018;2016-05-09
                        2;NA;81766;10;2016-05-08
                        """);
        assertThat(sessions(new DigineticaSource(views, null, null)))
                .containsExactly("2: 81766", "1: 81766 31331");
    }

    @Test
    void digineticaTakesCategoriesAndHashedNames() {
        Path views =
                file(
                        "views.csv",
                        """
                        sessionId;userId;itemId;timeframe;eventdate
                        1;;7;0;2016-05-09
                        1;;8;5;2016-05-09
                        """);
        Path categories = file("product-categories.csv", "itemId;categoryId\n7;91\n8;92\n9;93\n");
        Path products =
                file(
                        "products.csv",
                        "itemId;pricelog2;product.name.tokens\n7;11;4875,776,56689\n9;1;5\n");
        run(new DigineticaSource(views, categories, products), null);
        assertThat(items())
                .extracting(i -> i.getItemId() + " " + i.getTitle() + " " + i.getCategories())
                .containsExactlyInAnyOrder("7 4875 776 56689 [91]", "8  [92]");
    }

    @Test
    void retailrocketVisitorsAreCutWhereTheyPaused() {
        Path events =
                gzipped(
                        "events.csv",
                        """
                        timestamp,visitorid,event,itemid,transactionid
                        1433221332117,257597,view,355908,
                        1433221392117,257597,addtocart,355908,
                        1433225392117,257597,transaction,355908,4000
                        1433221332118,992329,view,248676,
                        1433221332118,992329,waved,248676,
                        """);
        assertThat(sessions(new RetailRocketSource(events), Duration.ofMinutes(30)))
                .containsExactly("257597-1: 355908 355908", "992329-1: 248676", "257597-2: 355908");
        assertThat(clicks())
                .extracting(Click::getAction)
                .containsExactlyInAnyOrder(
                        Action.VIEW, Action.ADD_TO_CART, Action.PURCHASE, Action.VIEW);
        assertThat(report.problems()).containsEntry(ProblemKind.UNKNOWN_ACTION, 1L);
    }

    @Test
    void taobaoHasNoHeaderAndSeconds() {
        Path behaviour =
                file(
                        "UserBehavior.csv",
                        """
                        1,2268318,2520377,pv,1511544070
                        1,2333346,2520771,buy,1511561733
                        100,2268318,2520377,cart,1511544071
                        1,short
                        """);
        assertThat(sessions(new TaobaoSource(behaviour), Duration.ofHours(1)))
                .containsExactly("1-1: 2268318", "100-1: 2268318", "1-2: 2333346");
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.WRONG_NUMBER_OF_COLUMNS);
    }

    @Test
    void ottoHasASessionALine() {
        Path sessions =
                file(
                        "train.jsonl",
                        """
                        {"session": 0, "events": [{"aid": 1517085, "ts": 1659304800025, "type": "clicks"}, {"aid": 1563459, "ts": 1659304904511, "type": "carts"}]}
                        {"session": 1, "events": []}
                        {"session": 2, "events": [{"aid": 5, "ts": 1659304800000, "type": "orders"}]}
                        {"session": 3, "events": [{"aid"
                        """);
        assertThat(sessions(new OttoSource(sessions)))
                .containsExactly("2: 5", "0: 1517085 1563459");
        assertThat(report.problems())
                .containsEntry(ProblemKind.EMPTY_SESSION, 1L)
                .containsEntry(ProblemKind.BROKEN_JSON, 1L);
    }

    @Test
    void movieLensOfBothAgesHasGenresAndCommasInTitles() {
        Path ratings =
                file(
                        "ratings.csv",
                        "userId,movieId,rating,timestamp\n1,2,3.5,1112486027\n1,29,4,1112484676\n");
        Path movies =
                file(
                        "movies.csv",
                        """
                        movieId,title,genres
                        2,"American President, The (1995)",Comedy|Drama
                        29,Nobody Rated (1990),(no genres listed)
                        30,Never Seen (1991),Drama
                        """);
        assertThat(sessions(new MovieLensSource(ratings, movies))).containsExactly("1: 29 2");
        assertThat(items())
                .extracting(i -> i.getTitle() + " " + i.getCategories())
                .containsExactly(
                        "American President, The (1995) [Comedy, Drama]", "Nobody Rated (1990) []");
        Path old = file("ratings.dat", "1::1193::5::978300760\n1::661::3::978302109\n");
        Path oldMovies = file("movies.dat", "661::James & Peach (1996)::Animation|Musical\n");
        assertThat(sessions(new MovieLensSource(old, oldMovies))).containsExactly("1: 1193 661");
        assertThat(items())
                .extracting(Item::getTitle)
                .containsExactlyInAnyOrder("James & Peach (1996)", "");
    }

    @Test
    void amazonM2HasPrintedArraysOverSeveralLinesAndOneLocaleCanBeTaken() {
        Path sessions =
                file(
                        "sessions_train.csv",
                        """
                        prev_items,next_item,locale
                        "['B09W9FND7K' 'B09JSPLN1M']",B09M7GY217,UK
                        "['B076THCGSG' 'B007MO8IME'
                         'B08MF65MLV']",B001B4TKA0,UK
                        "['B0DE']",B0DE2,DE
                        "[]",,UK
                        """);
        Path products =
                file(
                        "products_train.csv",
                        """
                        id,locale,title,price,brand,color,size,model,material,author,desc
                        B09W9FND7K,DE,Falsche Sprache,1.0,Marke,,,,,,
                        B09W9FND7K,UK,"Tom &amp; Jerry ""Mug""
                        300 ml",12.99,Acme,red,,,,,A <b>big</b> mug
                        B0NEVER,UK,Never clicked,1,,,,,,,
                        """);
        assertThat(sessions(new AmazonM2Source(sessions, products, "UK")))
                .containsExactly(
                        "line-2: B09W9FND7K B09JSPLN1M B09M7GY217",
                        "line-3: B076THCGSG B007MO8IME B08MF65MLV B001B4TKA0");
        assertThat(report.dataset().timesSynthesised()).isTrue();
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.EMPTY_SESSION);
        Item mug = item("B09W9FND7K");
        assertThat(mug.getTitle()).isEqualTo("Tom & Jerry \"Mug\" 300 ml");
        assertThat(mug.getBrand()).isEqualTo("Acme");
        assertThat(mug.getDescription()).isEqualTo("A big mug");
        assertThat(mug.getPrice()).isEqualTo(12.99);
        assertThat(item("B001B4TKA0").getTitle()).isEmpty();
    }

    @Test
    void amazon2014HasPythonDictionariesAndNestedCategories() {
        Path reviews =
                gzipped(
                        "reviews_Beauty_5.json.gz",
                        """
                        {"reviewerID": "A1", "asin": "B1", "reviewText": "a \\"good\\" one", "overall": 5.0, "unixReviewTime": 1391040000}
                        {"reviewerID": "A1", "asin": "B2", "overall": 1.0, "unixReviewTime": 1390000000}
                        {"reviewerID": "A2", "asin": "B3", "overall": 1.0}
                        """);
        Path metadata =
                file(
                        "meta_Beauty.json",
                        """
                        {'asin': 'B1', 'title': "Joe's Balm", 'price': 12.5, 'categories': [['Beauty', 'Skin Care'], ['Other']], 'brand': 'Joe'}
                        {'asin': 'B2', 'title': 'It\\'s Oil', 'description': 'line one\\nline two'}
                        {'asin': 'B9', 'title': 'Never reviewed'}
                        """);
        assertThat(sessions(new AmazonReviewsSource(Edition.Y2014, reviews, metadata)))
                .containsExactly("A1: B2 B1");
        assertThat(item("B1").getTitle()).isEqualTo("Joe's Balm");
        assertThat(item("B1").getCategories()).containsExactly("Beauty", "Skin Care");
        assertThat(item("B1").getPrice()).isEqualTo(12.5);
        assertThat(item("B2").getTitle()).isEqualTo("It's Oil");
        assertThat(item("B2").getDescription()).isEqualTo("line one line two");
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.BAD_TIME_STAMP);
    }

    @Test
    void amazon2018HasPricesAsTextAndListsOfDescriptions() {
        Path reviews =
                file(
                        "Office.json",
                        "{\"reviewerID\": \"A1\", \"asin\": \"P1\", \"unixReviewTime\": 1391040000}\n");
        Path metadata =
                file(
                        "meta_Office.json",
                        """
                        {"asin": "P1", "title": "Pens &amp; Pencils, <i>12</i>", "price": "$10.00 - $12.00", "category": ["Office", "Pens &amp; Refills"], "brand": "", "description": ["Good", "", "<p>Blue</p>"]}
                        """);
        run(new AmazonReviewsSource(Edition.Y2018, reviews, metadata), null);
        Item pens = item("P1");
        assertThat(pens.getTitle()).isEqualTo("Pens & Pencils, 12");
        assertThat(pens.getPrice()).isEqualTo(10.0);
        assertThat(pens.getCategories()).containsExactly("Office", "Pens & Refills");
        assertThat(pens.getBrand()).isNull();
        assertThat(pens.getDescription()).isEqualTo("Good Blue");
    }

    @Test
    void amazon2023HasParentItemsMillisecondsAndStores() {
        Path reviews =
                file(
                        "All_Beauty.jsonl",
                        """
                        {"user_id": "U1", "asin": "V1", "parent_asin": "P1", "timestamp": 1588687728923}
                        {"user_id": "U1", "asin": "V2", "parent_asin": "P2", "timestamp": 1588687728000}
                        """);
        Path metadata =
                file(
                        "meta_All_Beauty.jsonl",
                        "{\"parent_asin\": \"P1\", \"title\": \"Soap\", \"store\": \"Howard\","
                                + " \"price\": null, \"categories\": []}\n");
        assertThat(sessions(new AmazonReviewsSource(Edition.Y2023, reviews, metadata)))
                .containsExactly("U1: P2 P1");
        assertThat(item("P1").getBrand()).isEqualTo("Howard");
        assertThat(item("P1").getPrice()).isNull();
        assertThat(clicks().get(0).getEventTime()).isEqualTo(Instant.ofEpochMilli(1588687728000L));
    }

    @Test
    void anyColumnsCanBeNamed() {
        Path clicks =
                file(
                        "log.csv",
                        "who;what;when\nann;x;2024-01-01T00:00:01Z\nann;y;2024-01-01T00:00:00Z\n");
        Path items = file("stock.csv", "sku;name;maker;cat\nx;Cup;Acme;Home | Kitchen\n");
        Columns columns =
                new Columns(
                        "who",
                        "what",
                        "when",
                        TimeFormat.ISO,
                        "sku",
                        "name",
                        "maker",
                        "cat",
                        null,
                        null,
                        ";");
        assertThat(sessions(new ColumnsSource(clicks, items, columns))).containsExactly("ann: y x");
        assertThat(item("x").getCategories()).containsExactly("Home", "Kitchen");
        assertThat(item("x").getBrand()).isEqualTo("Acme");
    }

    @Test
    void absurdTimesAreCountedAndLeftOut() {
        Path behaviour =
                file(
                        "UserBehavior.csv",
                        "1,5,9,pv,1511544070\n1,6,9,pv,-1511544070\n1,7,9,pv,4102444800\n"
                                + "1,8,9,pv,9223372036854775807\n");
        assertThat(sessions(new TaobaoSource(behaviour))).containsExactly("1: 5");
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.TIME_STAMP_OUT_OF_RANGE);
        assertThat(report.problemCount()).isEqualTo(3);
    }

    @Test
    void printedPythonKeepsItsAccentsAndItsNothings() {
        Path reviews =
                file(
                        "reviews.json",
                        "{\"reviewerID\": \"A\", \"asin\": \"B1\", \"unixReviewTime\": 1390000000}\n");
        Path metadata =
                file(
                        "meta.json",
                        "{'asin': 'B1', 'title': 'Caf\\xe9 None & True', 'brand': None, 'new':"
                                + " True, 'price': nan}\n");
        run(new AmazonReviewsSource(Edition.Y2014, reviews, metadata), null);
        assertThat(item("B1").getTitle()).isEqualTo("Caf\u00e9 None & True");
        assertThat(item("B1").getPrice()).isNull();
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void textsLoseTagsButNotComparisonsAndStylesAreNoPrices() {
        assertThat(ItemText.clean("&lt;b&gt;Bold&lt;/b&gt; size <10 or >20"))
                .isEqualTo("Bold size <10 or >20");
        assertThat(ItemText.price(".a-box{margin:0}")).isNull();
        assertThat(ItemText.price("$1,299.00")).isEqualTo(1299.0);
    }

    @Test
    void aWrongHeaderSaysWhatIsMissing() {
        Path events = file("events.csv", "time,visitor\n1,2\n");
        assertThatThrownBy(() -> run(new RetailRocketSource(events), null))
                .isInstanceOf(CsvImportException.class)
                .hasMessageContaining("events.csv:1: wrong header")
                .hasMessageContaining("visitorid");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aStrictImportFailsOnTheFirstProblemAndWritesNothing() {
        Path clicks = file("clicks.dat", "1,yesterday,2,0\n");
        FormatImport strict = new FormatImport("strict", true, 3, null, Clock.systemUTC());
        assertThatThrownBy(
                        () ->
                                strict.run(
                                        new YoochooseSource(clicks),
                                        folder.resolve("out"),
                                        ProgressListener.silent()))
                .hasMessageContaining("clicks.dat:1");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private List<String> sessions(ImportSource source) {
        return sessions(source, null);
    }

    /** {@code session: items in order}, by first click. */
    private List<String> sessions(ImportSource source, Duration gap) {
        run(source, gap);
        Dataset data = DatasetFolder.open(folder.resolve("out")).load();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < data.sessionIds().size(); i++) {
            List<String> items =
                    data.sessions().get(i).stream()
                            .map(visit -> data.itemIds().get(visit.row()))
                            .toList();
            lines.add(data.sessionIds().get(i) + ": " + String.join(" ", items));
        }
        return lines;
    }

    private void run(ImportSource source, Duration gap) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        report =
                new FormatImport("hand-made", false, 5, gap, clock)
                        .run(source, folder.resolve("out"), ProgressListener.silent());
    }

    private List<Click> clicks() {
        List<Click> clicks = new ArrayList<>();
        try (RecordStream<Click> stream = DatasetFolder.open(folder.resolve("out")).clicks()) {
            stream.forEachRemaining(clicks::add);
        }
        return clicks;
    }

    private List<Item> items() {
        return DatasetFolder.open(folder.resolve("out")).load().items();
    }

    private Item item(String id) {
        return items().stream().filter(i -> i.getItemId().equals(id)).findFirst().orElseThrow();
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path gzipped(String name, String text) {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }
}
