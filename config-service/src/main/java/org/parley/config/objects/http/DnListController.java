package org.parley.config.objects.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Page;
import org.parley.config.objects.http.DnController.NewDn;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** All DNs of a switch at once. */
@RestController
class DnListController {
  private static final int PAGE = 1000;

  /** What can be imported is what is exported, but for SIP passwords: those are never told. */
  record DnList(@NotNull List<@NotNull @Valid NewDn> dns) {}

  private final Configuration configuration;

  DnListController(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Creates or replaces all of the list, or, when one is refused, nothing. DNs not in the list
   * stay, and so does a SIP password that is not given.
   */
  @PostMapping("/api/v1/switches/{switch}/dns:import")
  Configuration.Imported importAll(
      @PathVariable("switch") String switchName, @Valid @RequestBody DnList body, Principal actor) {
    return Answers.result(
        configuration.importAll(
            body.dns().stream().map(dn -> dn.dn(switchName)).toList(), actor.getName()));
  }

  @GetMapping("/api/v1/switches/{switch}/dns:export")
  DnList export(@PathVariable("switch") String switchName) {
    List<NewDn> dns = new ArrayList<>();
    Page<ConfigObject> page;
    int number = 0;
    do {
      page = configuration.list(ConfigKey.Kind.DN, switchName, "", number++, PAGE);
      page.items().forEach(object -> dns.add(exported((DnObject) object)));
    } while (dns.size() < page.total() && !page.items().isEmpty());
    return new DnList(dns);
  }

  private static NewDn exported(DnObject o) {
    return new NewDn(o.number(), o.dnType().toString(), o.enabled(), o.options().sections(), null);
  }
}
