package dev.semsr.model.artefact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads and writes {@code manifest.json}. */
final class ManifestJson {

    static final String FILE = "manifest.json";

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, ToStringSerializer.instance)
                                    .addDeserializer(Instant.class, new InstantReader()))
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ManifestJson() {}

    static void write(Manifest manifest, Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(manifest) + "\n");
    }

    /** Reads the manifest of an artefact and checks that its format is known. */
    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new DamagedArtefactException(file, "is missing");
        }
        Manifest manifest = parse(file);
        if (manifest.format() != Manifest.FORMAT) {
            throw new DamagedArtefactException(
                    file,
                    "has format "
                            + manifest.format()
                            + ", but this program reads format "
                            + Manifest.FORMAT);
        }
        return manifest;
    }

    private static Manifest parse(Path file) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(file), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new DamagedArtefactException(file, "is no manifest: " + e.getMessage(), e);
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        private InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            try {
                return Instant.parse(parser.getText());
            } catch (DateTimeParseException e) {
                throw context.weirdStringException(
                        parser.getText(), Instant.class, "not a time such as 2026-01-31T12:00:00Z");
            }
        }
    }
}
