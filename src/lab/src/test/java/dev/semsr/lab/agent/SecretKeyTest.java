package dev.semsr.lab.agent;

import static dev.semsr.lab.agent.ScriptedEndpoint.says;
import static dev.semsr.lab.agent.ScriptedEndpoint.status;
import static dev.semsr.lab.agent.ScriptedEndpoint.titles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.agent.ScriptedEndpoint.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The key goes into the request and nowhere else, also if the endpoint repeats it. */
class SecretKeyTest {

    private static final String HEARD = "the finest level is heard";

    @TempDir private Path cache;

    private final StringWriter log = new StringWriter();
    private LoggerConfig root;
    private final Map<LoggerConfig, Level> levels = new HashMap<>();
    private WriterAppender appender;

    @BeforeEach
    void listenToTheWholeLog() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        appender =
                WriterAppender.newBuilder()
                        .setName("secret-key-test")
                        .setTarget(log)
                        .setLayout(PatternLayout.newBuilder().withPattern("%m%n%xEx").build())
                        .build();
        appender.start();
        root = context.getConfiguration().getRootLogger();
        context.getConfiguration()
                .getLoggers()
                .values()
                .forEach(logger -> levels.put(logger, logger.getLevel()));
        levels.put(root, root.getLevel());
        root.addAppender(appender, Level.ALL, null);
        levels.keySet().forEach(logger -> logger.setLevel(Level.ALL));
        context.updateLoggers();
        LoggerFactory.getLogger(TitleReader.class).trace(HEARD);
    }

    @AfterEach
    void listenNoMore() {
        root.removeAppender(appender.getName());
        levels.forEach(LoggerConfig::setLevel);
        ((LoggerContext) LogManager.getContext(false)).updateLoggers();
        appender.stop();
    }

    static Stream<Answer> answersThatRepeatIt() {
        return Stream.of(
                titles("green lamp", "lamp " + Shop.KEY),
                says("no JSON but " + Shop.KEY),
                status(200, "no completion but " + Shop.KEY),
                status(200, "{\"error\": {\"message\": \"" + Shop.KEY + "\"}}"),
                status(401, "Incorrect API key provided: " + Shop.KEY),
                status(400, Shop.KEY),
                status(429, Shop.KEY),
                status(500, Shop.KEY),
                titles("lamp " + Shop.KEY).cutOff());
    }

    @ParameterizedTest
    @MethodSource("answersThatRepeatIt")
    void itIsInNoLogNoCacheNoResultAndNoError(Answer answer) {
        StringWriter seen = new StringWriter();
        try (ScriptedEndpoint server = new ScriptedEndpoint(answer);
                TitleAgent agent = Shop.agent(Shop.endpoint(server), Shop.settings(), cache)) {
            try {
                seen.append(agent.to(List.of(List.of("i0"))).toString());
            } catch (AgentStoppedException e) {
                e.printStackTrace(new PrintWriter(seen, true));
            }
            assertThat(server.keys).allMatch(key -> key.contains(Shop.KEY));
            assertThat(seen.toString()).isNotEmpty().doesNotContain(Shop.KEY);
            assertThat(log.toString()).contains(HEARD).doesNotContain(Shop.KEY);
            assertThat(Shop.files(cache).toString()).doesNotContain(Shop.KEY);
        }
    }

    @Test
    void anEndpointDoesNotShowIt() {
        assertThat(new Endpoint(Endpoint.Kind.OPENAI, "http://host/v1", "tiny", Shop.KEY))
                .asString()
                .contains("key=given")
                .doesNotContain(Shop.KEY);
    }
}
