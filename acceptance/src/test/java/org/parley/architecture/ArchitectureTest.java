package org.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String ROOT = "org.parley";
  private static final String FIXTURE = "org.parley.architecture.fixture";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);
  private static final JavaClasses BREACHES = new ClassFileImporter().importPackages(FIXTURE);

  /** What breaks which rule. */
  private static final Map<String, String> BREACH =
      Map.ofEntries(
          Map.entry("tlib knows what is below it", "tlib.KnowsContracts"),
          Map.entry("eventlog knows what is below it", "eventlog.KnowsTlib"),
          Map.entry("callmodel knows what is below it", "callmodel.KnowsContracts"),
          Map.entry("contracts knows what is below it", "contracts.KnowsStarter"),
          Map.entry("starter knows what is below it", "starter.KnowsService"),
          Map.entry("tlib knows no Spring", "tlib.KnowsSpring"),
          Map.entry("eventlog knows no Spring", "eventlog.KnowsSpring"),
          Map.entry("callmodel knows no Spring", "callmodel.KnowsSpring"),
          Map.entry("contracts knows no Spring", "contracts.KnowsSpring"),
          Map.entry("config knows no other service", "config.KnowsIm"),
          Map.entry("tlibgateway knows no other service", "tlibgateway.KnowsIm"),
          Map.entry("im knows no other service", "im.KnowsRouting"),
          Map.entry("routing knows no other service", "routing.KnowsIm"),
          Map.entry("sip knows no other service", "sip.KnowsIm"),
          Map.entry("media knows no other service", "media.KnowsIm"),
          Map.entry("conference knows no other service", "conference.KnowsIm"),
          Map.entry("edge knows no other service", "edge.KnowsIm"),
          Map.entry("features know no framework", "im.session.deep.KnowsSpring"),
          Map.entry("features do not know their edges", "im.session.KnowsItsEdge"),
          Map.entry("edges do not know each other", "im.session.kafka.KnowsOtherEdge"),
          Map.entry("jakarta.persistence is for store packages", "config.http.KnowsPersistence"),
          Map.entry("Kafka's clients are for kafka packages", "config.http.KnowsKafka"),
          Map.entry("the SIP stack is for sip.stack", "sip.dialog.KnowsStack"),
          Map.entry("packages are null-marked", "unmarked.Unmarked"),
          Map.entry("nothing is injected into fields", "config.http.InjectsField"),
          Map.entry("nobody reads @Value", "config.http.ReadsValue"),
          Map.entry("names of packages say something", "im.util.SaysNothing"));

  static Stream<String> rules() {
    return new Rules(ROOT).all().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_code_keeps(String rule) {
    new Rules(ROOT).all().get(rule).check(CLASSES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void a_breach_is_found_of(String rule) {
    EvaluationResult result = new Rules(FIXTURE).all().get(rule).evaluate(BREACHES);

    assertThat(BREACH).containsKey(rule);
    assertThat(result.getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains(FIXTURE + "." + BREACH.get(rule)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void packages_that_do_not_exist_fail(String rule) {
    assertThatThrownBy(() -> new Rules("org.parley.nowhere").all().get(rule).check(CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  @Test
  void all_modules_are_looked_at() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct())
        .contains(
            "tlib",
            "callmodel",
            "eventlog",
            "contracts",
            "starter",
            "config",
            "tlibgateway",
            "im",
            "conference",
            "media",
            "routing",
            "sip",
            "media",
            "edge",
            "standalone")
        .doesNotContain("architecture", "acceptance");
  }
}
