package dev.semsr.lab.demoshop;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.dataset.DatasetOrigin;
import dev.semsr.lab.dataset.DatasetWriter;
import dev.semsr.lab.demoshop.Shopper.ShopClick;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Click;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Makes the demo shop: items, shoppers, and a month of their clicks. */
public final class DemoShop {

    private static final long HOUR_MILLIS = 3_600_000;

    /** How busy each hour of the day is, in UTC. */
    private static final double[] HOURS = {
        2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 8, 8, 7, 7, 7, 8, 9, 11, 12, 12, 10, 7, 4
    };

    private final DemoShopSettings settings;
    private final Random random;

    private DemoShop(DemoShopSettings settings) {
        this.settings = settings;
        random = new Random(settings.seed() + 1);
    }

    /** A click that waits to be put in order. */
    private record Pending(String session, int place, ShopClick click) {}

    /**
     * Makes the shop and writes it as a data set; the same settings make the same files.
     *
     * @param target folder to make; a data set there is replaced
     */
    public static DatasetInfo generate(
            DemoShopSettings settings, Path target, ProgressListener progress) {
        return new DemoShop(settings).write(target, progress);
    }

    private DatasetInfo write(Path target, ProgressListener progress) {
        List<ShopItem> items = new CatalogueMaker(settings, ShopWords.load()).make();
        List<Pending> clicks = clicks(new Tastes(settings.seed(), items), progress);
        try (DatasetWriter writer = new DatasetWriter(target)) {
            items.forEach(item -> writer.add(item.item()));
            clicks.forEach(pending -> writer.add(record(pending)));
            return writer.commit(origin());
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be tidied up", e);
        }
    }

    private List<Pending> clicks(Tastes tastes, ProgressListener progress) {
        Shopper shopper = new Shopper(tastes, random);
        ProgressMeter meter =
                new ProgressMeter(progress, "Shopping", "sessions", settings.sessions());
        List<Pending> clicks = new ArrayList<>();
        long[] starts = starts();
        for (int session = 0; session < starts.length; session++) {
            String id = "s" + (session + 1);
            int place = 0;
            for (ShopClick click : shopper.session(starts[session])) {
                clicks.add(new Pending(id, ++place, click));
            }
            meter.add(1);
        }
        clicks.sort(Comparator.comparingLong(pending -> pending.click().timeMillis()));
        meter.finish();
        return clicks;
    }

    /** When sessions begin: spread over the days, busy in the evening. */
    private long[] starts() {
        double busiest = Arrays.stream(HOURS).max().orElseThrow();
        long[] starts = new long[settings.sessions()];
        for (int i = 0; i < starts.length; i++) {
            long offset;
            do {
                offset = (long) (random.nextDouble() * settings.period().toMillis());
            } while (random.nextDouble() * busiest > HOURS[(int) (offset / HOUR_MILLIS % 24)]);
            starts[i] = settings.start().toEpochMilli() + offset;
        }
        Arrays.sort(starts);
        return starts;
    }

    private static Click record(Pending pending) {
        return Click.newBuilder()
                .setEventId(pending.session() + "-" + pending.place())
                .setSessionId(pending.session())
                .setItemId(pending.click().item().item().getItemId())
                .setEventTime(Instant.ofEpochMilli(pending.click().timeMillis()))
                .build();
    }

    private DatasetOrigin origin() {
        String source =
                "made up: seed %d, %d items, %d sessions"
                        .formatted(settings.seed(), settings.items(), settings.sessions());
        Instant end = settings.start().plus(settings.period());
        return new DatasetOrigin("demo-shop", source, "demo-shop", end, false);
    }
}
