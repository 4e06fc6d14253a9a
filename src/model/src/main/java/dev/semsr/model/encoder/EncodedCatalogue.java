package dev.semsr.model.encoder;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.core.encoding.TextHash;
import dev.semsr.core.encoding.VectorTable;
import dev.semsr.schemas.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text vectors of a catalogue.
 *
 * @param encoder name of the encoder
 * @param template name of the text template
 * @param vectors one row an item, in the items' order; zeros for an item without text
 * @param encoded how many texts were encoded now
 * @param cached how many different texts were there already
 * @param withoutText how many items have no text
 */
public record EncodedCatalogue(
        String encoder,
        String template,
        VectorTable vectors,
        int encoded,
        int cached,
        int withoutText) {

    /** Texts in one call of the encoder, unless told otherwise. */
    public static final int DEFAULT_BATCH = 128;

    /** Encoder and template as one name: vectors of different names are never mixed. */
    public String name() {
        return encoder + ":" + template;
    }

    /**
     * Encodes the texts that are not in the cache. What a broken-off run has encoded is kept.
     *
     * @param items the catalogue
     * @param template what an item's text is
     * @param encoder turns text into vectors
     * @param cache where vectors are kept; of this encoder
     * @param batch texts in one call of the encoder
     * @param progress is told how far it is
     * @throws EncoderException if the encoder fails
     */
    public static EncodedCatalogue of(
            List<Item> items,
            ItemTextTemplate template,
            TextEncoder encoder,
            VectorCache cache,
            int batch,
            EncodingProgress progress) {
        List<TextHash> hashes = new ArrayList<>(items.size());
        Map<TextHash, String> missing = new LinkedHashMap<>();
        for (Item item : items) {
            String text = template.render(item);
            TextHash hash = text.isEmpty() ? null : TextHash.of(text);
            hashes.add(hash);
            if (hash != null && !cache.contains(hash)) {
                missing.put(hash, text);
            }
        }
        encode(missing, encoder, cache, batch, progress);
        VectorTable vectors = VectorTable.zeros(items.size(), encoder.width());
        int withoutText = fill(vectors, hashes, cache);
        int texts = (int) hashes.stream().filter(hash -> hash != null).distinct().count();
        return new EncodedCatalogue(
                encoder.name(),
                template.name(),
                vectors,
                missing.size(),
                texts - missing.size(),
                withoutText);
    }

    private static void encode(
            Map<TextHash, String> texts,
            TextEncoder encoder,
            VectorCache cache,
            int batch,
            EncodingProgress progress) {
        List<Map.Entry<TextHash, String>> entries = List.copyOf(texts.entrySet());
        for (int from = 0; from < entries.size(); from += batch) {
            int to = Math.min(from + batch, entries.size());
            List<Map.Entry<TextHash, String>> part = entries.subList(from, to);
            List<float[]> vectors = encoder.encode(part.stream().map(Map.Entry::getValue).toList());
            cache.add(part.stream().map(Map.Entry::getKey).toList(), vectors);
            progress.encoded(to, entries.size());
        }
    }

    private static int fill(VectorTable vectors, List<TextHash> hashes, VectorCache cache) {
        int withoutText = 0;
        for (int row = 0; row < hashes.size(); row++) {
            if (hashes.get(row) == null) {
                withoutText++;
            } else {
                vectors.setRow(row, cache.get(hashes.get(row)));
            }
        }
        return withoutText;
    }
}
