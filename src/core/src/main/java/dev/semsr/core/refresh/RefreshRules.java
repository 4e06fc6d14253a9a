package dev.semsr.core.refresh;

import dev.semsr.core.encoding.TextHash;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.RefreshedItem;
import java.util.List;

/**
 * How an item's published vector follows its changes. Attributes take effect at once, with the
 * newest vector that there is; a text takes effect when it is encoded. Of an item without a vector
 * only that it is sold out, and that it no longer is, passes before. A vector that comes for a text
 * which is no longer the item's changes nothing.
 */
public final class RefreshRules {

    private static final String NO_TEXT = "";

    private final String encoder;

    /**
     * Rules for vectors of one encoder.
     *
     * @param encoder encoder and template, as {@code ItemVector.text_encoder} names them
     */
    public RefreshRules(String encoder) {
        this.encoder = encoder;
    }

    /**
     * An item was published, for the first time or again.
     *
     * @param itemId id of the item
     * @param before what was remembered; null if nothing
     * @param text the item's text; empty if it has none
     * @param attributes all else
     */
    public RefreshStep published(
            String itemId, RefreshedItem before, String text, ItemAttributes attributes) {
        RefreshedItem after = before == null ? unknown() : RefreshedItem.newBuilder(before).build();
        setText(after, text);
        after.setCategories(attributes.categories());
        after.setBrand(attributes.brand());
        after.setPrice(attributes.price());
        after.setAvailable(attributes.available());
        after.setAttributes(attributes.attributes());
        if (text.isEmpty()) {
            setVector(after, List.of());
        }
        return step(itemId, before, after);
    }

    /**
     * A text was encoded.
     *
     * @param itemId id of the item
     * @param state what is remembered of it; null if it is gone
     * @param textHash hash of the text
     * @param vector its vector
     * @return null if the text is no longer the item's
     */
    public RefreshStep encoded(
            String itemId, RefreshedItem state, String textHash, List<Float> vector) {
        if (state == null || !state.getTextHash().equals(textHash)) {
            return null;
        }
        RefreshedItem after = RefreshedItem.newBuilder(state).build();
        setVector(after, vector);
        after.setRefused(false);
        return step(itemId, state, after);
    }

    /**
     * The encoder refused a text for good. The item keeps the vector of its earlier text, if any.
     *
     * @return null if the text is no longer the item's
     */
    public RefreshStep refused(String itemId, RefreshedItem state, String textHash) {
        if (state == null || !state.getTextHash().equals(textHash)) {
            return null;
        }
        RefreshedItem after = RefreshedItem.newBuilder(state).build();
        after.setRefused(true);
        return step(itemId, state, after);
    }

    /** An item that another encoder than now may have encoded; its text waits if that is so. */
    public RefreshStep reviewed(String itemId, RefreshedItem state) {
        RefreshedItem after = RefreshedItem.newBuilder(state).build();
        after.setRefused(false);
        if (after.getText().isEmpty()) {
            setVector(after, List.of());
        }
        return step(itemId, state, after);
    }

    /** Whether the vector is that of the newest text and of this encoder. */
    public boolean isCurrent(RefreshedItem state) {
        return encoder.equals(state.getTextEncoder())
                && state.getTextHash().equals(state.getVectorHash());
    }

    private RefreshStep step(String itemId, RefreshedItem before, RefreshedItem after) {
        ItemVector earlier = before == null ? null : vector(itemId, before);
        ItemVector now = vector(itemId, after);
        if (now == null && earlier != null) {
            now = withoutVector(itemId, after);
        }
        boolean isNew = now != null && !now.equals(earlier);
        return new RefreshStep(after, isNew ? now : null, !isCurrent(after) && !after.getRefused());
    }

    private static void setText(RefreshedItem item, String text) {
        String hash = text.isEmpty() ? NO_TEXT : TextHash.of(text).hex();
        if (!hash.equals(item.getTextHash())) {
            item.setRefused(false);
        }
        item.setText(text);
        item.setTextHash(hash);
    }

    private void setVector(RefreshedItem item, List<Float> vector) {
        item.setTextEncoder(encoder);
        item.setVectorHash(item.getTextHash());
        item.setVector(vector);
    }

    private static RefreshedItem unknown() {
        return RefreshedItem.newBuilder().setText("").setTextHash(NO_TEXT).build();
    }

    /**
     * What readers know of an item; null before it has a vector, but for one that is sold out: a
     * model that was trained on it must know at once.
     */
    private ItemVector vector(String itemId, RefreshedItem item) {
        if (item.getTextEncoder() == null) {
            return item.getAvailable() ? null : withoutVector(itemId, item);
        }
        return vector(itemId, item, item.getTextEncoder(), item.getVectorHash(), item.getVector());
    }

    private ItemVector withoutVector(String itemId, RefreshedItem item) {
        return vector(itemId, item, encoder, NO_TEXT, List.of());
    }

    private static ItemVector vector(
            String itemId,
            RefreshedItem item,
            String encoder,
            String textHash,
            List<Float> vector) {
        return new ItemVector(
                itemId,
                encoder,
                textHash,
                vector,
                item.getCategories(),
                item.getBrand(),
                item.getPrice(),
                item.getAvailable(),
                item.getAttributes());
    }
}
