package io.shardfold.houserules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Data goes one way: through the modules from top to bottom, through the stages from the text to
 * the rows.
 *
 * <p>Each rule names what must not be seen from where. A new package is covered by the rule of the
 * one it lies in.
 */
@AnalyzeClasses(packages = "io.shardfold", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {

    /** Rules stay when a package is empty: they are about the next class that comes into it. */
    private static ArchRule rule(String from, String because, String... unseen) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unseen)
                .because(because)
                .allowEmptyShould(true);
    }

    // Modules.

    @ArchTest
    static final ArchRule parserStandsAlone =
            noClasses()
                    .that()
                    .resideInAPackage("io.shardfold.sql..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(
                            "io.shardfold.sql..",
                            "java.lang..",
                            "java.io..",
                            "java.util..",
                            "java.math..",
                            "java.nio..")
                    .because(
                            "the parser is used without a database, and by programs that aren't ours");

    @ArchTest
    static final ArchRule coreKnowsNoFrontEnd =
            rule(
                    "io.shardfold.core..",
                    "one engine serves every front end",
                    "io.netty..",
                    "picocli..",
                    "io.shardfold.governance..",
                    "io.shardfold.jdbc..",
                    "io.shardfold.proxy..");

    @ArchTest
    static final ArchRule coreKnowsNoDriver =
            rule(
                    "io.shardfold.core..",
                    "a backend is reached through JDBC, whichever driver the user brings",
                    "com.mysql..",
                    "org.mariadb..",
                    "org.postgresql..",
                    "org.h2..");

    @ArchTest
    static final ArchRule governanceKnowsNoFrontEnd =
            rule(
                    "io.shardfold.governance..",
                    "front ends depend on the registry, not the other way round",
                    "io.netty..",
                    "io.shardfold.jdbc..",
                    "io.shardfold.proxy..");

    @ArchTest
    static final ArchRule driverKnowsNoProxy =
            rule(
                    "io.shardfold.jdbc..",
                    "an application takes the driver alone",
                    "io.netty..",
                    "io.shardfold.proxy..");

    @ArchTest
    static final ArchRule proxyKnowsNoDriver =
            rule(
                    "io.shardfold.proxy..",
                    "the two packages are shells over the engine",
                    "io.shardfold.jdbc..");

    @ArchTest
    static final ArchRule protocolsAreSeparate =
            rule(
                    "io.shardfold.proxy.mysql..",
                    "each protocol is read from its own document",
                    "io.shardfold.proxy.postgresql..");

    @ArchTest
    static final ArchRule protocolsAreSeparateTheOtherWay =
            rule(
                    "io.shardfold.proxy.postgresql..",
                    "each protocol is read from its own document",
                    "io.shardfold.proxy.mysql..");

    @ArchTest
    static final ArchRule productKnowsNoTests =
            rule(
                    "io.shardfold.(sql|core|governance|jdbc|proxy)..",
                    "what is shipped holds no test code",
                    "io.shardfold.testkit..",
                    "org.junit..");

    @ArchTest
    static final ArchRule testKitSeesJdbcAlone =
            rule(
                    "io.shardfold.testkit..",
                    "a test must not share the mistakes of what it tests",
                    "io.shardfold.sql..",
                    "io.shardfold.core..",
                    "io.shardfold.governance..",
                    "io.shardfold.jdbc..",
                    "io.shardfold.proxy..");

    // Stages of the parser.

    @ArchTest
    static final ArchRule treeIsBelowParser =
            rule(
                    "io.shardfold.sql.ast..",
                    "the tree is what the parser makes, and says nothing about how",
                    "io.shardfold.sql.parse..",
                    "io.shardfold.sql.render..");

    @ArchTest
    static final ArchRule lexerIsBelowParser =
            rule(
                    "io.shardfold.sql.lex..",
                    "a cached plan is found without parsing",
                    "io.shardfold.sql.parse..",
                    "io.shardfold.sql.render..");

    @ArchTest
    static final ArchRule rendererIsBesideParser =
            rule(
                    "io.shardfold.sql.render..",
                    "text comes from the tree alone",
                    "io.shardfold.sql.parse..");

    // Stages of the engine, in the order in which a statement passes through them.

    @ArchTest
    static final ArchRule rulesComeBeforeStatements =
            rule(
                    "io.shardfold.core.rule..",
                    "rules are there before any statement is",
                    "io.shardfold.core.bind..",
                    "io.shardfold.core.plan..",
                    "io.shardfold.core.rewrite..",
                    "io.shardfold.core.execute..",
                    "io.shardfold.core.merge..",
                    "io.shardfold.core.session..");

    @ArchTest
    static final ArchRule binderLooksBack =
            rule(
                    "io.shardfold.core.bind..",
                    "a stage takes a value, returns a value and doesn't look ahead",
                    "io.shardfold.core.plan..",
                    "io.shardfold.core.rewrite..",
                    "io.shardfold.core.execute..",
                    "io.shardfold.core.merge..",
                    "io.shardfold.core.session..");

    @ArchTest
    static final ArchRule plannerLooksBack =
            rule(
                    "io.shardfold.core.plan..",
                    "a plan holds no connection and no value, so that one serves every session",
                    "io.shardfold.core.execute..",
                    "io.shardfold.core.session..");

    @ArchTest
    static final ArchRule rewriterLooksBack =
            rule(
                    "io.shardfold.core.rewrite..",
                    "what is sent is known before a connection is taken",
                    "io.shardfold.core.execute..",
                    "io.shardfold.core.merge..",
                    "io.shardfold.core.session..");

    @ArchTest
    static final ArchRule mergeSeesRowsAlone =
            rule(
                    "io.shardfold.core.merge..",
                    "operators work on cursors, wherever these come from",
                    "io.shardfold.core.execute..",
                    "io.shardfold.core.session..");

    @ArchTest
    static final ArchRule planningNeverTouchesAConnection =
            rule(
                    "io.shardfold.core.(bind|plan|rewrite|merge|row)..",
                    "only execution waits",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule stagesHaveNoCycles =
            slices().matching("io.shardfold.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parserHasNoCycles =
            slices().matching("io.shardfold.sql.(*)..").should().beFreeOfCycles();
}
