package dev.semsr.core.fallback;

/** Why a list does not come from the model. The label is part of the public contract. */
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
    NO_MODEL("no model");

    private final String label;

    FallbackReason(String label) {
        this.label = label;
    }

    /** The reason as it stands in {@code RecommendedItem.reason}. */
    public String label() {
        return label;
    }
}
