package org.parley.config;

import org.parley.config.access.Passwords;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.ObjectStore;
import org.parley.config.setup.FirstStart;
import org.parley.config.setup.Installation;
import org.parley.starter.ParleyProperties;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;

/** Has the database filled before the first request is answered. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class SetupConfiguration {
  @Bean
  SmartInitializingSingleton firstStart(
      ParleyProperties parley,
      ServerProperties server,
      ObjectStore store,
      Configuration configuration,
      Installation installation,
      Passwords passwords) {
    return () ->
        new FirstStart(
                parley.site(),
                parley.demo(),
                server.getAddress(),
                store,
                configuration,
                installation,
                passwords,
                System.out)
            .run();
  }
}
