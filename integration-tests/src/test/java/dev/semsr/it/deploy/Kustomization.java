package dev.semsr.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code kubectl kustomize} makes of a folder, as far as this project uses it: resources,
 * merge patches, images and generated ConfigMaps. Any other field is refused, and so is a reference
 * to what is not there.
 */
final class Kustomization {

    private static final String FILE = "kustomization.yaml";
    private static final Set<String> KNOWN =
            Set.of(
                    "apiVersion",
                    "kind",
                    "namespace",
                    "resources",
                    "patches",
                    "images",
                    "configMapGenerator",
                    "configurations");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Set<Path> used = new LinkedHashSet<>();
    private final List<ObjectNode> resources = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
    }

    /** Builds a folder. */
    static Kustomization of(Path folder) {
        var kustomization = new Kustomization(folder.normalize());
        kustomization.build();
        return kustomization;
    }

    /** Every resource, patched. */
    List<ObjectNode> resources() {
        return resources;
    }

    /** Every file that it is made of. */
    Set<Path> used() {
        return used;
    }

    /** The resource of a kind; fails unless there is exactly one. */
    ObjectNode only(String kind) {
        List<ObjectNode> found = all(kind);
        if (found.size() != 1) {
            throw new IllegalStateException(folder + " has " + found.size() + " " + kind);
        }
        return found.get(0);
    }

    /** The resources of a kind. */
    List<ObjectNode> all(String kind) {
        return resources.stream()
                .filter(resource -> resource.path("kind").asText().equals(kind))
                .toList();
    }

    private void build() {
        JsonNode file = Checkout.yaml(existing(FILE)).get(0);
        file.fieldNames()
                .forEachRemaining(
                        field -> {
                            if (!KNOWN.contains(field)) {
                                throw new IllegalStateException(
                                        folder + "/" + FILE + " has '" + field + "'");
                            }
                        });
        file.path("resources").forEach(entry -> addResource(entry.asText()));
        file.path("configurations").forEach(entry -> existing(entry.asText()));
        file.path("configMapGenerator").forEach(this::generate);
        file.path("patches").forEach(this::patch);
        file.path("images").forEach(this::renameImage);
    }

    private Path existing(String name) {
        Path path = folder.resolve(name).normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(
                    folder + "/" + FILE + " names " + name + ", which is not there");
        }
        used.add(path);
        return path;
    }

    private void addResource(String name) {
        Path path = existing(name);
        if (Files.isDirectory(path)) {
            Kustomization base = of(path);
            used.addAll(base.used);
            resources.addAll(base.resources);
        } else {
            Checkout.yaml(path).forEach(document -> resources.add((ObjectNode) document));
        }
    }

    private void generate(JsonNode generator) {
        ObjectNode configMap = MAPPER.createObjectNode();
        configMap.put("apiVersion", "v1").put("kind", "ConfigMap");
        configMap.putObject("metadata").put("name", generator.path("name").asText());
        ObjectNode data = configMap.putObject("data");
        generator
                .path("files")
                .forEach(file -> data.put(file.asText(), Checkout.text(existing(file.asText()))));
        resources.add(configMap);
    }

    private void patch(JsonNode patch) {
        JsonNode target = patch.path("target");
        ObjectNode patched = find(target.path("kind").asText(), target.path("name").asText());
        merge(patched, Checkout.yaml(existing(patch.path("path").asText())).get(0));
    }

    private ObjectNode find(String kind, String name) {
        return all(kind).stream()
                .filter(resource -> resource.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s patches %s %s, which is not there"
                                                .formatted(folder, kind, name)));
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            JsonNode before = target.get(field.getKey());
            if (before instanceof ObjectNode object && field.getValue().isObject()) {
                merge(object, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private void renameImage(JsonNode image) {
        String name = image.path("name").asText();
        String now = image.path("newName").asText() + ":" + image.path("newTag").asText();
        List<ObjectNode> specs = new ArrayList<>();
        for (ObjectNode deployment : all("FlinkDeployment")) {
            if (deployment.at("/spec/image").asText().startsWith(name + ":")) {
                specs.add((ObjectNode) deployment.get("spec"));
            }
        }
        if (specs.isEmpty()) {
            throw new IllegalStateException(
                    folder + " renames image " + name + ", which nobody has");
        }
        specs.forEach(spec -> spec.put("image", now));
    }

    /** Files below a folder. */
    static List<Path> filesBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(Path::normalize).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot look into " + folder, failure);
        }
    }
}
