package dev.semsr.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    @Test
    void generatedRecordsWithEnumsCanBeBuilt() {
        Click click =
                Click.newBuilder()
                        .setEventId("e")
                        .setSessionId("s")
                        .setItemId("i")
                        .setEventTime(Instant.EPOCH)
                        .build();

        assertThat(click.getAction()).isEqualTo(Action.VIEW);
        assertThat(SpecificData.get().getClass(Click.getClassSchema())).isEqualTo(Click.class);
    }

    @Test
    void otherClassesAreStillRefused() {
        assertThatThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> ClassSecurityValidator.validate(TrustedRecords.class))
                .isInstanceOf(SecurityException.class);
    }
}
