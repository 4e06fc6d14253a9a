package dev.semsr.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTextTemplateTest {

    private static final Item SHOE =
            Item.newBuilder()
                    .setItemId("1")
                    .setTitle("Trail  Shoe\n42")
                    .setBrand("Fells")
                    .setCategories(List.of("Sport", "Running"))
                    .setDescription("Light.")
                    .build();

    @Test
    void theDefaultIsTitleBrandAndCategoryOnOneLine() {
        assertThat(ItemTextTemplate.DEFAULT.render(SHOE))
                .isEqualTo("Trail Shoe 42. Fells. Sport > Running");
    }

    @Test
    void partsComeInTheOrderOfTheName() {
        assertThat(ItemTextTemplate.parse("description-category-title").render(SHOE))
                .isEqualTo("Light.. Sport > Running. Trail Shoe 42");
    }

    @Test
    void missingPartsAreLeftOut() {
        Item bare = Item.newBuilder().setItemId("2").setTitle("Lamp").build();

        assertThat(ItemTextTemplate.DEFAULT.render(bare)).isEqualTo("Lamp");
    }

    @Test
    void anItemWithoutAnyPartHasNoText() {
        Item empty = Item.newBuilder().setItemId("3").setTitle(" ").setBrand("").build();

        assertThat(ItemTextTemplate.DEFAULT.render(empty)).isEmpty();
    }

    @Test
    void longDescriptionsAreCutAtAWord() {
        Item wordy = Item.newBuilder(SHOE).setDescription("word ".repeat(200)).build();

        String text = ItemTextTemplate.parse("description").render(wordy);

        assertThat(text).hasSizeBetween(490, 500).endsWith("word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "title-brand-category", "category-title-description"})
    void aTemplateIsReadFromItsName(String name) {
        assertThat(ItemTextTemplate.parse(name).name()).isEqualTo(name);
    }

    @Test
    void anUnknownPartIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> ItemTextTemplate.parse("title-colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'colour'", "title-colour", "description");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "title-", "title-title"})
    void partsThatAreEmptyOrRepeatedAreRefused(String name) {
        assertThatThrownBy(() -> ItemTextTemplate.parse(name))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
