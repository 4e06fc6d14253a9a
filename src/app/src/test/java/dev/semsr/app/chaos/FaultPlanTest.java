package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    @Test
    void theSameSeedMakesTheSamePlanAndAnotherAnotherOne() {
        assertThat(FaultPlan.draw(7, 50, ALL)).isEqualTo(FaultPlan.draw(7, 50, ALL));
        assertThat(FaultPlan.draw(7, 50, ALL)).isNotEqualTo(FaultPlan.draw(8, 50, ALL));
    }

    @Test
    void aLongerPlanOfASeedBeginsLikeAShorterOne() {
        assertThat(FaultPlan.draw(3, 90, ALL).faults().subList(0, 40))
                .isEqualTo(FaultPlan.draw(3, 40, ALL).faults());
    }

    @Test
    void everyKindComesBeforeAnyIsDrawnFreely() {
        assertThat(FaultPlan.draw(1, ALL.size(), ALL).faults())
                .extracting(FaultPlan.PlannedFault::kind)
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void onlyTheChosenKindsAreDrawn() {
        Set<FaultKind> chosen = EnumSet.of(FaultKind.KILL_BROKER, FaultKind.RESCALE);
        assertThat(FaultPlan.draw(1, 100, chosen).faults())
                .extracting(FaultPlan.PlannedFault::kind)
                .containsOnlyElementsOf(chosen);
    }
}
