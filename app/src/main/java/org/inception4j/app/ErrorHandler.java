package org.inception4j.app;

import java.io.PrintWriter;
import java.util.List;
import org.inception4j.model.spelling.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one sentence on standard error and an exit code; {@code --debug} adds the stack trace. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final String DEBUG = "--debug";

    private final PrintWriter err;
    private final boolean debug;

    ErrorHandler(Console console, String[] arguments) {
        this.err = console.err();
        this.debug = List.of(arguments).contains(DEBUG);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        return report(e);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        err.println(sentence(e));
        trace(e);
        return Failure.USER;
    }

    private static String sentence(ParameterException e) {
        if (isAboutAValue(e)) {
            return OptionValues.sentence(e.getArgSpec(), e.getValue());
        }
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        return "%s: %s; %s".formatted(name, problem(e), remedy(e, name));
    }

    /** Its subclasses tell of options that are missing, given twice or unknown. */
    private static boolean isAboutAValue(ParameterException e) {
        return e.getClass() == ParameterException.class && e.getArgSpec() != null && e.getValue() != null;
    }

    int report(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (!failure.message().isEmpty()) {
            err.println(failure.message());
        }
        trace(thrown);
        return failure.exitCode();
    }

    private void trace(Throwable thrown) {
        if (debug) {
            thrown.printStackTrace(err);
        }
    }

    private static String problem(ParameterException e) {
        if (isAboutHelp(e)) {
            return "there is no command '%s'".formatted(e.getValue());
        }
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return lowerCaseFirst(e.getMessage());
        }
        boolean isCommand = e.getCommandLine().getParent() == null;
        String what = unmatched.isUnknownOption() ? "option" : isCommand ? "command" : "place for";
        return "there is no %s '%s'".formatted(what, unmatched.getUnmatched().getFirst());
    }

    private static String remedy(ParameterException e, String name) {
        List<String> suggestions = suggestions(e);
        return suggestions.isEmpty()
                ? "see '%s --help'".formatted(name)
                : "did you mean %s? See '%s --help'".formatted(String.join(" or ", suggestions), name);
    }

    private static List<String> suggestions(ParameterException e) {
        if (isAboutHelp(e)) {
            return Spelling.nearest(
                            e.getValue(), e.getCommandLine().getSubcommands().keySet())
                    .stream()
                    .toList();
        }
        return e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    }

    /** The command {@code help} was asked about one that there is not. */
    private static boolean isAboutHelp(ParameterException e) {
        return e.getArgSpec() == null && e.getValue() != null;
    }

    private static String lowerCaseFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
