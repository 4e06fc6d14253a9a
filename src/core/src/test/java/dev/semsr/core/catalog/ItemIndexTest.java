package dev.semsr.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemIndexTest {

    private static final ItemAttributes LAMP =
            new ItemAttributes(List.of("Home", "Lamps"), "Acme", true, Map.of("color", "red"));

    private final ItemIndex index = new ItemIndex();

    @Test
    void anItemThatNobodyToldAboutIsAvailable() {
        assertThat(index.of("lamp")).isEqualTo(ItemAttributes.UNKNOWN);
        assertThat(index.of("lamp").available()).isTrue();
    }

    @Test
    void theLastStateCounts() {
        index.put("lamp", LAMP);
        index.put("lamp", new ItemAttributes(List.of("Home"), null, true, Map.of()));

        assertThat(index.of("lamp").narrowestCategory()).isEqualTo("Home");
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void aWithdrawnItemIsUnavailableAndKeepsItsCategories() {
        index.put("lamp", LAMP);
        index.withdraw("lamp");
        index.withdraw("stranger");

        assertThat(index.of("lamp").available()).isFalse();
        assertThat(index.of("lamp").categories()).containsExactly("Home", "Lamps");
        assertThat(index.of("stranger").available()).isFalse();
    }

    @Test
    void anItemComesBack() {
        index.withdraw("lamp");
        index.put("lamp", LAMP);

        assertThat(index.of("lamp").available()).isTrue();
    }

    @Test
    void equalItemsShareWhatIsKnownOfThem() {
        index.put("lamp", LAMP);
        index.put(
                "other",
                new ItemAttributes(List.of("Home", "Lamps"), "Acme", true, Map.of("color", "red")));

        assertThat(index.of("other")).isSameAs(index.of("lamp"));
    }
}
