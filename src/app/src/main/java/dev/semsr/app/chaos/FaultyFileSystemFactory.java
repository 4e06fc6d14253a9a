package dev.semsr.app.chaos;

import java.net.URI;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Makes {@code faulty:///path} known to Flink; found as a service on the class path. */
public final class FaultyFileSystemFactory implements FileSystemFactory {

    /** Folder of the switches, in Flink's configuration. */
    static final ConfigOption<String> FAULTS =
            ConfigOptions.key("semsr.chaos.faults")
                    .stringType()
                    .defaultValue("faults")
                    .withDescription("Folder of the files that switch injected faults on.");

    private FaultSwitches switches =
            new FaultSwitches(java.nio.file.Path.of(FAULTS.defaultValue()));

    @Override
    public void configure(Configuration config) {
        switches = new FaultSwitches(java.nio.file.Path.of(config.get(FAULTS)));
    }

    @Override
    public String getScheme() {
        return FaultyFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI address) {
        return new FaultyFileSystem(switches);
    }
}
