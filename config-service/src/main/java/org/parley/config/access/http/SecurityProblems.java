package org.parley.config.access.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.parley.starter.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** What the filters in front of the controllers refuse, as problems. */
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

  private final JsonMapper json;

  SecurityProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (why instanceof AuthenticationServiceException) {
      // Nobody looked at the password: the database did not answer.
      log.warn("A log-in could not be checked: {}", String.valueOf(why.getCause()));
      write(response, DatabaseProblems.unavailable());
      return;
    }
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Parley\", charset=\"UTF-8\"");
    write(
        response,
        Problems.of(
            HttpStatus.UNAUTHORIZED,
            "access.unauthenticated",
            "Log in with a person's name and password, or a token."));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    write(
        response,
        Problems.of(
            HttpStatus.FORBIDDEN, "access.denied", "This needs a role that you do not have."));
  }

  void tooManyFailures(HttpServletResponse response, Duration wait) throws IOException {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    write(
        response,
        Problems.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "access.too-many-failures",
            "Too many failed log-ins; try again in %d s.".formatted(seconds)));
  }

  private void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
