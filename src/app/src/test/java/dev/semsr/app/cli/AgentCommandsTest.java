package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandsTest {

    private static final String COMPLETION =
            """
            {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
            "content": "{\\"titles\\": [\\"floor lamp\\", \\"desk\\"]}"}}],
            "usage": {"prompt_tokens": 50, "completion_tokens": 9, "total_tokens": 59}}\
            """;

    @TempDir private static Path home;

    @TempDir private Path answers;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private int status = 200;

    @BeforeAll
    static void makeASmallShop() {
        Invocation made =
                Invocation.ofCommand(
                        "import demo-shop", "--items=300", "--sessions=300", "--home=" + home);

        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = COMPLETION.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Invocation run(String command, String... args) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        String[] common = {
            "--url",
            url,
            "--model",
            "tiny",
            "--cache",
            answers.toString(),
            "--home",
            home.toString()
        };
        return Invocation.ofCommand(
                command, Stream.concat(Stream.of(args), Stream.of(common)).toArray(String[]::new));
    }

    @Test
    void theHelpOfEachCommandListsTheEnvironment() {
        for (String command : new String[] {"agent ask", "agent evaluate"}) {
            assertThat(Invocation.ofCommand(command + " --help").out())
                    .contains(
                            "SEMSR_LLM_URL",
                            "SEMSR_LLM_MODEL",
                            "SEMSR_LLM_KIND",
                            "SEMSR_LLM_API_KEY");
        }
    }

    @Test
    void askingShowsTheNamedTitlesAndTheList() {
        Invocation asked = run("agent ask demo-shop", "P10007", "--top", "5");

        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("Titles of sessions are sent to http://127.0.0.1");
        assertThat(asked.out()).contains("tiny names (answer: as asked for)", "floor lamp", "rank");
    }

    @Test
    void anEvaluationIsRepeatedFromItsStoredAnswers() throws IOException {
        JsonNode first = json(run("agent evaluate demo-shop", "--sample=3", "--json"));
        int asked = requests.get();
        JsonNode second =
                json(run("agent evaluate demo-shop", "--sample=3", "--json", "--offline"));

        assertThat(first.at("/drawn").asInt()).isEqualTo(3);
        assertThat(first.at("/answers/spending/requests").asInt()).isEqualTo(asked).isPositive();
        assertThat(requests.get()).isEqualTo(asked);
        assertThat(second.at("/evaluation/all")).isEqualTo(first.at("/evaluation/all"));
    }

    @Test
    void aLimitEndsWithAPartialResultAndSuccess() {
        Invocation part = run("agent evaluate demo-shop", "--sample=20", "--max-requests=2");

        assertThat(part.exitCode()).as(part.err()).isZero();
        assertThat(part.out()).contains("PARTIAL: The limit of 2 requests is reached", "unusable");
    }

    @Test
    void aRefusedKeyIsAFailureThatNamesItsVariable() {
        status = 401;
        Invocation refused = run("agent evaluate demo-shop", "--sample=3");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("HTTP 401", "SEMSR_LLM_API_KEY");
    }

    @Test
    void aTemperatureThatIsNoneIsAWrongCommandLine() {
        Invocation wrong = run("agent evaluate demo-shop", "--temperature=warm");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("'warm' is no temperature");
    }

    private static JsonNode json(Invocation done) throws IOException {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }
}
