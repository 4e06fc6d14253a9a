package dev.semsr.lab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.fixture.HandMade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestSessionsSplitTest {

    private static final Dataset DATASET =
            HandMade.clicks("s1:a s1:b s2:a s2:c s3:b s3:c s4:c s4:a s5:b s4:d s1:d s5:a s5:x");

    private final Split split = new NewestSessionsSplit(0.2, 0.25).split(DATASET);

    @Test
    void theNewestSessionsAreTheTest() {
        assertThat(split.cut()).isEqualTo(Instant.EPOCH.plusSeconds(8));
        assertThat(split.sessions().stream().map(TestSession::session)).containsExactly("s5");
        assertThat(split.cases())
                .containsExactly(
                        new TestCase("s5", "e8", List.of("b"), "a", true),
                        new TestCase("s5", "e11", List.of("b", "a"), "x", false));
    }

    @Test
    void aSessionThatGoesOnAfterTheCutIsCutOff() {
        assertThat(split.training())
                .containsExactly(new int[] {0, 1}, new int[] {0, 2}, new int[] {1, 2});
        assertThat(split.validation()).hasSize(1);
        assertThat(split.validation().get(0).prefix()).containsExactly(2);
        assertThat(split.validation().get(0).target()).isZero();
        assertThat(split.unseenItems()).isEqualTo(2);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new NewestSessionsSplit(0, 0.1)).hasMessageContaining("no split");
    }
}
