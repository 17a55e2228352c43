package org.parley.config.access.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuthOptionsTest {

  private static AuthOptions options(@Nullable String serviceSecret) {
    return new AuthOptions(null, serviceSecret, List.of(), Duration.ofHours(1), 10);
  }

  @Test
  void a_service_secret_that_could_be_guessed_is_for_the_demo_only() {
    assertThatThrownBy(() -> options("x".repeat(15)).serviceSecret(false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("parley.auth.service-secret")
        .hasMessageContaining("16");
    assertThatThrownBy(() -> options("").serviceSecret(false))
        .hasMessageContaining("parley.auth.service-secret");
    assertThat(options("x".repeat(16)).serviceSecret(false)).isEqualTo("x".repeat(16));
    assertThat(options("short").serviceSecret(true)).isEqualTo("short");
  }

  @Test
  void only_the_demo_has_a_service_secret_by_itself() {
    assertThat(options(null).serviceSecret(true)).isEqualTo("demo");
    assertThat(options(null).serviceSecret(false)).isNull();
  }
}
