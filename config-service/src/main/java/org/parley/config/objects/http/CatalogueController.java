package org.parley.config.objects.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.OptionCatalogue;
import org.parley.contracts.config.OptionKey;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogueController {
  /**
   * An entry of the catalogue.
   *
   * @param scope DN, or the type of application
   * @param section may hold a placeholder such as {@code endpoints:<tenant>}
   */
  record EntryView(
      String scope,
      String section,
      String name,
      @JsonProperty("default") @Nullable String byDefault,
      String takesEffect,
      String validValues,
      String description,
      String reference) {
    static EntryView of(OptionKey<?> option) {
      return new EntryView(
          option.scope().toString(),
          option.section(),
          option.name(),
          option.defaultValue(),
          option.takesEffect().toString(),
          option.type().validValues(),
          option.description(),
          option.source());
    }
  }

  @GetMapping("/api/v1/option-catalogue")
  List<EntryView> catalogue() {
    return OptionCatalogue.entries().stream().map(EntryView::of).toList();
  }
}
