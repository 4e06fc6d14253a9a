package dev.semsr.model.artefact;

/** Names of the signatures of a SavedModel and of their inputs and outputs. */
public final class ServingSignatures {

    /** Rows [B, L], lengths [B], k to items [B, k], scores [B, k] and, with text, text shares. */
    public static final String RECOMMEND = "recommend";

    /** Rows [n] and the encoder's vectors [n, width]: sets the items' text and activates them. */
    public static final String UPSERT = "upsert";

    /** Rows [n]: makes items recommendable, with the vectors that they have. */
    public static final String ACTIVATE = "activate";

    /** Rows [n]: items are not recommended any more. */
    public static final String RETIRE = "retire";

    /**
     * Rows [n]: the vectors [n, width] by which items are compared, of any length; zeros for those
     * that are not shown. Artefacts made before there was this signature do not have it.
     */
    public static final String ITEM_VECTORS = "item_vectors";

    /**
     * Rows [B, L] and lengths [B]: weights [B, L] that say how much of the model's attention is on
     * each click, none below 0, of sum 1, 0 in the padding. Models without attention and artefacts
     * made before there was this signature do not have it.
     */
    public static final String ATTENTION = "attention";

    /** Rows to add: makes room for new items; absent in artefacts of earlier releases. */
    public static final String GROW = "grow";

    /** Input: how many rows to add, a multiple of the block of 128. */
    public static final String MORE = "more";

    /** Input: rows of items. */
    public static final String ROWS = "rows";

    /** Input: clicks of each session. */
    public static final String LENGTHS = "lengths";

    /** Input: how many items to return. */
    public static final String K = "k";

    /** Input: text vectors. */
    public static final String VECTORS = "vectors";

    /** Output: rows of the best items. */
    public static final String ITEMS = "items";

    /** Output: their scores. */
    public static final String SCORES = "scores";

    /** Output: share of text in each score. */
    public static final String TEXT_SHARES = "text_shares";

    /** Output: how much of the attention is on each click. */
    public static final String WEIGHTS = "weights";

    /** Output: number of rows that were changed. */
    public static final String COUNT = "count";

    private ServingSignatures() {}
}
