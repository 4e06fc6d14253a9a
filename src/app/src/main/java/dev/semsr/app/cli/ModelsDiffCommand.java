package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two versions. */
@Command(
        name = "diff",
        description =
                "Show in which fields of the manifest, and in which items, two versions differ.")
final class ModelsDiffCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(index = "0", paramLabel = "MODEL", description = "NAME/VERSION, or NAME.")
    private String left;

    @Parameters(index = "1", paramLabel = "MODEL", description = "NAME/VERSION, or NAME.")
    private String right;

    @Mixin private StoreOptions store;

    @Option(names = "--json", description = "Print the difference as JSON.")
    private boolean json;

    /** A field's two values; null where it is not set. */
    record Change(String left, String right) {}

    /** What differs. */
    record Difference(Map<String, Change> fields, int itemsOnlyLeft, int itemsOnlyRight) {}

    @Override
    public void run() {
        Artefact one = store.artefact(left, common.home());
        Artefact other = store.artefact(right, common.home());
        Difference difference =
                new Difference(
                        changes(one, other),
                        only(one.itemIds(), other.itemIds()),
                        only(other.itemIds(), one.itemIds()));
        if (json) {
            common.terminal().json(difference);
            return;
        }
        TextTable table =
                new TextTable(
                        "FIELD", one.manifest().modelVersion(), other.manifest().modelVersion());
        difference.fields().forEach((field, c) -> table.add(field, c.left(), c.right()));
        table.lines().forEach(common.terminal()::print);
        common.terminal()
                .print(
                        "%,d items are only in the first, %,d only in the second",
                        difference.itemsOnlyLeft(), difference.itemsOnlyRight());
    }

    private static Map<String, Change> changes(Artefact one, Artefact other) {
        Map<String, String> left = ManifestFields.of(one.manifest());
        Map<String, String> right = ManifestFields.of(other.manifest());
        Set<String> fields = new TreeSet<>(left.keySet());
        fields.addAll(right.keySet());
        Map<String, Change> changes = new LinkedHashMap<>();
        for (String field : fields) {
            Change change = new Change(left.get(field), right.get(field));
            if (!java.util.Objects.equals(change.left(), change.right())) {
                changes.put(field, change);
            }
        }
        return changes;
    }

    private static int only(java.util.List<String> ids, java.util.List<String> others) {
        Set<String> only = new HashSet<>(ids);
        others.forEach(only::remove);
        return only.size();
    }
}
