package dev.semsr.app.deadletters;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which letters are meant. What is null or empty says nothing.
 *
 * @param until only letters from before this time
 * @param stage only letters of this step
 * @param exception only letters whose exception's class has this in its name, in any case
 * @param message only letters whose message has this in it, in any case
 * @param origin only letters of records from this topic
 * @param places only the letters that stand here, as {@code partition@offset}
 * @param onlyWhole only letters that were not cut
 */
public record LetterFilter(
        Instant until,
        String stage,
        String exception,
        String message,
        String origin,
        Set<String> places,
        boolean onlyWhole)
        implements Predicate<StoredLetter> {

    /** Takes every letter. */
    public static final LetterFilter ALL =
            new LetterFilter(null, null, null, null, null, Set.of(), false);

    /** Keeps the places. */
    public LetterFilter {
        places = Set.copyOf(places);
    }

    @Override
    public boolean test(StoredLetter letter) {
        return isAt(letter.place())
                && (until == null || letter.time().isBefore(until))
                && (stage == null || letter.stage().equalsIgnoreCase(stage))
                && has(letter.exception(), exception)
                && has(letter.message(), message)
                && isFrom(letter)
                && !(onlyWhole && letter.isCut());
    }

    private boolean isAt(Place place) {
        return places.isEmpty() || places.contains(place.partition() + "@" + place.offset());
    }

    private boolean isFrom(StoredLetter letter) {
        return origin == null
                || letter.origin().filter(from -> from.topic().equals(origin)).isPresent();
    }

    private static boolean has(String text, String part) {
        return part == null
                || text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
