package dev.semsr.lab.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The Amazon releases by hand-made lines with the quirks of the real files. */
class AmazonImportTest extends HandMadeFiles {

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
}
