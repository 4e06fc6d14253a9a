package dev.semsr.app.cli;

import dev.semsr.app.deadletters.LetterFilter;
import dev.semsr.app.deadletters.LetterTopic;
import dev.semsr.app.deadletters.Place;
import dev.semsr.app.deadletters.StoredLetter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows dead letters. */
@Command(
        name = "list",
        description = "Show dead letters: where each came from, what was wrong, when.",
        footer = {
            "",
            "LETTER is where the letter stands on its topic, ORIGIN where the record stood; SIZE ends",
            "with a + if the letter was cut. Tables cut long messages, --json does not."
        })
final class DeadLettersListCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private LetterOptions options;

    @Option(
            names = "--limit",
            paramLabel = "LETTERS",
            defaultValue = "100",
            description = "Show at most so many; all are counted (${DEFAULT-VALUE}).")
    private long limit;

    @Option(names = "--json", description = "Print one line of JSON for each letter.")
    private boolean json;

    @Option(
            names = "--bytes",
            description = "With --json: the record's key and value too, in Base64.")
    private boolean bytes;

    private long found;

    /** What is printed with {@code --json}. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
    record Line(
            String topic,
            int partition,
            long offset,
            Instant time,
            String originTopic,
            Integer originPartition,
            Long originOffset,
            String stage,
            String exception,
            String message,
            int size,
            Long originalSize,
            List<String> replayedFrom,
            byte[] key,
            byte[] value) {}

    @Override
    public Integer call() {
        LetterFilter filter = options.filter();
        var table =
                new TextTable("LETTER", "TIME", "ORIGIN", "STAGE", "EXCEPTION", "SIZE", "MESSAGE");
        try (LetterTopic letters = options.open()) {
            letters.read(
                    letter -> {
                        if (filter.test(letter)) {
                            show(letter, table);
                        }
                        return true;
                    });
        }
        if (!json) {
            table.lines().forEach(common.terminal()::print);
        }
        sum();
        return 0;
    }

    private void show(StoredLetter letter, TextTable table) {
        found++;
        if (found > limit) {
            return;
        }
        if (json) {
            common.terminal().json(line(letter));
        } else {
            table.add(row(letter));
        }
    }

    private void sum() {
        String shown = found > limit ? ", %,d shown".formatted(limit) : "";
        common.terminal()
                .note("%,d dead letters on '%s'%s".formatted(found, options.topic(), shown));
    }

    private static String[] row(StoredLetter letter) {
        Place place = letter.place();
        return new String[] {
            place.partition() + "@" + place.offset(),
            letter.time().truncatedTo(ChronoUnit.SECONDS).toString(),
            printable(letter.origin().map(Place::toString).orElse("?")),
            printable(letter.stage()),
            printable(letter.exception().substring(letter.exception().lastIndexOf('.') + 1)),
            size(letter) + (letter.isCut() ? "+" : ""),
            printable(letter.message())
        };
    }

    /** What strangers wrote must neither break the table nor give the terminal orders. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
    }

    private Line line(StoredLetter letter) {
        Place place = letter.place();
        Place origin = letter.origin().orElse(null);
        return new Line(
                place.topic(),
                place.partition(),
                place.offset(),
                letter.time(),
                origin == null ? null : origin.topic(),
                origin == null ? null : origin.partition(),
                origin == null ? null : origin.offset(),
                letter.stage(),
                letter.exception(),
                letter.message(),
                size(letter),
                letter.originalSize().isPresent() ? letter.originalSize().getAsLong() : null,
                letter.replayedFrom(),
                bytes ? letter.key() : null,
                bytes ? letter.value() : null);
    }

    private static int size(StoredLetter letter) {
        return letter.value() == null ? 0 : letter.value().length;
    }
}
