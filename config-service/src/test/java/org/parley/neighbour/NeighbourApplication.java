package org.parley.neighbour;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service without database and log-in that shares config-service's class path, as in the
 * standalone run.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class NeighbourApplication {
  @RestController
  static class Hello {
    @GetMapping("/hello")
    String hello() {
      return "hello";
    }

    @GetMapping("/broken")
    String broken() {
      throw new IllegalStateException("secret detail");
    }
  }
}
