package org.parley.config.objects.http;

import java.security.Principal;
import org.parley.config.objects.AuditTrail;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.http.Answers.PageView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For administrators: who changed what, and bringing the topic up to date after it was lost. */
@RestController
class UpkeepController {
  record Published(int objects) {}

  private final Configuration configuration;
  private final AuditTrail auditTrail;

  UpkeepController(Configuration configuration, AuditTrail auditTrail) {
    this.configuration = configuration;
    this.auditTrail = auditTrail;
  }

  /** The newest first. {@code object} is a key such as {@code dn/A/1001}; empty for all. */
  @GetMapping("/api/v1/audit")
  PageView<AuditTrail.Entry> audit(
      @RequestParam(defaultValue = "") String object,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        auditTrail.newestFirst(object, Math.max(page, 0), Answers.pageSize(size)), e -> e);
  }

  @PostMapping("/api/v1/config-objects:publish-all")
  Published publishAll(Principal actor) {
    return new Published(configuration.publishAll(actor.getName()));
  }
}
