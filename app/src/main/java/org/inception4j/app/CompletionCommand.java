package org.inception4j.app;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  source <(inception completion)                    in ~/.bashrc or ~/.zshrc"})
final class CompletionCommand implements WritingCommand {
    /** On the PATH, which completion needs. */
    private static final String NAME = "inception";

    private final Console console;

    /** One script serves them all. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return Choices.name(this);
        }
    }

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh; the script is the same.")
    private Shell shell;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        console.out().print(AutoComplete.bash(NAME, root.commandLine()));
        return OK;
    }
}
