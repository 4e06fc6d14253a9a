package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleReaderTest {

    private final TitleReader reader = new TitleReader(3);

    @Test
    void whatIsAsAskedForIsStrict() {
        TitleReader.Reading reading = reader.read("{\"titles\": [\"a\", \" b  c \", \"A\"]}");

        assertThat(reading.strict()).isTrue();
        assertThat(reading.titles()).containsExactly("a", "b c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure: {\"titles\": [\"a\", \"b\"]} Enjoy!",
                "```json\n{\"titles\": [\"a\", \"b\"]}\n```",
                "{'titles': ['a', 'b',],}",
                "{titles: [\"a\", \"b\"]}",
                "[\"a\", \"b\"]",
                "{\"next\": [\"a\", \"b\"]}",
                "{\"titles\": [{\"title\": \"a\", \"why\": \"w\"}, {\"title\": \"b\"}]}",
                "{\"titles\": [\"a\", \"b\", \"cut o",
                "<think>{\"titles\": [\"x\"]}</think>{\"titles\": [\"a\", \"b\"]}",
                "{\"titles\": [\"x\"]} No, rather: {\"titles\": [\"a\", \"b\"]}",
                "See [1]: {\"clicked\": [\"x\"], \"titles\": [\"a\", \"b\"]} [2]",
                "{\"titles\": [\"a\", \"b\", \"...\"]} and more"
            })
    void titlesAreReadOutOfOtherText(String answer) {
        TitleReader.Reading reading = reader.read(answer);

        assertThat(reading.strict()).isFalse();
        assertThat(reading.titles()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "I like lamps.",
                "{",
                "[",
                "[[[[",
                "{\"titles\": 7}",
                "null",
                "[1, 2]"
            })
    void whereThereAreNoTitlesTheProblemIsSaid(String answer) {
        TitleReader.Reading reading = reader.read(answer);

        assertThat(reading.titles()).isEmpty();
        assertThat(reading.problem()).isNotEmpty();
    }

    @Test
    void noMoreTitlesAreReadThanWereAskedFor() {
        assertThat(reader.read("{\"titles\": [\"a\", \"b\", \"c\", \"d\"]}").titles()).hasSize(3);
    }
}
