package dev.semsr.app.cli;

import dev.semsr.app.refresh.RefreshFolder;
import dev.semsr.app.refresh.RefreshLock;
import dev.semsr.app.refresh.RefreshState;
import dev.semsr.lab.archive.ArchiveFile;
import dev.semsr.lab.archive.ArchiveFolder;
import dev.semsr.lab.archive.ArchiveStorage;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.WarmStart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From the archive to a version that answers, in one go: for cron. */
@Command(
        name = "refresh",
        description = "Learn from the archive, compare, publish and roll out, in one go.",
        sortOptions = false,
        footer = {
            "",
            "Steps: archive, train, gate, publish, rollout. A refresh that was cut off goes on at the"
                    + " step where it stopped, a training at its checkpoint. Without a new file in"
                    + " the archive nothing is done.",
            "Exit codes: 0 done, or nothing new; 1 failed, refused by the gate, or another refresh of"
                    + " the model is under way; 2 wrong command line."
        })
final class RefreshCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Name of the model.")
    private String model;

    @Option(
            names = "--archive",
            paramLabel = "FOLDER|URI",
            description = "The archive: " + ArchiveArgument.FORMS)
    private String archive;

    @Mixin private ArchiveWindowOptions window;

    @Option(
            names = "--warm-start",
            paramLabel = "VERSION",
            description = "Version to begin from (default: the one that answers).")
    private String warmStart;

    @Option(
            names = "--cold",
            description =
                    "Begin from chance, with the networks of the version that answers unless others"
                            + " are named.")
    private boolean cold;

    @Option(names = "--restart", description = "Forget a refresh that is not done, and begin anew.")
    private boolean restart;

    @Mixin private RefreshRolloutOptions rollout;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0.05",
            description =
                    "Share of each metric that may be lost against the version that answers, on the"
                            + " newest sessions of the archive (${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--force", description = "Publish although a metric lost more.")
    private boolean force;

    @Mixin private FallbackOptions fallback;

    @Mixin private StoreOptions store;

    @Mixin private RecipeOptions recipes;

    @Mixin private ProtocolOptions protocol;

    @Mixin private EncoderOptions encoder;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    private final Clock clock = Clock.systemUTC();

    /** What is printed with {@code --json}. */
    record Result(String outcome, String model, String version, int newFiles) {}

    @Override
    public Integer call() throws InterruptedException {
        Gate gate = common.checked(() -> new Gate(tolerance, force));
        common.checked(() -> window.window(common));
        common.checked(rollout::checked);
        RefreshFolder folder = TrainingFolder.of(common.home(), model).refresh();
        try (RefreshLock lock = folder.lock().orElseThrow(() -> underWay(folder))) {
            if (restart) {
                folder.forget();
            }
            return refresh(folder, gate);
        }
    }

    private int refresh(RefreshFolder folder, Gate gate) throws InterruptedException {
        ArchiveStorage source = ArchiveArgument.of(archive, common.home());
        FileModelStore models = store.open(common.home());
        Optional<RefreshState> unfinished = folder.unfinished();
        List<String> files =
                ArchiveFolder.open(source).sessions(window.window(common)).stream()
                        .map(ArchiveFile::name)
                        .toList();
        Set<String> learned = folder.learned();
        long fresh = files.stream().filter(file -> !learned.contains(file)).count();
        if (unfinished.isEmpty() && fresh == 0) {
            return done("nothing_new", null, 0, "Nothing new in the archive " + source.address());
        }
        RefreshState state = unfinished.orElseGet(() -> begun(source, files, models));
        WarmStart start = version(state.start(), models);
        WarmStart like = start == null ? version(state.running(), models) : start;
        boolean withText = window.hasItems() || defaultItems() != null;
        ModelRecipe recipe = common.checked(() -> recipes.recipe(like, withText));
        unfinished.ifPresent(before -> requireSame(before, source));
        RefreshSteps steps =
                new RefreshSteps(
                        new RefreshSteps.Job(
                                model,
                                window.source(source, defaultItems(), rollout.kafka(), common),
                                recipe,
                                start,
                                fallback.halfLife(true),
                                gate),
                        new RefreshSteps.Ends(folder, models, rollout, protocol, encoder),
                        common);
        steps.run(state);
        return done(
                rollout.isWanted() ? "rolled_out" : "published",
                state.version(),
                (int) fresh,
                "%s/%s is %s"
                        .formatted(
                                model,
                                state.version(),
                                rollout.isWanted() ? "rolled out" : "published"));
    }

    /** A version to begin from or to be like; null for none. */
    private WarmStart version(String version, FileModelStore models) {
        return version == null ? null : WarmStartArgument.open(version, model, models);
    }

    private RefreshState begun(ArchiveStorage source, List<String> files, FileModelStore models) {
        String running = rollout.running(model, models).orElse(null);
        String first = warmStart == null ? running : warmStart;
        String start =
                cold || first == null
                        ? null
                        : WarmStartArgument.open(first, model, models).version();
        return RefreshState.begun(
                options(source),
                TrainingFolder.of(common.home(), model).newVersion(clock),
                start,
                running,
                files,
                clock.instant());
    }

    /** What must not change while a refresh is not done. */
    private String options(ArchiveStorage source) {
        return "%s %s %s %s %s"
                .formatted(
                        source.address(),
                        window.catalogueText(),
                        window.window(common),
                        cold ? "cold" : String.valueOf(warmStart),
                        recipes.text());
    }

    private void requireSame(RefreshState before, ArchiveStorage source) {
        if (!before.options().equals(options(source))) {
            throw new CommandFailure(
                    "The refresh that began at %s is not done, and it was asked for with other options."
                            .formatted(before.begun()),
                    "Give the same options to go on with it, or --restart to begin anew.\nThen: %s\nNow:  %s"
                            .formatted(before.options(), options(source)));
        }
        common.terminal()
                .note("Going on with the refresh that began at %s".formatted(before.begun()));
    }

    /** The data set of the model's name has its catalogue, if there is one. */
    private String defaultItems() {
        Path named = common.home().datasets().resolve(model);
        return DatasetFolder.exists(named) ? named.toString() : null;
    }

    private CommandFailure underWay(RefreshFolder folder) {
        return new CommandFailure(
                "A refresh of '%s' is under way: it holds %s."
                        .formatted(model, folder.root().resolve("lock")),
                "Wait until it is done.");
    }

    private int done(String outcome, String version, int fresh, String text) {
        if (json) {
            common.terminal().json(new Result(outcome, model, version, fresh));
        } else {
            common.terminal().print(text);
        }
        return 0;
    }
}
