package dev.semsr.app.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the system and the JVM's own tool about a Java process of this machine (Linux).
 *
 * @param pid the process; for {@link #jvm} it must be started with {@value #TRACKING}
 */
public record ProcessMemory(long pid) {

    /** Option of a JVM that is to be asked. */
    public static final String TRACKING = "-XX:NativeMemoryTracking=summary";

    private static final String REFLECTION = "DelegatingClassLoader";
    private static final double KIB_A_MIB = 1024;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern COMMITTED =
            Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");

    /** This process. */
    public static ProcessMemory own() {
        return new ProcessMemory(ProcessHandle.current().pid());
    }

    /** Resident set size in mebibytes. */
    public double resident() {
        return ofStatus(RESIDENT);
    }

    /** The largest resident set size so far, in mebibytes. */
    public double peak() {
        return ofStatus(PEAK);
    }

    private double ofStatus(Pattern line) {
        try {
            return number(line, Files.readString(Path.of("/proc/" + pid + "/status"))) / KIB_A_MIB;
        } catch (IOException failure) {
            throw new UncheckedIOException("The system says nothing of process " + pid, failure);
        }
    }

    /** What the JVM has committed, in mebibytes. */
    public double jvm() {
        return number(COMMITTED, ask("VM.native_memory", "summary")) / KIB_A_MIB;
    }

    /**
     * Class loaders that are in use, after a garbage collection; those that reflection makes for
     * single methods left out.
     */
    public long classLoaders() {
        ask("GC.run");
        return ask("VM.classloader_stats")
                .lines()
                .filter(line -> line.startsWith("0x") && !line.endsWith(REFLECTION))
                .count();
    }

    private String ask(String... question) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(Long.toString(pid));
        command.addAll(List.of(question));
        try {
            Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException(command + " cannot be run; a JDK has it", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in: " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
