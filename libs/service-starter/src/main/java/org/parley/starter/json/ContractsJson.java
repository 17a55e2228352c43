package org.parley.starter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one set of rules by which contract records become JSON; they are fixed here because they
 * outlive a release.
 */
public final class ContractsJson {

  /**
   * Sealed families carry {@code type}, enumerations their {@code toString}, times are ISO-8601,
   * absent values are left out. A reader ignores what it does not know and takes 0 or false for a
   * missing primitive, so old and new versions read each other.
   *
   * @param modules for value types with a JSON form of their own
   */
  public static JsonMapper mapper(List<? extends JacksonModule> modules) {
    return JsonMapper.builder()
        .annotationIntrospector(new SealedFamilies())
        .addModules(modules)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
        .disable(
            DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
            DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .changeDefaultPropertyInclusion(value ->
            value
                .withValueInclusion(JsonInclude.Include.NON_NULL)
                .withContentInclusion(JsonInclude.Include.ALWAYS))
        .build();
  }

  private ContractsJson() {}
}
