package dev.semsr.model.device;

/**
 * The text vector of an item, as the encoder made it.
 *
 * @param itemId id of the item
 * @param vector vector of the width and encoder that the model was trained with
 */
@SuppressWarnings("ArrayRecordComponent") // handed through to the device; never compared
public record ItemText(String itemId, float[] vector) {}
