package dev.semsr.it.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of this checkout. */
final class Checkout {

    /** The checkout: tests run in a module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private Checkout() {}

    /** A file or folder, by its path in the checkout. */
    static Path path(String path) {
        return ROOT.resolve(path);
    }

    /** The text of a file. */
    static String text(String path) {
        return text(path(path));
    }

    /** The text of a file. */
    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + path, failure);
        }
    }

    /** The documents of a YAML file; a key that stands twice is an error. */
    static List<JsonNode> yaml(Path path) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text(path))) {
            return documents.readAll();
        } catch (IOException failure) {
            throw new UncheckedIOException(path + " is no YAML", failure);
        }
    }

    /** The one document of a YAML file. */
    static JsonNode yaml(String path) {
        List<JsonNode> documents = yaml(path(path));
        if (documents.size() != 1) {
            throw new IllegalStateException(path + " has " + documents.size() + " documents");
        }
        return documents.get(0);
    }

    /** The one document in a text. */
    static JsonNode parsed(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException("This is no YAML: " + yaml, failure);
        }
    }

    /** A version that the parent POM pins, by the name of its property. */
    static String pinned(String property) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
                        .matcher(text("pom.xml"));
        if (!matcher.find()) {
            throw new IllegalStateException("pom.xml does not pin " + property);
        }
        return matcher.group(1);
    }

    /** A file of Java properties. */
    static Properties properties(Path path) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + path, failure);
        }
        return properties;
    }
}
