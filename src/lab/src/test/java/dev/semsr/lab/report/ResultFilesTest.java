package dev.semsr.lab.report;

import static dev.semsr.lab.report.Stored.comparison;
import static dev.semsr.lab.report.Stored.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.experiment.NamedResult;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ResultFilesTest {

    @TempDir Path folder;

    private final NamedResult stored =
            Stored.baseline(
                    List.of(run("base/niser", 0.1, 0.2, 0.3), run("semsr-f/niser", 0.2, 0.3, 0.5)),
                    List.of(comparison("semsr-f/niser", "base/niser", "MRR@20", 0.01, 0.02)));

    @Test
    void aResultIsReadAsItWasWritten() {
        Path json = ResultFiles.write(stored, folder);

        assertThat(json).hasFileName("baseline-hand-made.json");
        assertThat(NamedResult.readAll(folder)).containsExactly(stored);
        assertThat(NamedResult.readAll(folder.resolve("none"))).isEmpty();
    }

    @Test
    void theCsvHasALineForEachModelGroupAndCutOff() throws Exception {
        ResultFiles.writeTables(stored, folder);

        assertThat(Files.readAllLines(folder.resolve("baseline-hand-made.csv")))
                .startsWith("experiment,dataset,model,seed,group,cases,cutoff,recall,mrr,ndcg")
                .contains(
                        "baseline,hand-made,popularity,,all,400,5,0.020000,0.010000,0.010000",
                        "baseline,hand-made,semsr-f/niser,1,all,400,100,0.500000,0.250000,0.250000",
                        "baseline,hand-made,base/niser,1,after 1 click,400,20,0.200000,0.100000,0.100000")
                .noneMatch(line -> line.contains(",unseen,"));
    }

    @Test
    void plotsAreWellFormedAndNameTheirSeries() throws Exception {
        ResultFiles.writeTables(stored, folder);

        Document recall = xml(Files.readString(folder.resolve("baseline-hand-made-recall.svg")));
        assertThat(recall.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(recall.getElementsByTagName("circle").getLength()).isEqualTo(6);
        assertThat(recall.getDocumentElement().getTextContent())
                .contains("Recall@K, hand-made", "semsr-f/niser", "100");
        xml(Files.readString(folder.resolve("baseline-hand-made-mrr.svg")));
    }

    @Test
    void wordsInPlotsAreEscapedAndMissingValuesLeftOut() throws Exception {
        Plot plot =
                new Plot(
                        "a < b & \"c\"",
                        List.of("1", "2"),
                        List.of(new Plot.Series("<s>", List.of(0.5, Double.NaN))));

        assertThat(xml(plot.bars()).getDocumentElement().getTextContent())
                .contains("a < b & \"c\"");
        assertThat(xml(plot.lines()).getElementsByTagName("circle").getLength()).isEqualTo(1);
    }

    @Test
    void thePageJudgesTheClaimsAndShowsTheIntervals() throws Exception {
        String page = ResultsPage.of(List.of(stored), "results");

        assertThat(page)
                .isEqualTo(
                        new String(
                                getClass().getResourceAsStream("results-page.md").readAllBytes(),
                                StandardCharsets.UTF_8));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }
}
