package org.parley.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules for everything below one root package. Whoever adds a service adds it to {@link
 * #SERVICES}, and a breach of it to the fixtures; whoever needs an edge of another technology names
 * its package after it and adds it to {@link #EDGES}.
 */
final class Rules {
  /** A library, and the libraries that it may know. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "tlib", List.of(),
          "eventlog", List.of(),
          "callmodel", List.of("tlib"),
          "contracts", List.of("tlib", "callmodel"),
          "starter", List.of("tlib", "callmodel", "contracts", "eventlog"));

  private static final List<String> SERVICES =
      List.of("config", "tlibgateway", "im", "conference", "media", "routing", "sip", "edge");

  /** Services with rules of their own; edge-gateway is all technology. */
  private static final List<String> SERVICES_WITH_FEATURES =
      List.of("config", "tlibgateway", "im", "conference", "media", "routing", "sip");

  private static final String[] EDGES = {
    "..kafka..",
    "..http..",
    "..store..",
    "..netty..",
    "..configview..",
    "..micrometer..",
    "..bcrypt..",
    "..jain.."
  };

  private static final String[] FRAMEWORKS = {
    "org.springframework..",
    "org.apache.kafka..",
    "jakarta.persistence..",
    "org.hibernate..",
    "io.netty..",
    "io.micrometer.."
  };

  /** JAIN-SIP: what it is given must have passed the guard, and it may be replaced one day. */
  private static final String[] SIP_STACK = {"javax.sip..", "gov.nist.."};

  private static final String[] NAMES_THAT_SAY_NOTHING = {
    "..util..", "..utils..", "..common..", "..helper..", "..impl..", "..dto..", "..model.."
  };

  private final String root;

  Rules(String root) {
    this.root = root;
  }

  /** All rules by name. */
  Map<String, ArchRule> all() {
    var rules = new LinkedHashMap<String, ArchRule>();
    LIBRARIES.forEach(
        (library, known) -> rules.put(library + " knows what is below it", knows(library, known)));
    List.of("tlib", "eventlog", "callmodel", "contracts")
        .forEach(library -> rules.put(library + " knows no Spring", knowsNoSpring(library)));
    SERVICES.forEach(
        service -> rules.put(service + " knows no other service", knowsNoOther(service)));
    rules.put("features know no framework", featuresKnowNoFramework());
    rules.put("features do not know their edges", featuresDoNotKnowEdges());
    rules.put("edges do not know each other", edgesDoNotKnowEachOther());
    rules.put("jakarta.persistence is for store packages", persistenceOnlyInStores());
    rules.put("Kafka's clients are for kafka packages", kafkaOnlyInKafka());
    rules.put("the SIP stack is for sip.stack", sipStackOnlyInItsPackage());
    rules.put("packages are null-marked", packagesAreNullMarked());
    rules.put("nothing is injected into fields", noFieldInjection());
    rules.put("nobody reads @Value", noValueAnnotation());
    rules.put("names of packages say something", packageNames());
    return rules;
  }

  private ArchRule knows(String library, List<String> known) {
    List<String> allowed = new ArrayList<>(known);
    allowed.add(library);
    return noClasses()
        .that()
        .resideInAPackage(below(library))
        .should()
        .dependOnClassesThat(ours().and(not(resideInAnyPackage(below(allowed)))));
  }

  private ArchRule knowsNoSpring(String library) {
    return noClasses()
        .that()
        .resideInAPackage(below(library))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..");
  }

  private ArchRule knowsNoOther(String service) {
    String[] others = below(SERVICES.stream().filter(other -> !other.equals(service)).toList());
    return noClasses()
        .that()
        .resideInAPackage(below(service))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  /** The root package of a service is where it is wired; so is that of the SIP stack. */
  private DescribedPredicate<JavaClass> features() {
    String[] roots =
        Stream.concat(SERVICES_WITH_FEATURES.stream(), Stream.of("sip.stack"))
            .map(wired -> root + "." + wired)
            .toArray(String[]::new);
    return resideInAnyPackage(below(SERVICES_WITH_FEATURES))
        .and(not(resideInAnyPackage(roots)))
        .and(not(resideInAnyPackage(EDGES)))
        .as("feature packages of services");
  }

  private ArchRule featuresKnowNoFramework() {
    return noClasses()
        .that(features())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS);
  }

  private ArchRule featuresDoNotKnowEdges() {
    return noClasses()
        .that(features())
        .should()
        .dependOnClassesThat(resideInAnyPackage(below(SERVICES)).and(resideInAnyPackage(EDGES)));
  }

  private ArchRule edgesDoNotKnowEachOther() {
    return classes()
        .that(resideInAnyPackage(below(SERVICES)).and(resideInAnyPackage(EDGES)))
        .should(
            new ArchCondition<>("know no edge but their own") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .filter(
                        known -> resideInAnyPackage(below(SERVICES)).test(known.getTargetClass()))
                    .filter(known -> resideInAnyPackage(EDGES).test(known.getTargetClass()))
                    .filter(known ->
                        !known.getTargetClass().getPackageName().equals(type.getPackageName()))
                    .forEach(known ->
                        events.add(SimpleConditionEvent.violated(type, known.getDescription())));
              }
            });
  }

  private ArchRule persistenceOnlyInStores() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage("..store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.persistence..");
  }

  /** libs/event-log is made of them; standalone and the benchmarks start and stop brokers. */
  private ArchRule kafkaOnlyInKafka() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(
            "..kafka..", below("eventlog"), below("standalone"), below("bench"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..");
  }

  /** The benchmarks run the bare stack beside the suite. */
  private ArchRule sipStackOnlyInItsPackage() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(below("sip.stack"), below("bench"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SIP_STACK);
  }

  private ArchRule packagesAreNullMarked() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("be in a package with @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, "the package of " + type.getName() + " is not null-marked"));
                }
              }
            });
  }

  private ArchRule noFieldInjection() {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(root + "..")
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould(annotated("jakarta.inject.Inject"))
        .orShould(annotated("jakarta.annotation.Resource"));
  }

  private static ArchCondition<JavaField> annotated(String annotation) {
    return ArchConditions.beAnnotatedWith(annotation);
  }

  private ArchRule noValueAnnotation() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");
  }

  private ArchRule packageNames() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(NAMES_THAT_SAY_NOTHING);
  }

  private DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(root + "..");
  }

  private String below(String name) {
    return root + "." + name + "..";
  }

  private String[] below(List<String> names) {
    return names.stream().map(this::below).toArray(String[]::new);
  }
}
