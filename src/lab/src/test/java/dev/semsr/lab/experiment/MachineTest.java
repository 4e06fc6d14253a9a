package dev.semsr.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void theMachineIsNamed() {
        Machine machine = Machine.current();

        assertThat(machine.cores()).isPositive();
        assertThat(machine.memoryGigabytes()).isPositive();
        assertThat(machine.text()).matches("\\d+ cores \\(.+\\), \\d+ GB, .+, Java .+");
    }
}
