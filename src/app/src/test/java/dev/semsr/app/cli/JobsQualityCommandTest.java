package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobsQualityCommandTest {

    private final JobsQualityCommand command = new JobsQualityCommand();

    @Test
    void theTopicOfTheReportsIsCreatedUnderTheNameThatTheJobWritesTo() {
        assertThat(command.topics(Map.of()).names()).containsExactly("quality");
        assertThat(command.topics(Map.of("quality.topic", "hits")).names()).containsExactly("hits");
    }

    @Test
    void soAreTheRolloutsIfTheyMayBeTakenBack() {
        assertThat(
                        command.topics(
                                        Map.of(
                                                "quality.auto-rollback",
                                                "true",
                                                "rollouts.topic",
                                                "orders"))
                                .names())
                .contains("quality", "orders");
    }
}
