package org.parley.starter.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Gives every value declared as a sealed interface the property {@code type}: the simple name of
 * its record.
 */
final class SealedFamilies extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  static final String TYPE = "type";

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedClass && annotated.getRawType().isSealed()
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, TYPE, null, false, true)
        : super.findPolymorphicTypeInfo(config, annotated);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    Class<?> family = annotated.getRawType();
    return family.isSealed() ? members(family) : super.findSubtypes(config, annotated);
  }

  /** The records of a family, those of families inside it included. */
  static List<NamedType> members(Class<?> family) {
    List<NamedType> members = new ArrayList<>();
    Arrays.stream(family.getPermittedSubclasses())
        .forEach(member -> {
          if (member.isSealed()) {
            members.addAll(members(member));
          } else {
            members.add(new NamedType(member, member.getSimpleName()));
          }
        });
    return members;
  }
}
