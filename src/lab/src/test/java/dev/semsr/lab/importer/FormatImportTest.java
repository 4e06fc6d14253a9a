package dev.semsr.lab.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.csv.CsvImportException;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.importer.ColumnsSource.Columns;
import dev.semsr.lab.importer.ColumnsSource.TimeFormat;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each format by a few hand-made lines with the quirks of the real files. */
class FormatImportTest extends HandMadeFiles {

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
    void theOlderMovieLensIsInLatin1() throws IOException {
        Path ratings = file("ratings.dat", "1::73::5::978300760\n");
        Path movies = folder.resolve("movies.dat");
        Files.writeString(
                movies, "73::Misérables, Les (1995)::Drama\n", StandardCharsets.ISO_8859_1);

        sessions(new MovieLensSource(ratings, movies));

        assertThat(items()).extracting(Item::getTitle).containsExactly("Misérables, Les (1995)");
        assertThat(report.problems()).isEmpty();
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
}
