package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final AlphabetScorer scorer = new AlphabetScorer("1");
    private final MicroBatcher batcher = batcher(scorer, 4, 8);

    @AfterEach
    void close() {
        scorer.release(1_000);
        batcher.close();
    }

    @Test
    void aRequestOnAnIdleDeviceIsAnsweredAlone() throws Exception {
        Answer answer = get(submit(List.of("a"), LONG));

        assertThat(scorer.batches()).containsExactly(1);
        assertThat(answer.fallback()).isNull();
        assertThat(answer.modelVersion()).isEqualTo("1");
        assertThat(answer.candidates()).extracting(Candidate::itemId).startsWith("b", "c");
    }

    @Test
    void whatQueuesWhileTheDeviceIsBusyIsTheNextBatchUpToTheLimit() throws Exception {
        List<CompletableFuture<Answer>> answers = submitWhileBusy(7, LONG);

        scorer.release(100);

        for (CompletableFuture<Answer> answer : answers) {
            assertThat(get(answer).fallback()).isNull();
        }
        assertThat(scorer.batches()).containsExactly(1, 4, 3);
    }

    @Test
    void everyRequestGetsItsOwnAnswer() throws Exception {
        scorer.hold();
        CompletableFuture<Answer> first = submitAndAwaitCall();
        CompletableFuture<Answer> afterC = submit(List.of("c"), LONG);
        CompletableFuture<Answer> unknown = submit(List.of("?"), LONG);
        CompletableFuture<Answer> afterF = submit(List.of("a", "f"), LONG);
        scorer.release(100);

        assertThat(firstItem(first)).isEqualTo("b");
        assertThat(firstItem(afterC)).isEqualTo("d");
        assertThat(firstItem(afterF)).isEqualTo("g");
        assertThat(get(unknown).fallback()).isEqualTo(FallbackReason.UNKNOWN_ITEMS);
        assertThat(firstItem(unknown)).isEqualTo("j");
    }

    @Test
    void aRequestThatNobodyWaitsForAnyMoreDoesNotReachTheDevice() throws Exception {
        scorer.hold();
        CompletableFuture<Answer> first = submitAndAwaitCall();
        CompletableFuture<Answer> late = submit(List.of("c"), Duration.ZERO);
        CompletableFuture<Answer> patient = submit(List.of("d"), LONG);
        scorer.release(100);

        assertThat(get(first).fallback()).isNull();
        assertThat(get(late).fallback()).isEqualTo(FallbackReason.TIMEOUT);
        assertThat(get(patient).fallback()).isNull();
        assertThat(scorer.batches()).containsExactly(1, 1);
    }

    @Test
    void aFullQueueIsAnsweredAtOnceByPopularItems() throws Exception {
        List<CompletableFuture<Answer>> answers = submitWhileBusy(9, LONG);

        assertThat(get(answers.get(9)).fallback()).isEqualTo(FallbackReason.OVERLOAD);
        assertThat(answers.subList(0, 9)).noneMatch(CompletableFuture::isDone);
        assertThat(batcher.queueDepth()).isEqualTo(8);
    }

    @Test
    void aFailureOfTheDeviceIsAnsweredByPopularItemsAndTheNextCallIsTried() throws Exception {
        scorer.failWith(new IllegalStateException("device lost"));
        Answer failed = get(submit(List.of("a"), LONG));
        scorer.failWith(null);
        Answer good = get(submit(List.of("a"), LONG));

        assertThat(failed.fallback()).isEqualTo(FallbackReason.DEVICE_ERROR);
        assertThat(failed.candidates()).extracting(Candidate::reason).containsOnly("device error");
        assertThat(good.fallback()).isNull();
    }

    @Test
    void aDeviceThatAnswersTooFewSessionsHasFailed() throws Exception {
        try (MicroBatcher broken = batcher(new ForgetfulScorer(), 4, 8)) {
            assertThat(get(broken.submit(List.of("a"), LONG).orElseThrow()).fallback())
                    .isEqualTo(FallbackReason.DEVICE_ERROR);
        }
    }

    @Test
    void closingAnswersWhatWaitsAndClosesTheModelOnce() throws Exception {
        List<CompletableFuture<Answer>> answers = submitWhileBusy(5, LONG);
        Thread closer = new Thread(batcher::close);
        closer.start();
        Await.until(() -> closer.getState() == Thread.State.WAITING);
        scorer.release(1);
        closer.join();

        assertThat(get(answers.get(0)).fallback()).isNull();
        for (CompletableFuture<Answer> waiting : answers.subList(1, 6)) {
            assertThat(get(waiting).fallback()).isEqualTo(FallbackReason.NO_MODEL);
        }
        assertThat(scorer.closed()).isEqualTo(1);
        assertThat(get(submit(List.of("a"), LONG)).fallback()).isNotNull();
    }

    @Test
    void aRetiredVersionAnswersWhatWaitsTakesNothingMoreAndIsThenClosed() throws Exception {
        List<CompletableFuture<Answer>> answers = submitWhileBusy(5, LONG);
        CountDownLatch freed = new CountDownLatch(1);

        batcher.retire(freed::countDown);

        assertThat(batcher.submit(List.of("a"), LONG)).isEmpty();
        assertThat(scorer.closed()).isZero();
        scorer.release(100);
        assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(get(answer).fallback()).isNull();
        }
        assertThat(scorer.closed()).isEqualTo(1);
    }

    @Test
    void anIdleVersionIsFreedAsSoonAsItIsRetired() throws Exception {
        CountDownLatch freed = new CountDownLatch(1);

        batcher.retire(freed::countDown);

        assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(scorer.closed()).isEqualTo(1);
    }

    @Test
    void aVersionWithAFullQueueCanBeRetired() throws Exception {
        List<CompletableFuture<Answer>> answers = submitWhileBusy(8, LONG);
        CountDownLatch freed = new CountDownLatch(1);

        batcher.retire(freed::countDown);
        scorer.release(100);

        assertThat(freed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(get(answers.get(8)).fallback()).isNull();
    }

    private CompletableFuture<Answer> submit(List<String> items, Duration timeout) {
        return batcher.submit(items, timeout).orElseThrow();
    }

    /** One request in the device and {@code waiting} behind it. */
    private List<CompletableFuture<Answer>> submitWhileBusy(int waiting, Duration timeout) {
        scorer.hold();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        answers.add(submitAndAwaitCall());
        for (int i = 0; i < waiting; i++) {
            answers.add(submit(List.of("a"), timeout));
        }
        return answers;
    }

    private CompletableFuture<Answer> submitAndAwaitCall() {
        int before = scorer.entered();
        CompletableFuture<Answer> answer = submit(List.of("a"), LONG);
        Await.until(() -> scorer.entered() > before);
        return answer;
    }

    private static String firstItem(CompletableFuture<Answer> answer) throws Exception {
        return get(answer).candidates().get(0).itemId();
    }

    private static Answer get(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }

    private static MicroBatcher batcher(Scorer scorer, int maxBatch, int capacity) {
        return new MicroBatcher(
                new LoadedModel(scorer, TestModels.model(new AlphabetScorer("1")).fallback()),
                new BatchingSettings(maxBatch, capacity, 3, Duration.ofSeconds(5)),
                new ScoringMetrics());
    }

    private static final class ForgetfulScorer implements Scorer {
        @Override
        public String version() {
            return "0";
        }

        @Override
        public String variant() {
            return "forgetful";
        }

        @Override
        public Set<String> items() {
            return Set.of();
        }

        @Override
        public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
