package dev.semsr.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.fallback.CoVisitFallback;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.lab.evaluation.DumpedList.Place;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.fixture.ScriptedScorer;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendationDumpTest {

    private static final Split SPLIT =
            new GlobalTimeSplit(0.5, 0.5, 1e-9)
                    .split(HandMade.clicks("u1:a u2:b u1:b u2:a u1:a u3:x u3:c"));

    @TempDir Path folder;

    @Test
    void everyClickOfATestSessionHasTheListThatTheJobGives() throws Exception {
        ScriptedScorer scorer =
                new ScriptedScorer(
                        Set.of("a", "b", "c"),
                        session ->
                                session.equals(List.of("x"))
                                        ? List.of()
                                        : ScriptedScorer.ranked("a", "b", "c", "x"));
        FallbackLadder fallback =
                new FallbackLadder(
                        new CoVisitFallback(
                                List.of("x", "z"), CoVisits.of(List.of(new int[] {0, 1}), 9, 9)),
                        new PopularityFallback(
                                List.of(new PopularItem("b", 7), new PopularItem("x", 3))));
        Path file = folder.resolve("dump.jsonl");

        long lists =
                new RecommendationDump(new Recommender(new RankingSettings(2, true)), fallback)
                        .write(scorer, SPLIT, file, ProgressListener.silent());

        assertThat(lists).isEqualTo(7);
        assertThat(RecommendationDump.read(file))
                .contains(
                        new DumpedList(
                                "u1",
                                1,
                                "e0",
                                List.of(new Place("b", 99, "MODEL"), new Place("c", 98, "MODEL"))),
                        new DumpedList(
                                "u1",
                                3,
                                "e4",
                                List.of(new Place("c", 98, "MODEL"), new Place("x", 97, "MODEL"))),
                        new DumpedList(
                                "u3",
                                1,
                                "e5",
                                List.of(
                                        new Place("z", 2, "CO_VISIT"),
                                        new Place("b", 1, "POPULAR"))));
        assertThat(Files.readAllLines(file).get(0))
                .isEqualTo(
                        "{\"session\":\"u1\",\"clicks\":1,\"event_id\":\"e0\",\"items\":["
                                + "{\"item_id\":\"b\",\"score\":99.0,\"source\":\"MODEL\"},"
                                + "{\"item_id\":\"c\",\"score\":98.0,\"source\":\"MODEL\"}]}");
    }
}
