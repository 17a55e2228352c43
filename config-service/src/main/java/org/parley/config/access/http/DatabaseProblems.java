package org.parley.config.access.http;

import org.parley.starter.http.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A database that is away is 503, so that the caller knows to come again; nothing was changed. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseProblems {
  private static final Logger log = LoggerFactory.getLogger(DatabaseProblems.class);

  static ProblemDetail unavailable() {
    return Problems.of(
        HttpStatus.SERVICE_UNAVAILABLE,
        "database.unavailable",
        "The database does not answer; try again.");
  }

  @ExceptionHandler({
    TransactionException.class,
    NonTransientDataAccessResourceException.class,
    TransientDataAccessException.class
  })
  ResponseEntity<ProblemDetail> away(RuntimeException failure) {
    log.warn("A request found no database: {}", failure.toString());
    return ResponseEntity.of(unavailable()).build();
  }
}
