package dev.semsr.model.artefact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 of the files of an artefact. */
final class Checksums {

    private Checksums() {}

    /** Checksums of all files below a folder but the manifest, by their path with slashes. */
    static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (Path file : files(folder)) {
            checksums.put(relative(folder, file), sha256(file));
        }
        checksums.remove(ManifestJson.FILE);
        return checksums;
    }

    /** Compares the files with the manifest; a missing, altered or extra file is refused. */
    static void verify(Path folder, Manifest manifest) throws IOException {
        for (Map.Entry<String, String> entry : manifest.files().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                throw new DamagedArtefactException(file, "is missing");
            }
            String found = sha256(file);
            if (!found.equals(entry.getValue())) {
                throw new DamagedArtefactException(
                        file,
                        "has SHA-256 " + found + ", but the manifest says " + entry.getValue());
            }
        }
        refuseExtraFiles(folder, manifest);
    }

    private static void refuseExtraFiles(Path folder, Manifest manifest) throws IOException {
        for (Path file : files(folder)) {
            String name = relative(folder, file);
            if (!name.equals(ManifestJson.FILE) && !manifest.files().containsKey(name)) {
                throw new DamagedArtefactException(file, "is not named in the manifest");
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), newDigest())) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // reading feeds the digest
            }
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
