package dev.semsr.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class FieldMappingTest {

    private static final Schema WRITTEN =
            SchemaBuilder.record("SessionState")
                    .namespace("dev.semsr.schemas")
                    .fields()
                    .requiredInt("sequence")
                    .requiredLong("last_event_time")
                    .optionalString("variant")
                    .name("seen")
                    .type()
                    .array()
                    .items()
                    .stringType()
                    .noDefault()
                    .requiredString("rate_window_clicks")
                    .endRecord();

    private final GenericRecord written = new GenericData.Record(WRITTEN);

    FieldMappingTest() {
        written.put("sequence", 7);
        written.put("last_event_time", 1_000L);
        written.put("seen", List.of("e1", "e2"));
        written.put("rate_window_clicks", "many");
    }

    @Test
    void fieldsAreTakenByNameAndTypeAndTheNewOnesHaveTheirDefaults() {
        SessionState state =
                mapping(Map.of("rate_window_clicks", "0"), Set.of("seen")).revise("s1", written);

        assertThat(state.getSequence()).as("an int that became a long").isEqualTo(7);
        assertThat(state.getLastEventTime()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(state.getVariant()).isNull();
        assertThat(state.getRecentEventIds()).isEmpty();
        assertThat(state.getConsent()).isTrue();
        assertThat(state.getPurchasedItems()).isEmpty();
    }

    @Test
    void renamedFieldsAreTakenUnderTheirNewName() {
        var mapping =
                new FieldMapping(
                        Map.of("seen", "recent_event_ids", "rate_window_clicks", "variant"),
                        Map.of(),
                        Set.of("variant"));
        mapping.check(WRITTEN);

        SessionState state = mapping.revise("s1", written);

        assertThat(state.getRecentEventIds()).containsExactly("e1", "e2");
        assertThat(state.getVariant()).isEqualTo("many");
        assertThat(state.getRateWindowClicks()).isZero();
    }

    @Test
    void defaultsAreForFieldsThatWereNotWrittenOrCannotBeConverted() {
        var defaults =
                Map.of(
                        "rate_window_clicks", "3",
                        "sequence", "99",
                        "purchased_items", "[\"a\", \"b\"]",
                        "last_arrival_time", "2000",
                        "consent", "false");

        SessionState state = mapping(defaults, Set.of("seen")).revise("s1", written);

        assertThat(state.getRateWindowClicks()).isEqualTo(3);
        assertThat(state.getSequence()).as("was written").isEqualTo(7);
        assertThat(state.getPurchasedItems()).containsExactly("a", "b");
        assertThat(state.getLastArrivalTime()).isEqualTo(Instant.ofEpochMilli(2_000));
        assertThat(state.getConsent()).isFalse();
    }

    @Test
    void aDefaultIsTextWhereItIsNoJson() {
        assertThat(variantByDefault("blue")).isEqualTo("blue");
        assertThat(variantByDefault("2026-06-01")).isEqualTo("2026-06-01");
        assertThat(variantByDefault("\"7\"")).isEqualTo("7");
        assertThat(variantByDefault("null")).isNull();
    }

    private String variantByDefault(String value) {
        return mapping(
                        Map.of("variant", value, "rate_window_clicks", "0"),
                        Set.of("seen", "variant"))
                .revise("s1", written)
                .getVariant();
    }

    @Test
    void sessionsShareNoLists() {
        FieldMapping mapping = mapping(Map.of("rate_window_clicks", "0"), Set.of("seen"));

        mapping.revise("s1", written).getClicks().add(null);

        assertThat(mapping.revise("s2", written).getClicks()).isEmpty();
    }

    @Test
    void aFieldThatCannotBeConvertedIsNamedWithItsSession() {
        assertThatThrownBy(() -> mapping(Map.of(), Set.of("seen")).revise("s1", written))
                .isInstanceOf(SessionFormException.class)
                .hasMessageStartingWith("Session s1: field 'rate_window_clicks'")
                .hasMessageContaining("reviser");
    }

    @Test
    void aWrittenFieldThatNoFieldTakesHasToBeRenamedOrDropped() {
        assertThatThrownBy(() -> FieldMapping.byName().check(WRITTEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'seen'")
                .hasMessageContaining("rename or drop it");
    }

    @Test
    void twoFieldsAreNeverGivenToOne() {
        var toWritten = new FieldMapping(Map.of("seen", "sequence"), Map.of(), Set.of());

        assertThatThrownBy(() -> toWritten.check(WRITTEN)).hasMessageContaining("'sequence'");
        assertThatThrownBy(
                        () ->
                                new FieldMapping(
                                        Map.of("a", "sequence", "b", "sequence"),
                                        Map.of(),
                                        Set.of()))
                .hasMessageContaining("Two fields");
    }

    @Test
    void namesThatNobodyKnowsAndDefaultsOfAnotherTypeAreRefused() {
        assertThatThrownBy(() -> new FieldMapping(Map.of("seen", "sen"), Map.of(), Set.of()))
                .hasMessageContaining("'sen'")
                .hasMessageContaining("recent_event_ids");
        assertThatThrownBy(() -> mapping(Map.of("clics", "[]"), Set.of()))
                .hasMessageContaining("'clics'");
        assertThatThrownBy(() -> mapping(Map.of("sequence", "many"), Set.of()))
                .hasMessageContaining("'sequence'")
                .hasMessageContaining("many");
        assertThatThrownBy(() -> mapping(Map.of(), Set.of("seen", "sean")).check(WRITTEN))
                .hasMessageContaining("'sean'");
    }

    private static FieldMapping mapping(Map<String, String> defaults, Set<String> dropped) {
        return new FieldMapping(Map.of(), defaults, dropped);
    }
}
