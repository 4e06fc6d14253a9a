package dev.semsr.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.QualityReport;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListJudgeTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private final ListJudge judge = new ListJudge(3);

    @Test
    void theNewestListBeforeTheClickCounts() {
        List<Recommendation> lists =
                List.of(list("e1", 1, "x", "y"), list("e2", 2, "a", "b"), list("e9", 9, "b", "a"));

        Judgement judgement = judge.judge(lists, click("e3", 3, "b")).orElseThrow();

        assertThat(judgement)
                .isEqualTo(new Judgement("m/1", "semsr-f/niser", "MODEL", "b", 2, false));
    }

    @Test
    void theListThatAnswersTheClickItselfIsNotBeforeIt() {
        assertThat(judge.judge(List.of(list("e1", 1, "a")), click("e1", 1, "a"))).isEmpty();
    }

    @Test
    void ofTwoClicksInOneMillisecondTheFirstOnesListIsBeforeTheSecond() {
        assertThat(judge.judge(List.of(list("e1", 1, "a")), click("e2", 1, "a"))).isPresent();
    }

    @Test
    void aListThatTheClickNamesCountsThoughItIsNotTheNewest() {
        Click click = click("e3", 3, "y");
        click.setRecommendationId("r-e1");

        Judgement judgement =
                judge.judge(List.of(list("e1", 1, "x", "y"), list("e2", 2, "a", "b")), click)
                        .orElseThrow();

        assertThat(judgement.rank()).isEqualTo(2);
        assertThat(judgement.attributed()).isTrue();
    }

    @Test
    void anUnknownNameLeavesTheNewestList() {
        Click click = click("e3", 3, "a");
        click.setRecommendationId("of another session");

        Judgement judgement = judge.judge(List.of(list("e1", 1, "a")), click).orElseThrow();

        assertThat(judgement.rank()).isEqualTo(1);
        assertThat(judgement.attributed()).isFalse();
    }

    @Test
    void anItemBehindTheCutoffIsAMiss() {
        List<Recommendation> lists = List.of(list("e1", 1, "a", "b", "c", "d"));

        assertThat(judge.judge(lists, click("e2", 2, "c")).orElseThrow().rank()).isEqualTo(3);
        assertThat(judge.judge(lists, click("e2", 2, "d")).orElseThrow().isHit()).isFalse();
    }

    @Test
    void emptyListsWereNotSeen() {
        assertThat(judge.judge(List.of(list("e1", 1)), click("e2", 2, "a"))).isEmpty();
    }

    @Test
    void aCutoffBelowOneIsRefused() {
        assertThatThrownBy(() -> new ListJudge(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsAreThoseCountedByHand() {
        Judgement first = judgement(1, true);
        QualityReport report = QualitySums.empty(first, "SEEN", START, START.plusSeconds(60));
        Stream.of(first, judgement(4, false), judgement(0, false), judgement(8, false))
                .forEach(judgement -> QualitySums.add(report, judgement));
        Stream.of(judgement(20, false), judgement(21, true), judgement(5, false))
                .forEach(judgement -> QualitySums.add(report, judgement));

        assertThat(report.getClicks()).isEqualTo(7);
        assertThat(report.getHits()).isEqualTo(6);
        assertThat(report.getReciprocalRanks()).isEqualTo(1 + 0.25 + 0.125 + 0.05 + 1.0 / 21 + 0.2);
        assertThat(report.getAttributed()).isEqualTo(2);
        assertThat(report.getHitsAt1()).isEqualTo(1);
        assertThat(report.getHitsAt2To5()).isEqualTo(2);
        assertThat(report.getHitsAt6To10()).isEqualTo(1);
        assertThat(report.getHitsAt11To20()).isEqualTo(1);
        assertThat(report.getHitsBeyond20()).isEqualTo(1);
        assertThat(report.getSource()).isEqualTo("MODEL");
        assertThat(report.getClickedItems()).isEqualTo("SEEN");
    }

    private static Judgement judgement(int rank, boolean attributed) {
        return new Judgement("m/1", "semsr-f/niser", "MODEL", "a", rank, attributed);
    }

    private static Recommendation list(String clickEventId, int second, String... items) {
        return new Recommendation(
                "r-" + clickEventId,
                "s1",
                clickEventId,
                (long) second,
                Stream.of(items).map(item -> item(item)).toList(),
                "m/1",
                "semsr-f/niser",
                START.plusSeconds(second),
                START.plusSeconds(second));
    }

    private static Click click(String eventId, int second, String itemId) {
        return Click.newBuilder()
                .setEventId(eventId)
                .setSessionId("s1")
                .setItemId(itemId)
                .setEventTime(START.plusSeconds(second))
                .build();
    }

    private static RecommendedItem item(String id) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(1f)
                .setSource(Source.MODEL)
                .build();
    }
}
