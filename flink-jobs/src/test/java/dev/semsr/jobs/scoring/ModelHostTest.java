package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Requests;
import dev.semsr.jobs.testing.TestModels;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelHostTest {

    private static final BatchingSettings SETTINGS =
            new BatchingSettings(4, 8, 3, Duration.ofMillis(5));

    private final AlphabetScorer scorer = new AlphabetScorer("1");
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void leasesOfOneSourceShareOneModelUntilTheLastIsClosed() throws Exception {
        ModelSource source = counted();
        ModelLease first = acquired(source);
        ModelLease second = acquired(source);
        assertThat(loads).hasValue(1);

        first.close();
        first.close();
        assertThat(scorer.closed()).isZero();
        assertThat(answer(second).fallback()).isNull();

        second.close();
        assertThat(scorer.closed()).isEqualTo(1);
    }

    @Test
    void aModelIsLoadedAgainAfterTheLastLeaseWasClosed() throws Exception {
        ModelSource source = counted();
        acquired(source).close();
        acquired(source).close();

        assertThat(loads).hasValue(2);
        assertThat(scorer.closed()).isEqualTo(2);
    }

    @Test
    void otherSourcesHaveOtherModels() throws Exception {
        try (ModelLease one = acquired(counted());
                ModelLease other = acquired(counted())) {
            assertThat(loads).hasValue(2);
            assertThat(one.isLoaded() && other.isLoaded()).isTrue();
        }
    }

    @Test
    void withoutAModelAnswersAreEmptyUntilThereIsOne() throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        ModelSource source =
                TestModels.source(
                        () -> {
                            loads.incrementAndGet();
                            if (published.getCount() > 0) {
                                throw new IllegalStateException("nothing there yet");
                            }
                            return TestModels.model(scorer);
                        });
        try (ModelLease lease = acquired(source)) {
            assertThat(lease.isLoaded()).isFalse();
            assertThat(answer(lease)).isEqualTo(Answer.withoutModel());
            assertThat(lease.fallback(request("a"), FallbackReason.TIMEOUT))
                    .isEqualTo(Answer.withoutModel());
            assertThat(lease.knows(request("a"))).isFalse();

            Await.until(() -> loads.get() > 2);
            published.countDown();
            Await.until(lease::isLoaded);

            assertThat(answer(lease).modelVersion()).isEqualTo("1");
            assertThat(lease.knows(request("a"))).isTrue();
            assertThat(lease.knows(request("?"))).isFalse();
        }
    }

    @Test
    void nativesThatDoNotLoadAreNoModelEither() throws Exception {
        ModelSource source =
                TestModels.source(
                        () -> {
                            throw new UnsatisfiedLinkError("no such library");
                        });
        try (ModelLease lease = acquired(source)) {
            assertThat(answer(lease).fallback()).isEqualTo(FallbackReason.NO_MODEL);
        }
    }

    @Test
    void aModelThatIsLoadedTooLateIsClosedAtOnce() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ModelSource source =
                TestModels.source(
                        () -> {
                            loading.countDown();
                            awaitQuietly(goOn);
                            return TestModels.model(scorer);
                        });
        ModelLease lease = ModelHost.acquire(new ModelHosting(source, SETTINGS));
        assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
        lease.close();
        goOn.countDown();

        Await.until(() -> scorer.closed() == 1);
    }

    private ModelSource counted() {
        return TestModels.source(
                () -> {
                    loads.incrementAndGet();
                    return TestModels.model(scorer);
                });
    }

    private static ModelLease acquired(ModelSource source) throws InterruptedException {
        ModelLease lease = ModelHost.acquire(new ModelHosting(source, SETTINGS));
        lease.awaitFirstAttempt();
        return lease;
    }

    private static Answer answer(ModelLease lease) throws Exception {
        return lease.score(request("a"), Duration.ofMinutes(1)).get(30, TimeUnit.SECONDS);
    }

    private static ScoringRequest request(String item) {
        return Requests.of("s", null, item);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
