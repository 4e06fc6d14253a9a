package dev.semsr.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {

    private final Gate gate = new Gate();

    @Test
    void closingWaitsForTheWorkThatIsInside() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicBoolean doneBeforeClosed = new AtomicBoolean();
        Thread worker =
                new Thread(
                        () ->
                                gate.call(
                                        () -> {
                                            inside.countDown();
                                            awaitQuietly(goOn);
                                            done.set(true);
                                            return null;
                                        }));
        worker.start();
        inside.await();
        Thread closer =
                new Thread(
                        () -> {
                            gate.close();
                            doneBeforeClosed.set(done.get());
                        });
        closer.start();
        while (closer.getState() != Thread.State.WAITING
                && closer.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closer.join();
        worker.join();
        assertThat(doneBeforeClosed).isTrue();
    }

    @Test
    void afterItIsClosedNothingComesThrough() {
        assertThat(gate.call(() -> "through")).isEqualTo("through");
        gate.close();
        assertThatThrownBy(() -> gate.call(() -> "through"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ending");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
