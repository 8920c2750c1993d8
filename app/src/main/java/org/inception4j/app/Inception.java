package org.inception4j.app;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
        name = "inception",
        description = "Image classification with the Inception family, on the JVM alone.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ${ROOT-COMMAND-NAME} demo                                    see everything work, in under 3 minutes",
            "  ${ROOT-COMMAND-NAME} train photos/                           a folder of photos for each class",
            "  ${ROOT-COMMAND-NAME} predict runs/photos-1/best.inception rose.jpg",
            "",
            "'${ROOT-COMMAND-NAME} COMMAND --help' tells more about each."
        })
final class Inception implements Callable<Integer> {
    /** In the order of the help. A command's name is its class's without "Command", in small letters. */
    static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            QuantizeCommand.class,
            SummaryCommand.class,
            CostCommand.class,
            DiffCommand.class,
            NetworksCommand.class,
            TableCommand.class,
            PlotCommand.class,
            BenchCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HelpCommand.class);

    /** These tell about all commands. */
    private static final Set<Class<?>> ABOUT_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    private boolean version;

    @Mixin
    private CommonOptions common;

    @Spec
    private CommandSpec spec;

    /** Runs one command and gives its exit code; nothing is thrown. */
    static int run(Console console, String... arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // 0.93 everywhere, never 0,93: programs read it too
        ErrorHandler errors = new ErrorHandler(console, arguments);
        try {
            Optional<PredictCommand> predict = PredictCommand.withoutOptions(console, arguments);
            int exitCode = predict.isPresent() ? predict.get().call() : parse(console, errors, arguments);
            console.out().flush();
            return exitCode;
        } catch (Exception | Error e) {
            return errors.report(e);
        }
    }

    private static int parse(Console console, ErrorHandler errors, String... arguments) {
        return commandLine(console, needed(arguments))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .execute(arguments);
    }

    /** With all commands. */
    static CommandLine commandLine(Console console) {
        return commandLine(console, COMMANDS);
    }

    /** Each command that picocli learns costs a start some milliseconds, and mostly one is meant. */
    private static List<Class<?>> needed(String[] arguments) {
        if (Arrays.equals(arguments, new String[] {"--version"})) {
            return List.of();
        }
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .filter(command -> !ABOUT_ALL.contains(command))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    static String name(Class<?> command) {
        return command.getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
    }

    private static CommandLine commandLine(Console console, List<Class<?>> commands) {
        CommandLine commandLine = new CommandLine(new Inception(), factory(console));
        commands.forEach(commandLine::addSubcommand);
        return commandLine
                .setCommandName(Program.NAME)
                .setOut(console.out())
                .setErr(console.err())
                .setExecutionStrategy(Inception::execute)
                .setColorScheme(Help.defaultColorScheme(console.colours() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(32);
    }

    /** As picocli does, once all options may be; where picocli prints help itself it knows no failures of writing. */
    private static int execute(ParseResult result) {
        OptionValues.check(result);
        try {
            return new RunLast().execute(result);
        } catch (UncheckedIOException e) {
            throw new ExecutionException(result.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    /** Commands that write get the console; everything else is picocli's business. */
    private static IFactory factory(Console console) {
        IFactory others = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return WritingCommand.class.isAssignableFrom(type)
                        ? type.getDeclaredConstructor(Console.class).newInstance(console)
                        : others.create(type);
            }
        };
    }

    /** No command was given. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr(), Help.Ansi.OFF);
        return Failure.USER;
    }
}
