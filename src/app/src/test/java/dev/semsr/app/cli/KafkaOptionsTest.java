package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaOptionsTest {

    @Test
    void withoutOptionsTheLocalBrokerIsMeant() {
        assertThat(parse().client()).containsOnly(entry("bootstrap.servers", "localhost:9092"));
    }

    @Test
    void securityPropertiesPassThroughFromFileAndOption(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("client.properties"),
                        """
                        security.protocol=SASL_SSL
                        sasl.jaas.config=module required username="a" password="b=c";
                        """);

        assertThat(parse("--properties", file.toString(), "-P", "security.protocol=SSL").client())
                .contains(
                        entry("security.protocol", "SSL"),
                        entry(
                                "sasl.jaas.config",
                                "module required username=\"a\" password=\"b=c\";"));
    }

    @Test
    void namedBrokersWinOverTheFile(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=a:1\n");

        assertThat(parse("--properties", file.toString(), "-b", "b:2").client())
                .containsOnly(entry("bootstrap.servers", "b:2"));
    }

    private static java.util.Map.Entry<String, String> entry(String key, String value) {
        return java.util.Map.entry(key, value);
    }

    private static KafkaOptions parse(String... arguments) {
        var options = new KafkaOptions();
        CommandLine.populateCommand(options, arguments);
        return options;
    }
}
