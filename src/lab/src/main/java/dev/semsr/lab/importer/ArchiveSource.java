package dev.semsr.lab.importer;

import dev.semsr.lab.archive.ArchiveException;
import dev.semsr.lab.archive.ArchiveFile;
import dev.semsr.lab.archive.ArchiveFolder;
import dev.semsr.lab.archive.ArchiveStorage;
import dev.semsr.lab.archive.ArchiveWindow;
import dev.semsr.lab.archive.ArchivedRecords;
import dev.semsr.lab.archive.DamagedFileException;
import dev.semsr.lab.archive.Erasures;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sessions of live shoppers, as the archive job keeps them; those that are to be forgotten are left
 * out. Of a damaged file, what stands before the damage is taken and the damage noted.
 */
public final class ArchiveSource implements ImportSource {

    private final ArchiveStorage storage;
    private final ArchiveWindow window;
    private final Catalogue catalogue;
    private long erased;

    /**
     * An archive.
     *
     * @param storage where the archive job writes
     * @param window days that count
     * @param catalogue what is known of items
     */
    public ArchiveSource(ArchiveStorage storage, ArchiveWindow window, Catalogue catalogue) {
        this.storage = storage;
        this.window = window;
        this.catalogue = catalogue;
    }

    @Override
    public String format() {
        return "archive";
    }

    @Override
    public String files() {
        return storage.address();
    }

    /** Sessions of the window that were left out because they are to be forgotten. */
    public long erased() {
        return erased;
    }

    @Override
    public long readClicks(ClickTable clicks, ProblemLog problems, ProgressListener progress) {
        catalogue.check();
        ArchiveFolder archive = ArchiveFolder.open(storage);
        List<ArchiveFile> files = archive.sessions(window);
        if (files.isEmpty()) {
            throw new ArchiveException(
                    "The archive "
                            + storage.address()
                            + " has no complete file of sessions in the days asked for; files"
                            + " appear at the checkpoints of the archive job");
        }
        Erasures erasures = Erasures.read(archive.erasures(), progress);
        ProgressMeter meter =
                new ProgressMeter(progress, "Reading the archive", "files", files.size());
        Reading reading = new Reading(clicks, problems, erasures);
        for (ArchiveFile file : files) {
            reading.read(file);
            meter.add(1);
        }
        meter.finish();
        return reading.sessions;
    }

    /** What one reading keeps in mind. */
    private final class Reading {

        private final ClickTable clicks;
        private final ProblemLog problems;
        private final Erasures erasures;
        private final Set<String> names = new HashSet<>();
        private long sessions;

        Reading(ClickTable clicks, ProblemLog problems, Erasures erasures) {
            this.clicks = clicks;
            this.problems = problems;
            this.erasures = erasures;
        }

        void read(ArchiveFile file) {
            long number = 0;
            try (ArchivedRecords<ArchivedSession> records = file.open(ArchivedSession.class)) {
                while (records.hasNext()) {
                    add(records.next(), file, ++number);
                }
            } catch (DamagedFileException e) {
                problems.add(ProblemKind.DAMAGED_FILE, e.file(), e.records() + 1, reason(e));
            }
        }

        private void add(ArchivedSession session, ArchiveFile file, long number) {
            sessions++;
            if (erasures.cover(session)) {
                erased++;
                return;
            }
            String name = name(session.getSessionId());
            for (ArchivedClick click : session.getClicks()) {
                try {
                    clicks.add(
                            name,
                            click.getItemId(),
                            click.getEventTime().toEpochMilli(),
                            action(click.getAction()));
                } catch (RowReader.BadRow e) {
                    problems.add(e.kind(), file.name(), number, e.getMessage());
                }
            }
        }

        /** One id may stand for several sessions, with a gap between them: each has its name. */
        private String name(String sessionId) {
            String name = sessionId;
            for (int number = 2; !names.add(name); number++) {
                name = sessionId + "#" + number;
            }
            return name;
        }
    }

    private static String reason(DamagedFileException damage) {
        return String.valueOf(damage.getCause().getMessage());
    }

    private static Action action(String name) {
        try {
            return Action.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new RowReader.BadRow(ProblemKind.UNKNOWN_ACTION, "'" + name + "'");
        }
    }

    /** Items that nobody clicked count, too: a model with text can recommend them. */
    @Override
    public boolean wantsUnclicked() {
        return true;
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        return catalogue.read(isWanted, items, problems, progress);
    }
}
