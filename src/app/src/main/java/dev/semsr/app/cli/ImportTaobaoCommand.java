package dev.semsr.app.cli;

import dev.semsr.lab.importer.TaobaoSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Import behaviour of Taobao's users. */
@Command(name = "taobao", description = "Import behaviour of Taobao's users.", sortOptions = false)
final class ImportTaobaoCommand implements Runnable {

    @Parameters(paramLabel = "BEHAVIOUR", description = "UserBehavior.csv, gzipped or not.")
    private Path file;

    @Mixin private SessionGap gap;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new TaobaoSource(file), gap.duration());
    }
}
