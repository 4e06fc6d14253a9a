package dev.semsr.core.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.semsr.core.refresh.InvalidItemException.Reason;
import dev.semsr.schemas.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemValidatorTest {

    private final ItemValidator validator = new ItemValidator(5);

    @Test
    void anItemUnderItsIdIsValid() {
        assertThatCode(() -> validator.check("a", item("a", 3.5))).doesNotThrowAnyException();
        assertThatCode(() -> validator.check("a", item("a", null))).doesNotThrowAnyException();
        assertThatCode(() -> validator.check("abcde", item("abcde", 0.0)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anItemWithoutIdIsNot(String id) {
        assertThat(refusal(id, item(id, null)).reason()).isEqualTo(Reason.MISSING_ID);
    }

    @Test
    void aLongIdIsNot() {
        InvalidItemException refusal = refusal("abcdef", item("abcdef", null));

        assertThat(refusal.reason()).isEqualTo(Reason.LONG_ID);
        assertThat(refusal).hasMessageContaining("6 characters").hasMessageContaining("at most 5");
    }

    @Test
    void anItemUnderAnotherKeyIsNot() {
        assertThat(refusal("b", item("a", null)))
                .hasMessageContaining("'b'")
                .hasMessageContaining("'a'");
        assertThat(refusal(null, item("a", null)).reason()).isEqualTo(Reason.OTHER_KEY);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aPriceThatIsNoneIsNot(double price) {
        assertThat(refusal("a", item("a", price)).reason()).isEqualTo(Reason.BAD_PRICE);
    }

    private InvalidItemException refusal(String key, Item item) {
        return catchThrowableOfType(InvalidItemException.class, () -> validator.check(key, item));
    }

    private static Item item(String id, Double price) {
        return Item.newBuilder().setItemId(id).setPrice(price).build();
    }
}
