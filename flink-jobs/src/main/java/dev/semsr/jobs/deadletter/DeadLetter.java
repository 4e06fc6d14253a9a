package dev.semsr.jobs.deadletter;

import dev.semsr.jobs.record.RecordHeader;
import java.util.List;

/**
 * A record that could not be used, with headers that say why.
 *
 * @param key the original key; may be null
 * @param value the original value, cut if it was too large; may be null
 * @param headers the original headers and those that say where it came from and what is wrong
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record DeadLetter(byte[] key, byte[] value, List<RecordHeader> headers) {}
