package dev.semsr.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each module may know. */
@AnalyzeClasses(packages = "dev.semsr", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

    private static final String FLINK = "org.apache.flink..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String TENSORFLOW = "org.tensorflow..";
    private static final String DJL = "ai.djl..";

    @ArchTest
    static final ArchRule SCHEMAS_KNOW_ONLY_AVRO =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr.schemas..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.semsr.core..",
                            "dev.semsr.model..",
                            "dev.semsr.lab..",
                            "dev.semsr.jobs..",
                            "dev.semsr.app..",
                            FLINK,
                            KAFKA,
                            TENSORFLOW,
                            DJL);

    @ArchTest
    static final ArchRule CORE_KNOWS_NEITHER_FLINK_NOR_KAFKA_NOR_TENSORFLOW =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr.core..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.semsr.model..",
                            "dev.semsr.lab..",
                            "dev.semsr.jobs..",
                            "dev.semsr.app..",
                            FLINK,
                            KAFKA,
                            TENSORFLOW,
                            DJL);

    @ArchTest
    static final ArchRule MODEL_KNOWS_CORE_AND_SCHEMAS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.semsr.lab..", "dev.semsr.jobs..", "dev.semsr.app..", FLINK, KAFKA);

    @ArchTest
    static final ArchRule LAB_KNOWS_MODEL_CORE_AND_SCHEMAS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr.lab..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.semsr.jobs..", "dev.semsr.app..", FLINK, KAFKA);

    @ArchTest
    static final ArchRule JOBS_KNOW_NEITHER_APP_NOR_LAB =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr.jobs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.semsr.app..", "dev.semsr.lab..");

    @ArchTest
    static final ArchRule ONLY_THE_MODEL_MODULE_KNOWS_TENSORFLOW =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr..")
                    .and()
                    .resideOutsideOfPackage("dev.semsr.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(TENSORFLOW, DJL);

    @ArchTest
    static final ArchRule NOBODY_USES_KRYO =
            noClasses()
                    .that()
                    .resideInAPackage("dev.semsr..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.esotericsoftware.kryo..");

    @ArchTest static final ArchRule PACKAGES_OF_CORE_FORM_NO_CIRCLE = noCircles("core");

    @ArchTest static final ArchRule PACKAGES_OF_MODEL_FORM_NO_CIRCLE = noCircles("model");

    @ArchTest static final ArchRule PACKAGES_OF_LAB_FORM_NO_CIRCLE = noCircles("lab");

    @ArchTest static final ArchRule PACKAGES_OF_JOBS_FORM_NO_CIRCLE = noCircles("jobs");

    @ArchTest static final ArchRule PACKAGES_OF_APP_FORM_NO_CIRCLE = noCircles("app");

    private static ArchRule noCircles(String module) {
        return slices().matching("dev.semsr." + module + ".(*)..").should().beFreeOfCycles();
    }
}
