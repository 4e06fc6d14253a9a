package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.rules.RuleTopic;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.SelectorKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void rulesAreAddedAsTheJobReadsThem() {
        add("recall", "--hide", "--brand", "Acme", "--until", "2999-01-01T00:00:00Z");
        add("sale", "--boost", "2.5", "--attribute", "season=summer", "--note", "the sale");
        add("old", "--bury", "3", "--category", "Lamps");
        add("launch", "--pin", "2", "--item", "B1");

        List<Rule> rules = new RuleTopic(client(), topic).read().rules();

        assertThat(rules)
                .extracting(Rule::getRuleId)
                .containsExactly("launch", "old", "recall", "sale");
        assertThat(rules)
                .extracting(Rule::getKind)
                .containsExactly(RuleKind.PIN, RuleKind.BURY, RuleKind.HIDE, RuleKind.BOOST);
        assertThat(rules.get(0).getPosition()).isEqualTo(2);
        assertThat(rules.get(1).getFactor()).isEqualTo(3);
        assertThat(rules.get(2).getUntil()).isEqualTo(Instant.parse("2999-01-01T00:00:00Z"));
        assertThat(rules.get(3).getSelector().getBy()).isEqualTo(SelectorKind.ATTRIBUTE);
        assertThat(rules.get(3).getSelector().getAttribute()).isEqualTo("season");
        assertThat(rules.get(3).getSelector().getValue()).isEqualTo("summer");
        assertThat(rules.get(3).getNote()).isEqualTo("the sale");
    }

    @Test
    void theListShowsTheNewestStateOfEachRuleAndWhetherItHolds() throws Exception {
        add("r", "--hide", "--item", "a");
        add("r", "--boost", "2", "--item", "a", "--from", "2999-01-01T00:00:00Z");

        Invocation list = run("list");
        JsonNode line = new ObjectMapper().readTree(run("list", "--json").lines().get(0));

        assertThat(list.lines()).hasSize(2);
        assertThat(list.lines().get(0)).startsWith("RULE").contains("HOLDS");
        assertThat(list.lines().get(1)).startsWith("r ").contains("boost x 2.0", "item a", "no");
        assertThat(line.get("holds").booleanValue()).isFalse();
        assertThat(line.get("kind").textValue()).isEqualTo("boost");
    }

    @Test
    void aRemovedRuleIsGoneAndAnUnknownOneIsNamed() {
        add("r1", "--hide", "--item", "a");
        add("r2", "--hide", "--item", "b");

        assertThat(run("remove", "r1").exitCode()).isZero();
        Invocation unknown = run("remove", "r2", "nobody");

        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no rule nobody");
        assertThat(new RuleTopic(client(), topic).read().rules()).isEmpty();
    }

    @Test
    void aRuleThatCannotBeFollowedIsNotWritten() {
        assertRefused("the factor must be above 1", "--boost", "1", "--item", "a");
        assertRefused("PIN takes one item", "--pin", "1", "--brand", "Acme");
        assertRefused("positions are 1 to 1000", "--pin", "0", "--item", "a");
        assertRefused("NAME=VALUE is needed", "--hide", "--attribute", "red");
        assertRefused("--hide", "--item", "a");
        assertRefused("mutually exclusive", "--hide", "--pin", "1", "--item", "a");
        new RuleTopic(client(), topic).create();
        assertThat(new RuleTopic(client(), topic).read().rules()).isEmpty();
    }

    @Test
    void theTopicIsMadeCompacted() throws Exception {
        add("r", "--hide", "--item", "a");

        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
            assertThat(
                            admin.describeConfigs(List.of(resource))
                                    .all()
                                    .get()
                                    .get(resource)
                                    .get("cleanup.policy")
                                    .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        Invocation list =
                Invocation.of("rules", "list", "-b", "localhost:1", "--topic", "anything");

        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.err()).contains("Kafka does not answer at localhost:1");
    }

    private void assertRefused(String why, String... arguments) {
        List<String> all = new ArrayList<>(List.of("add", "r"));
        all.addAll(List.of(arguments));
        Invocation add = run(all.toArray(String[]::new));

        assertThat(add.exitCode()).as(add.out()).isEqualTo(2);
        assertThat(add.err()).contains(why);
    }

    private void add(String... arguments) {
        List<String> all = new ArrayList<>(List.of("add"));
        all.addAll(List.of(arguments));
        Invocation add = run(all.toArray(String[]::new));
        assertThat(add.exitCode()).as(add.err()).isZero();
    }

    private Invocation run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rules"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-b", broker.bootstrapServers(), "--topic", topic));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static Map<String, String> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
