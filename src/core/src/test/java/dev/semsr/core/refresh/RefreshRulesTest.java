package dev.semsr.core.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.encoding.TextHash;
import dev.semsr.schemas.RefreshedItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefreshRulesTest {

    private static final ItemAttributes CHEAP = attributes(1.0, true);
    private static final ItemAttributes DEAR = attributes(2.0, true);
    private static final List<Float> VECTOR = List.of(1f, 0f);
    private static final List<Float> OTHER_VECTOR = List.of(0f, 1f);

    private final RefreshRules rules = new RefreshRules("e:t");

    @Test
    void aNewItemWaitsForItsVector() {
        RefreshStep step = rules.published("a", null, "red shoe", CHEAP);

        assertThat(step.waits()).isTrue();
        assertThat(step.published()).isNull();
    }

    @Test
    void aNewItemThatIsSoldOutDoesNotWaitToSaySo() {
        RefreshStep soldOut = rules.published("a", null, "red shoe", attributes(1.0, false));
        RefreshStep back = rules.published("a", soldOut.state(), "red shoe", CHEAP);
        RefreshStep dearer = rules.published("a", back.state(), "red shoe", DEAR);

        assertThat(soldOut.waits()).isTrue();
        assertThat(soldOut.published().getAvailable()).isFalse();
        assertThat(soldOut.published().getVector()).isEmpty();
        assertThat(back.waits()).isTrue();
        assertThat(back.published().getAvailable()).isTrue();
        assertThat(dearer.published()).isNull();
    }

    @Test
    void anItemWhoseTextIsRefusedSaysThatItIsSoldOut() {
        RefreshedItem waiting = rules.published("a", null, "red shoe", CHEAP).state();
        RefreshedItem refused = rules.refused("a", waiting, hash("red shoe")).state();

        RefreshStep step = rules.published("a", refused, "red shoe", attributes(1.0, false));

        assertThat(step.published().getAvailable()).isFalse();
    }

    @Test
    void anEncodedItemIsPublishedWithItsNewestAttributes() {
        RefreshedItem waiting = rules.published("a", null, "red shoe", CHEAP).state();
        RefreshedItem dearer = rules.published("a", waiting, "red shoe", DEAR).state();

        RefreshStep step = rules.encoded("a", dearer, hash("red shoe"), VECTOR);

        assertThat(step.waits()).isFalse();
        assertThat(step.published().getItemId()).isEqualTo("a");
        assertThat(step.published().getVector()).isEqualTo(VECTOR);
        assertThat(step.published().getTextEncoder()).isEqualTo("e:t");
        assertThat(step.published().getTextHash()).isEqualTo(hash("red shoe"));
        assertThat(step.published().getPrice()).isEqualTo(2.0);
        assertThat(step.published().getCategories()).containsExactly("shoes");
        assertThat(step.published().getBrand()).isEqualTo("acme");
        assertThat(step.published().getAttributes()).containsEntry("colour", "red");
    }

    @Test
    void attributesPassAtOnceWhileANewTextWaits() {
        RefreshStep step =
                rules.published("a", encoded("red shoe"), "blue shoe", attributes(1.0, false));

        assertThat(step.waits()).isTrue();
        assertThat(step.published().getAvailable()).isFalse();
        assertThat(step.published().getVector()).isEqualTo(VECTOR);
        assertThat(step.published().getTextHash()).isEqualTo(hash("red shoe"));
    }

    @Test
    void aNewTextAloneIsPublishedWhenItIsEncoded() {
        RefreshStep waiting = rules.published("a", encoded("red shoe"), "blue shoe", CHEAP);
        RefreshStep step = rules.encoded("a", waiting.state(), hash("blue shoe"), OTHER_VECTOR);

        assertThat(waiting.published()).isNull();
        assertThat(step.published().getVector()).isEqualTo(OTHER_VECTOR);
        assertThat(step.published().getTextHash()).isEqualTo(hash("blue shoe"));
    }

    @Test
    void anUnchangedItemSaysNothingNew() {
        RefreshStep step = rules.published("a", encoded("red shoe"), "red shoe", CHEAP);

        assertThat(step.waits()).isFalse();
        assertThat(step.published()).isNull();
    }

    @Test
    void aVectorOfAnEarlierTextChangesNothing() {
        RefreshedItem changed = rules.published("a", encoded("red"), "blue", CHEAP).state();

        assertThat(rules.encoded("a", changed, hash("green"), OTHER_VECTOR)).isNull();
        assertThat(rules.encoded("a", null, hash("red"), OTHER_VECTOR)).isNull();
    }

    @Test
    void aTextThatIsChangedBackNeedsNoEncoder() {
        RefreshedItem changed = rules.published("a", encoded("red"), "blue", CHEAP).state();
        RefreshStep step = rules.published("a", changed, "red", CHEAP);

        assertThat(step.waits()).isFalse();
        assertThat(step.published()).isNull();
    }

    @Test
    void anItemWithoutTextIsPublishedAtOnceWithoutVector() {
        RefreshStep step = rules.published("a", null, "", CHEAP);

        assertThat(step.waits()).isFalse();
        assertThat(step.published().getVector()).isEmpty();
        assertThat(step.published().getTextEncoder()).isEqualTo("e:t");
    }

    @Test
    void anItemThatLosesItsTextLosesItsVector() {
        RefreshStep step = rules.published("a", encoded("red"), "", CHEAP);

        assertThat(step.waits()).isFalse();
        assertThat(step.published().getVector()).isEmpty();
    }

    @Test
    void aRefusedTextIsNotAskedForAgainUntilItChanges() {
        RefreshedItem waiting = rules.published("a", null, "bad", CHEAP).state();
        RefreshStep refused = rules.refused("a", waiting, hash("bad"));

        assertThat(refused.waits()).isFalse();
        assertThat(refused.published()).isNull();
        assertThat(rules.published("a", refused.state(), "bad", DEAR).waits()).isFalse();
        assertThat(rules.published("a", refused.state(), "good", DEAR).waits()).isTrue();
        assertThat(rules.refused("a", waiting, hash("other"))).isNull();
    }

    @Test
    void anotherEncoderEncodesAllTextsAgainAndTheOldVectorStaysMeanwhile() {
        RefreshRules others = new RefreshRules("other:t");
        RefreshStep review = others.reviewed("a", encoded("red"));
        RefreshStep dearer = others.published("a", review.state(), "red", DEAR);
        RefreshStep step = others.encoded("a", dearer.state(), hash("red"), OTHER_VECTOR);

        assertThat(review.waits()).isTrue();
        assertThat(review.published()).isNull();
        assertThat(dearer.published().getTextEncoder()).isEqualTo("e:t");
        assertThat(dearer.published().getPrice()).isEqualTo(2.0);
        assertThat(step.published().getTextEncoder()).isEqualTo("other:t");
        assertThat(step.published().getVector()).isEqualTo(OTHER_VECTOR);
    }

    @Test
    void whatWasRememberedBeforeIsNotTouched() {
        RefreshedItem before = encoded("red");
        RefreshedItem copy = RefreshedItem.newBuilder(before).build();
        rules.published("a", before, "blue", DEAR);
        rules.refused("a", before, hash("red"));

        assertThat(before).isEqualTo(copy);
    }

    private RefreshedItem encoded(String text) {
        RefreshedItem waiting = rules.published("a", null, text, CHEAP).state();
        return rules.encoded("a", waiting, hash(text), VECTOR).state();
    }

    private static String hash(String text) {
        return TextHash.of(text).hex();
    }

    private static ItemAttributes attributes(double price, boolean available) {
        return new ItemAttributes(
                List.of("shoes"), "acme", price, available, Map.of("colour", "red"));
    }
}
