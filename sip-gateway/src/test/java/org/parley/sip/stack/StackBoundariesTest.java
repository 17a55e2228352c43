package org.parley.sip.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must stay behind which wall, so that it can be replaced. */
class StackBoundariesTest {
  private static final JavaClasses SIP =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.parley.sip");

  @ParameterizedTest
  @CsvSource({
    "javax.sip.., org.parley.sip.stack.jain..",
    "gov.nist.., org.parley.sip.stack.jain..",
    "io.netty.., org.parley.sip.stack.netty.."
  })
  void is_known_in_one_place_only(String what, String where) {
    assertThat(SIP).isNotEmpty();
    noClasses()
        .that()
        .resideOutsideOfPackage(where)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(what)
        .check(SIP);
  }

  @ParameterizedTest
  @CsvSource({
    "org.parley.sip.guard.., org.parley.sip.stack..",
    "org.parley.sip.guard.., org.parley.sip.message..",
    "org.parley.sip.message.., org.parley.sip.stack..",
    "org.parley.sip.signalling.., org.parley.sip.stack..",
    "org.parley.sip.stack.transaction.., org.parley.sip.stack.netty..",
    "org.parley.sip.stack.transaction.., org.parley.sip.stack.jain.."
  })
  void does_not_know_what_is_built_upon_it(String below, String above) {
    noClasses()
        .that()
        .resideInAPackage(below)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(above)
        .check(SIP);
  }
}
