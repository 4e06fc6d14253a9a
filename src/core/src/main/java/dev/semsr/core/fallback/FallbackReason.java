package dev.semsr.core.fallback;

/**
 * Why a list, or the end of one, does not come from the model. The label is part of the public
 * contract.
 */
public enum FallbackReason {
    /** The model did not answer in time. */
    TIMEOUT("timeout"),
    /** The model knows none of the session's items. */
    UNKNOWN_ITEMS("unknown items"),
    /** The device or its runtime failed. */
    DEVICE_ERROR("device error"),
    /** The session clicks faster than one session may. */
    RATE_LIMIT("rate limit"),
    /** More requests wait for the device than may wait. */
    OVERLOAD("overload"),
    /** No model is loaded. */
    NO_MODEL("no model"),
    /** The filters left too few of the model's items to fill the list. */
    TOO_FEW_ITEMS("too few items");

    private final String label;

    FallbackReason(String label) {
        this.label = label;
    }

    /** The reason as it stands in {@code RecommendedItem.reason}. */
    public String label() {
        return label;
    }
}
