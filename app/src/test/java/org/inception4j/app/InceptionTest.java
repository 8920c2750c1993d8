package org.inception4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inception4j.app.Ran.inception;

import java.io.OutputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class InceptionTest {
    @Test
    void printsItsVersion() {
        assertThat(inception("--version").succeeds().out()).matches("Inception4J \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void namesEveryCommandInItsHelp() {
        String help = inception("--help").succeeds().out();

        commands().forEach(command -> assertThat(help).containsPattern("(?m)^  " + command + " +\\S"));
    }

    @ParameterizedTest
    @MethodSource("commandsOfOurs")
    void givesHelpWithExamples(String command) {
        String help = inception(command, "--help").succeeds().out();

        assertThat(help).contains("Usage: inception " + command, "\nExamples:\n  ", "--debug");
        assertThat(inception("help", command).succeeds().out()).isEqualTo(help);
    }

    @ParameterizedTest
    @MethodSource("commandsOfOurs")
    void completesEveryCommand(String command) {
        assertThat(inception("completion").succeeds().out()).contains("_picocli_inception_" + command);
    }

    @Test
    void listsTheCommandsWhenNoneWasGiven() {
        Ran ran = inception();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo(inception("--help").out()).contains("\nCommands:\n  demo  ");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        inception("sumary", "googlenet")
                .refuses("inception: there is no command 'sumary'; did you mean summary? See 'inception --help'");
    }

    @Test
    void suggestsTheCommandThatHelpWasWantedFor() {
        inception("help", "sumary")
                .refuses("inception: there is no command 'sumary'; did you mean summary? See 'inception --help'");
        inception("help", "bogus").refuses("inception: there is no command 'bogus'; see 'inception --help'");
    }

    @Test
    void givesEachCommandOneLine() {
        assertThat(inception("--help").out().lines()).noneMatch(line -> line.startsWith(" ".repeat(10)));
    }

    @Test
    void refusesToCompleteInOtherShells() {
        assertThat(inception("completion", "zsh").succeeds().out())
                .isEqualTo(inception("completion").out());
        inception("completion", "fish").refuses("SHELL: is 'fish'; give bash or zsh");
    }

    @Test
    void marksOptionsThatMustBeGiven() {
        assertThat(inception("import", "--help").out())
                .contains("\n  -l, --labels=FILE", "\n  -n, --network=NAME", "\n* -o, --output=X.inception");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        inception("summary", "googlenet", "--clases", "5")
                .refuses(
                        "inception summary: there is no option '--clases'; did you mean --classes? See 'inception summary --help'");
    }

    @Test
    void showsTheStackTraceOnlyWithDebug() {
        assertThat(inception("summary", "--debug").err())
                .startsWith(
                        "inception summary: missing required parameter: 'NETWORK|MODEL'; see 'inception summary --help'")
                .contains("\tat ");
    }

    @Test
    void knowsEachCommandByTheNameOfItsClass() {
        assertThat(Inception.COMMANDS.stream().map(Inception::name)).containsExactlyElementsOf(commands());
    }

    @Test
    void takesOtherWordsForCommandsNowhereButAtTheBegin() {
        inception("predict", "train")
                .refuses("inception predict: missing required parameter: 'FILE|DIR'; see 'inception predict --help'");
    }

    static Set<String> commands() {
        return commandLine().getSubcommands().keySet();
    }

    static Set<String> commandsOfOurs() {
        Set<String> names = new TreeSet<>(commands());
        names.remove("help");
        return names;
    }

    private static CommandLine commandLine() {
        return Inception.commandLine(Console.of(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
    }
}
