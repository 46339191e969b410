package io.shardfold.houserules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a machine can check of the rules in CONTRIBUTING.md. */
class HouseStyleTest {

    private static final Set<String> NAMES_THAT_SAY_NOTHING =
            Set.of("Manager", "Helper", "Util", "Utils", "Utilities", "Impl", "Abstract", "Common");

    private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*");

    @Test
    void everyPackageSaysWhatLivesInIt() {
        Set<String> silent = new TreeSet<>();
        for (Path source : SourceTree.mainSources()) {
            Path packageInfo = source.resolveSibling("package-info.java");
            if (!Files.exists(packageInfo) || !SourceTree.text(packageInfo).startsWith("/**")) {
                silent.add(SourceTree.root().relativize(source.getParent()).toString());
            }
        }
        assertEquals(
                Set.of(), silent, "Packages without a package-info.java that opens with a comment");
    }

    @Test
    void namesSayWhatAClassDoes() {
        Set<String> vague = new TreeSet<>();
        for (Path source : SourceTree.allSources()) {
            String name = source.getFileName().toString().replace(".java", "");
            boolean saysNothing =
                    WORD.matcher(name)
                            .results()
                            .anyMatch(word -> NAMES_THAT_SAY_NOTHING.contains(word.group()));
            if (saysNothing) {
                vague.add(SourceTree.root().relativize(source).toString());
            }
        }
        assertEquals(Set.of(), vague, "Named for being of use, not for what they do");
    }

    @Test
    void whatIsLeftToDoIsNotCommitted() {
        // Put together here, so that this file doesn't find itself.
        Pattern leftOver = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b");
        Set<String> unfinished = new TreeSet<>();
        for (Path source : SourceTree.allSources()) {
            if (leftOver.matcher(SourceTree.text(source)).find()) {
                unfinished.add(SourceTree.root().relativize(source).toString());
            }
        }
        assertEquals(Set.of(), unfinished);
    }

    /** A switch over {@code kind()} is exhaustive only if each record answers a kind of its own. */
    @TestFactory
    Stream<DynamicTest> everyNodeAnswersItsOwnKind() {
        List<Class<?>> families =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.shardfold")
                                .stream()
                                .map(JavaClass::reflect)
                                .filter(type -> type.isSealed() && declaresKind(type))
                                .sorted((left, right) -> left.getName().compareTo(right.getName()))
                                .<Class<?>>map(type -> type)
                                .toList();
        assertFalse(families.isEmpty(), "The tree is made of sealed families");
        return families.stream()
                .map(
                        family ->
                                DynamicTest.dynamicTest(
                                        family.getName(), () -> answersItsOwnKind(family)));
    }

    private static boolean declaresKind(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(
                        method ->
                                method.getName().equals("kind")
                                        && method.getParameterCount() == 0
                                        && Modifier.isAbstract(method.getModifiers()));
    }

    private static void answersItsOwnKind(Class<?> family) throws ReflectiveOperationException {
        Method kind = family.getDeclaredMethod("kind");
        kind.setAccessible(true);
        Set<String> answered = new TreeSet<>();
        boolean takesTheRest = false;
        for (Class<?> member : members(family)) {
            if (holdsItsKind(member, kind.getReturnType())) {
                takesTheRest = true;
                continue;
            }
            // A family within the family (Ddl is a Statement) answers as one, and tells its members
            // apart by a kind of its own.
            Class<?> leaf = member;
            while (leaf.isSealed()) {
                leaf = leaf.getPermittedSubclasses()[0];
            }
            String answer = String.valueOf(kind.invoke(withoutConstructor(leaf)));
            // Statement.QueryStatement answers QUERY, Command.Change answers CHANGE_USER.
            String name = screamingSnake(member.getSimpleName());
            assertTrue(
                    name.startsWith(answer) || answer.startsWith(name),
                    () -> member.getName() + " answers " + answer);
            assertTrue(
                    answered.add(answer),
                    () -> member.getName() + " isn't the only one that answers " + answer);
        }
        Set<String> declared = new TreeSet<>();
        for (Object constant : kind.getReturnType().getEnumConstants()) {
            declared.add(constant.toString());
        }
        if (!takesTheRest) {
            assertEquals(
                    declared, answered, "Kinds that are declared, and kinds that a record answers");
        }
    }

    /** A record for all that have nothing to hold but their kind. */
    private static boolean holdsItsKind(Class<?> member, Class<?> kind) {
        return member.isRecord()
                && Arrays.stream(member.getRecordComponents())
                        .anyMatch(component -> component.getType() == kind);
    }

    /** The records at the end of a family, through families within it. */
    private static List<Class<?>> members(Class<?> family) {
        List<Class<?>> members = new ArrayList<>();
        for (Class<?> permitted : family.getPermittedSubclasses()) {
            boolean answersAsOne =
                    Arrays.stream(permitted.getDeclaredMethods())
                            .anyMatch(
                                    method ->
                                            method.getName().equals("kind") && method.isDefault());
            if (permitted.isSealed() && !answersAsOne) {
                members.addAll(members(permitted));
            } else {
                members.add(permitted);
            }
        }
        return members;
    }

    /**
     * The kind depends on the class alone: no component needs a value, and no constructor has to
     * accept one.
     */
    private static Object withoutConstructor(Class<?> type) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        return unsafe.getMethod("allocateInstance", Class.class).invoke(instance.get(null), type);
    }

    private static String screamingSnake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
