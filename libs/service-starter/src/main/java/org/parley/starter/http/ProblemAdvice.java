package org.parley.starter.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives the framework's own problems a code, and hides what an unexpected failure was about. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException ex,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Map<String, String>> errors =
        ex.getFieldErrors().stream()
            .map(
                e -> Map.of("field", e.getField(), "detail", String.valueOf(e.getDefaultMessage())))
            .toList();
    ex.getBody().setProperty("errors", errors);
    return super.handleMethodArgumentNotValid(ex, headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem
        && (problem.getProperties() == null
            || !problem.getProperties().containsKey(Problems.CODE))) {
      HttpStatus known = HttpStatus.resolve(status.value());
      String code =
          "http."
              + (known == null
                  ? status.value()
                  : known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      problem.setType(Problems.typeOf(code));
      problem.setProperty(Problems.CODE, code);
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  /** Our own bug or a dependency that failed: logged once here, and nothing about it leaves. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> unexpected(RuntimeException failure) {
    log.error("A request failed unexpectedly", failure);
    return ResponseEntity.of(
            Problems.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "The request failed; the log says why."))
        .build();
  }
}
