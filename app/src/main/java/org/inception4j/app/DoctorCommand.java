package org.inception4j.app;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = {
            "Say what Inception4J runs on, and what is wrong with it.",
            "Java, processor, engine, precision, threads, memory.",
            "Exits with 2 when something is."
        },
        abbreviateSynopsis = true,
        parameterListHeading = "%nArguments:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  ${ROOT-COMMAND-NAME} doctor", "  ${ROOT-COMMAND-NAME} doctor --format json | jq .precision"})
final class DoctorCommand implements WritingCommand {
    private final Console console;

    @Mixin
    private FormatOption format;

    @Mixin
    private CommonOptions common;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Examination examination = Examination.ofThisMachine();
        if (format.isJson()) {
            print(examination.values(), examination.problems());
        } else {
            examination.facts().forEach((name, value) -> console.out().println("%-11s %s".formatted(name, value)));
            console.out().println();
            examination.problems().forEach(problem -> console.out().println("Problem: " + problem));
            if (examination.problems().isEmpty()) {
                console.out().println("No problems found.");
            }
        }
        return examination.problems().isEmpty() ? OK : Failure.USER;
    }

    private void print(Map<String, Object> values, List<String> problems) {
        Json object = Json.object();
        values.forEach(object::with);
        console.out().println(object.with("problems", problems));
    }
}
