package org.parley.config.access.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.config.access.LoginDelay;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a log-in, by HTTP Basic or by the login page, while its source has to wait, without
 * looking at the password.
 */
class LoginDelayFilter extends OncePerRequestFilter {
  private final LoginDelay delay;
  private final InstantSource clock;
  private final SecurityProblems problems;

  LoginDelayFilter(LoginDelay delay, InstantSource clock, SecurityProblems problems) {
    this.delay = delay;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String user = userOf(request);
    if (user != null) {
      Duration wait = delay.remaining(request.getRemoteAddr(), user, clock.instant());
      if (wait.isPositive()) {
        problems.tooManyFailures(response, wait);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  @EventListener
  void failed(AuthenticationFailureBadCredentialsEvent event) {
    String source = sourceOf(event);
    if (source != null) {
      delay.failed(source, event.getAuthentication().getName(), clock.instant());
    }
  }

  @EventListener
  void succeeded(AuthenticationSuccessEvent event) {
    String source = sourceOf(event);
    if (source != null) {
      delay.succeeded(source, event.getAuthentication().getName());
    }
  }

  /** Only passwords are guessed; a token that has expired is no attack. */
  private static @Nullable String sourceOf(AbstractAuthenticationEvent event) {
    return event.getAuthentication() instanceof UsernamePasswordAuthenticationToken token
            && token.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : null;
  }

  private static @Nullable String userOf(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      try {
        String pair =
            new String(
                Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon < 0 ? pair : pair.substring(0, colon);
      } catch (IllegalArgumentException e) {
        return null; // refused further down
      }
    }
    return "POST".equals(request.getMethod()) && request.getRequestURI().endsWith("/login")
        ? request.getParameter("username")
        : null;
  }
}
