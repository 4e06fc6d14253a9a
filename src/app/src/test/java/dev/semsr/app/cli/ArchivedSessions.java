package dev.semsr.app.cli;

import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Makes files of an archive, as the archive job writes them. */
final class ArchivedSessions {

    private ArchivedSessions() {}

    /** A session with a click on each item, a second apart. */
    static ArchivedSession session(String id, Instant start, List<String> items) {
        List<ArchivedClick> clicks = new ArrayList<>();
        for (String item : items) {
            Instant time = start.plusSeconds(clicks.size());
            clicks.add(new ArchivedClick(id + clicks.size(), item, time, "VIEW", null));
        }
        Instant end = clicks.get(clicks.size() - 1).getEventTime();
        return new ArchivedSession(id, clicks, start, end, start.plusMillis(5));
    }

    /**
     * Writes a file of sessions, into the folder of the first one's day.
     *
     * @return the file
     */
    static Path write(Path archive, String name, List<ArchivedSession> sessions)
            throws IOException {
        LocalDate day = sessions.get(0).getFirstArrivalTime().atZone(ZoneOffset.UTC).toLocalDate();
        Path file = archive.resolve("sessions/day=" + day).resolve(name + ".avro");
        Files.createDirectories(file.getParent());
        try (DataFileWriter<ArchivedSession> writer =
                new DataFileWriter<>(new SpecificDatumWriter<>(ArchivedSession.class))) {
            writer.create(ArchivedSession.getClassSchema(), file.toFile());
            for (ArchivedSession session : sessions) {
                writer.append(session);
            }
        }
        return file;
    }
}
