package dev.semsr.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the jobs may know. */
@AnalyzeClasses(packages = "dev.semsr.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule jobsKnowNeitherLabNorApp =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.semsr.lab..", "dev.semsr.app..");

    @ArchTest
    static final ArchRule tensorFlowIsBehindTheModelModule =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.tensorflow..", "ai.djl..");

    @ArchTest
    static final ArchRule theDeviceIsKnownToScoringOnly =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.semsr.jobs.scoring")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.semsr.model.device..");

    @ArchTest
    static final ArchRule kafkaIsAtTheEdges =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.semsr.jobs.kafka..", "dev.semsr.jobs.catalog..")
                    .and()
                    .doNotHaveSimpleName("KafkaEndpoints")
                    .and()
                    .doNotHaveSimpleName("CatalogModelSource")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule decidingIsDoneInCore =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Function")
                    .should()
                    .resideInAnyPackage(
                            "dev.semsr.jobs.session",
                            "dev.semsr.jobs.scoring",
                            "dev.semsr.jobs.ranking");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.semsr.jobs.(*)..").should().beFreeOfCycles();
}
