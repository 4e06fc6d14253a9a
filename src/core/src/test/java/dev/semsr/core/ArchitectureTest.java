package dev.semsr.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What core may know: Java, the schemas and a logging interface. */
@AnalyzeClasses(packages = "dev.semsr.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule coreIsPlainJava =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "dev.semsr.core..",
                            "dev.semsr.schemas",
                            "com.fasterxml.jackson..",
                            "org.slf4j..",
                            "org.apache.avro..");

    @ArchTest
    static final ArchRule coreKnowsNeitherFlinkNorTensorFlowNorKafka =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "org.tensorflow..",
                            "ai.djl..",
                            "org.apache.kafka..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.semsr.core.(*)..").should().beFreeOfCycles();

    @ArchTest static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
