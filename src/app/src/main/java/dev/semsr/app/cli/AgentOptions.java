package dev.semsr.app.cli;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.lab.agent.AgentSettings;
import dev.semsr.lab.agent.AnswerFormat;
import dev.semsr.lab.agent.CallSettings;
import dev.semsr.lab.agent.Endpoint;
import dev.semsr.lab.agent.QuestionSettings;
import dev.semsr.lab.agent.SpendLimits;
import dev.semsr.lab.agent.TitleIndex;
import dev.semsr.model.encoder.EncoderSpec;
import dev.semsr.model.encoder.VectorCache;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options of commands that ask a language model; a {@code Mixin}. */
final class AgentOptions {

    /** What the help of these commands says about the environment. */
    static final String ENVIRONMENT_URL =
            "  " + Endpoint.URL_VARIABLE + "      address of the endpoint, unless --url is given";

    static final String ENVIRONMENT_MODEL =
            "  " + Endpoint.MODEL_VARIABLE + "    name of the model, unless --model is given";

    static final String ENVIRONMENT_KIND =
            "  " + Endpoint.KIND_VARIABLE + "     openai or ollama, unless --kind is given";

    static final String ENVIRONMENT_KEY =
            "  " + Endpoint.KEY_VARIABLE + "  secret of the endpoint; there is no option for it";

    private static final String NO_TEMPERATURE = "default";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Address of the endpoint, such as https://host/v1 or, for Ollama,"
                            + " http://localhost:11434.")
    private String url;

    @Option(names = "--model", paramLabel = "NAME", description = "Name of the language model.")
    private String model;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "API of the endpoint: openai or ollama (openai).")
    private String kind;

    @Option(
            names = "--titles",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many titles the model is to name (${DEFAULT-VALUE}).")
    private int titles;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many of a session's newest clicks it is told (${DEFAULT-VALUE}).")
    private int history;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many training sessions that share the newest items it is shown"
                            + " (${DEFAULT-VALUE}).")
    private int examples;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "How free the model is in its choice; '"
                            + NO_TEMPERATURE
                            + "' for models that take no temperature (${DEFAULT-VALUE}).")
    private String temperature;

    @Option(
            names = "--answer-tokens",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Most tokens of one answer; a model that thinks aloud needs more"
                            + " (${DEFAULT-VALUE}).")
    private int answerTokens;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "schema",
            description =
                    "How firmly the endpoint is told to answer with JSON: schema, json (JSON mode)"
                            + " or text (by the prompt alone) (${DEFAULT-VALUE}).")
    private AnswerFormat format;

    @Option(
            names = "--encoder",
            paramLabel = "ENCODER",
            defaultValue = "bge-small-en-v15-q",
            description =
                    "Text encoder that maps named titles to the catalogue (${DEFAULT-VALUE}): "
                            + EncoderSpec.FORMS
                            + ".")
    private String encoder;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Folder of stored answers (default: 'answers' in the home folder). A question"
                            + " that has an answer there costs nothing.")
    private Path cache;

    @Option(names = "--offline", description = "Use stored answers only; send nothing.")
    private boolean offline;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Calls under way at the same time (${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            defaultValue = "0",
            description = "Most requests begun in a minute; 0: any number (${DEFAULT-VALUE}).")
    private int requestsPerMinute;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "Most requests of this run, repetitions included; at the limit it stops with a"
                            + " partial result (${DEFAULT-VALUE}).")
    private long maxRequests;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "2000000",
            description =
                    "Most tokens of this run, prompts and answers together; a call that could pass"
                            + " it is not made (${DEFAULT-VALUE}).")
    private long maxTokens;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long one call may take (${DEFAULT-VALUE}).")
    private double timeout;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often a call is repeated if the endpoint is busy or fails, with growing"
                            + " pauses (${DEFAULT-VALUE}).")
    private int retries;

    /** The endpoint, from options and environment. */
    Endpoint endpoint(CommonOptions common) {
        return common.checked(
                () -> {
                    Endpoint endpoint = Endpoint.of(kind, url, model, System.getenv());
                    if (!offline && endpoint.url().isEmpty()) {
                        throw new IllegalArgumentException(
                                "No address of a language model is given. Give --url or set "
                                        + Endpoint.URL_VARIABLE
                                        + ", or --offline.");
                    }
                    return endpoint;
                });
    }

    /** How the agent works. */
    AgentSettings settings(CommonOptions common) {
        return common.checked(
                () ->
                        new AgentSettings(
                                new QuestionSettings(
                                        titles,
                                        history,
                                        examples,
                                        temperature(),
                                        answerTokens,
                                        format),
                                calls(),
                                new SpendLimits(maxRequests, maxTokens),
                                offline));
    }

    /** Folder of stored answers. */
    Path cache(CommonOptions common) {
        return cache == null ? common.home().answers() : cache;
    }

    /** Says where titles go before the first one goes. */
    void noteWhereTitlesGo(Endpoint endpoint, CommonOptions common) {
        if (!offline) {
            common.terminal()
                    .note(
                            "Titles of sessions are sent to "
                                    + endpoint.url()
                                    + ", unless the answer is in "
                                    + cache(common));
        }
    }

    /**
     * Encodes the titles of a catalogue, with progress, and works with it.
     *
     * @param items the catalogue
     * @param work what to do; encoder and vectors are open as long as it runs
     */
    <T> T withIndex(List<Item> items, CommonOptions common, Function<TitleIndex, T> work) {
        EncoderSpec spec = common.checked(() -> EncoderSpec.parse(encoder));
        try (TextEncoder opened = spec.open();
                VectorCache vectors = VectorCache.open(common.home().vectors(), opened)) {
            return work.apply(index(items, opened, vectors, common));
        }
    }

    private static TitleIndex index(
            List<Item> items, TextEncoder encoder, VectorCache vectors, CommonOptions common) {
        try (CountedProgress progress =
                common.terminal().counted("Encoding", "titles", items.size())) {
            return new TitleIndex(
                    items, encoder, vectors, (done, total) -> progress.done(done, total));
        }
    }

    private CallSettings calls() {
        CallSettings defaults = CallSettings.defaults();
        return new CallSettings(
                Duration.ofMillis(Math.round(timeout * 1000)),
                retries,
                defaults.firstPause(),
                defaults.longestPause(),
                concurrency,
                requestsPerMinute);
    }

    private Double temperature() {
        if (temperature.equals(NO_TEMPERATURE)) {
            return null;
        }
        try {
            return Double.valueOf(temperature);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'"
                            + temperature
                            + "' is no temperature; give a number or '"
                            + NO_TEMPERATURE
                            + "'",
                    e);
        }
    }
}
