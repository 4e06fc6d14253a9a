package dev.semsr.app.cli;

import dev.semsr.app.refresh.RefreshFolder;
import dev.semsr.app.refresh.RefreshState;
import dev.semsr.app.refresh.RefreshStep;
import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetException;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.gate.GateReport;
import dev.semsr.lab.importer.ArchiveSource;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.WarmStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The steps of a refresh. Each is done once: what is there from before a stop is found and kept. An
 * archive or a catalogue that cannot be read, and a step that fails by what it was given (too few
 * sessions, a version that is worse) end the refresh, so that the next one begins with what is in
 * the archive by then; any other failure leaves it where it is.
 */
final class RefreshSteps {

    private final Job job;
    private final Ends ends;
    private final CommonOptions common;

    /** What is refreshed, from what. */
    record Job(
            String model,
            ArchiveSource source,
            ModelRecipe recipe,
            WarmStart start,
            Duration halfLife,
            Gate gate) {}

    /** Where things lie and go. */
    record Ends(
            RefreshFolder folder,
            FileModelStore models,
            RefreshRolloutOptions rollout,
            ProtocolOptions protocol,
            EncoderOptions encoder) {}

    RefreshSteps(Job job, Ends ends, CommonOptions common) {
        this.job = job;
        this.ends = ends;
        this.common = common;
    }

    /** A step; what it says stands behind its name. */
    private interface Work {
        String run() throws InterruptedException;
    }

    /** Does what is not done yet. */
    void run(RefreshState begun) throws InterruptedException {
        ends.folder().write(begun);
        RefreshState state = begun;
        state = done(state, RefreshStep.ARCHIVE, this::archive);
        RefreshState trained = done(state, RefreshStep.TRAIN, () -> train(begun));
        state = done(trained, RefreshStep.GATE, () -> gate(begun));
        state = done(state, RefreshStep.PUBLISH, () -> publish(begun));
        if (ends.rollout().isWanted()) {
            state = done(state, RefreshStep.ROLLOUT, () -> rollout(begun));
        }
        ends.folder().finish(state);
    }

    private RefreshState done(RefreshState state, RefreshStep step, Work work)
            throws InterruptedException {
        if (state.isDone(step)) {
            common.terminal().note(step.label() + " was done");
            return state;
        }
        try {
            common.terminal().note(step.label() + " ...");
            String said = work.run();
            common.terminal().note(step.label() + " " + said);
        } catch (RuntimeException e) {
            if (endsTheRefresh(step, e)) {
                ends.folder().forget();
            }
            throw e;
        }
        if (step == RefreshStep.ROLLOUT) {
            return state;
        }
        RefreshState next = state.withNext(RefreshStep.values()[step.ordinal() + 1]);
        ends.folder().write(next);
        return next;
    }

    /** Nothing is kept of reading the archive: whatever fails there, the next refresh does anew. */
    private static boolean endsTheRefresh(RefreshStep step, RuntimeException failure) {
        boolean isByWhatWasGiven =
                failure instanceof IllegalArgumentException
                        || failure instanceof DatasetException
                        || failure instanceof CommandFailure;
        return step == RefreshStep.ARCHIVE
                || isByWhatWasGiven && step.compareTo(RefreshStep.PUBLISH) < 0;
    }

    private String archive() {
        ImportReport report = new ArchiveImport(common).run(job.source(), dataset());
        return "%,d clicks of %,d sessions on %,d items, to %s"
                .formatted(
                        report.dataset().clicks(),
                        report.dataset().sessions(),
                        report.dataset().items(),
                        report.dataset().lastClick());
    }

    private String train(RefreshState state) {
        TrainingFolder training = TrainingFolder.of(common.home(), job.model());
        Path artefact = training.artefact(state.version());
        if (Files.isRegularFile(artefact.resolve("manifest.json"))) {
            return Artefact.open(artefact).manifest().modelVersion() + " was trained";
        }
        ModelTraining.Plan plan =
                new ModelTraining.Plan(
                        job.model(),
                        state.version(),
                        job.recipe(),
                        job.start(),
                        job.halfLife(),
                        training,
                        ends.folder().checkpoints(),
                        true);
        Dataset data = DatasetFolder.open(dataset()).load();
        ModelTraining.Result result =
                new ModelTraining(plan, common, Clock.systemUTC())
                        .run(data, ends.protocol().split(data, common), ends.encoder());
        return "%s: %s"
                .formatted(
                        result.artefact().manifest().modelVersion(),
                        Figures.text(result.validation()));
    }

    private String gate(RefreshState state) {
        if (state.running() == null) {
            return "it is the first version: compared with nothing";
        }
        Artefact candidate = trained(state);
        GateReport report =
                job.gate()
                        .compare(
                                candidate,
                                ends.models().open(job.model(), state.running()),
                                DatasetFolder.open(dataset()).load(),
                                ends.protocol(),
                                common);
        Gate.judge(report, candidate.folder(), common.terminal());
        return "no worse than %s on %,d cases".formatted(report.running(), report.cases());
    }

    private String publish(RefreshState state) {
        boolean isThere = ends.models().newestFirst(job.model()).contains(state.version());
        Artefact published =
                isThere
                        ? ends.models().open(job.model(), state.version())
                        : ends.models().publish(trained(state).folder());
        return published.folder().toString();
    }

    private String rollout(RefreshState state) throws InterruptedException {
        return RolloutOptions.text(
                ends.rollout()
                        .order(job.model(), state.version(), state.running(), common.terminal()));
    }

    private Artefact trained(RefreshState state) {
        return Artefact.open(
                TrainingFolder.of(common.home(), job.model()).artefact(state.version()));
    }

    private Path dataset() {
        return common.home().datasets().resolve(job.model() + "-archive");
    }
}
