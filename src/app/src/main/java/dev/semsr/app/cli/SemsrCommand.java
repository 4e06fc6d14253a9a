package dev.semsr.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program. Every command is listed here, in the order in which the help shows them. */
@Command(
        name = "semsr",
        description = "Real-time recommendations for shopping sessions, on Kafka and Flink.",
        versionProvider = ProgramVersion.class,
        subcommands = {
            ImportCommand.class,
            EncodeCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ExperimentCommand.class,
            PublishCommand.class,
            ModelsCommand.class,
            RolloutCommand.class,
            RollbackCommand.class,
            RefreshCommand.class,
            RecommendCommand.class,
            AgentCommand.class,
            ReplayCommand.class,
            ItemsCommand.class,
            DeadLettersCommand.class,
            StateCommand.class,
            DemoCommand.class,
            JobsCommand.class,
            QualityCommand.class,
            TopicsCommand.class,
            SessionsCommand.class,
            RulesCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line.",
            "Java options: SEMSR_JAVA_OPTS. Folder of data, models and logs: SEMSR_HOME."
        })
public final class SemsrCommand extends CommandGroup {

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean version;

    private SemsrCommand() {}

    /** The program as picocli runs it: errors as lines, exit codes 0, 1 and 2. */
    public static CommandLine commandLine() {
        FailurePrinter failures = new FailurePrinter();
        return new CommandLine(new SemsrCommand())
                .setExecutionStrategy(new HeapGuard())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }
}
