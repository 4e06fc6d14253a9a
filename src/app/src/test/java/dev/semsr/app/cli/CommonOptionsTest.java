package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommonOptionsTest {

    @Test
    void aReportedCommandNamesNoFolderOfTheMachineAndNothingThatWasStoredThere() {
        assertThat(
                        CommonOptions.withoutFolders(
                                List.of(
                                        "experiment",
                                        "baseline",
                                        "--home",
                                        "/somewhere",
                                        "--only-stored",
                                        "--seeds",
                                        "1,2",
                                        "--out=/elsewhere",
                                        "--epochs",
                                        "3")))
                .containsExactly("experiment", "baseline", "--seeds", "1,2", "--epochs", "3");
    }
}
