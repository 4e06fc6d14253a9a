/**
 * Item text to vectors. {@link dev.semsr.model.encoder.EncoderSpec} opens an encoder by name,
 * {@link dev.semsr.model.encoder.EncodedCatalogue} encodes a catalogue, only what changed since the
 * last time.
 */
package dev.semsr.model.encoder;
