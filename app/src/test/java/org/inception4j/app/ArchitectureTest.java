package org.inception4j.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the modules and packages, and the calls that nobody makes. */
class ArchitectureTest {
    private static JavaClasses code;

    @BeforeAll
    static void readClasses() {
        code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.inception4j");
        assertThat(code).hasSizeGreaterThan(100);
    }

    @Test
    void modelKnowsOnlyTheJdkAndItself() {
        String[] model = {
            "org.inception4j.model..",
            "org.inception4j.tensor..",
            "org.inception4j.random..",
            "org.inception4j.spelling.."
        };
        classes()
                .that()
                .resideInAnyPackage(model)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(Stream.of("java.."), Stream.of(model)).toArray(String[]::new))
                .check(code);
    }

    @Test
    void onlyTheOneDnnEngineSeesOneDnn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.inception4j.engine.onednn..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.dnnl..")
                .check(code);
    }

    @Test
    void onlyVisionSeesOpenCv() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.inception4j.vision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco.opencv..", "org.bytedeco.openblas..")
                .check(code);
    }

    @Test
    void onlyTheEngineAndVisionSeeJavaCpp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.inception4j.vision..", "org.inception4j.engine.onednn..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco.javacpp..")
                .check(code);
    }

    @Test
    void onlyTheApplicationSeesPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.inception4j.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(code);
    }

    @Test
    void onlyThePicturesOfNetworksSeeElk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.inception4j.app.plot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse..", "com.google.common..")
                .check(code);
    }

    @Test
    void theEngineAndVisionDoNotKnowJson() {
        noClasses()
                .that()
                .resideInAnyPackage("org.inception4j.engine..", "org.inception4j.vision..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(code);
    }

    @Test
    void arrowsPointOneWay() {
        layer("engine", "vision", "formats", "applications", "classifier", "training", "app");
        layer("vision", "engine", "formats", "applications", "classifier", "training", "app");
        layer("formats", "engine", "vision", "applications", "classifier", "training", "app");
        layer("applications", "engine", "classifier", "training", "app");
        layer("classifier", "applications", "training", "app");
        layer("training", "applications", "app");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.inception4j.(**)").should().beFreeOfCycles().check(code);
    }

    @Test
    void randomnessIsSeededAndNothingSleeps() {
        noClasses().should().callConstructor(Random.class).check(code);
        noClasses().should().callMethod(Math.class, "random").check(code);
        noClasses()
                .should()
                .callMethod(Collections.class, "shuffle", List.class)
                .check(code);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(code);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(code);
    }

    @Test
    void onlyTheApplicationPrintsAndExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.inception4j.app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(code);
    }

    private static void layer(String lower, String... upper) {
        String[] packages = List.of(upper).stream()
                .map(name -> "org.inception4j." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.inception4j." + lower + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(code);
    }
}
