package org.parley.contracts;

/**
 * Who asked, so that the gateway that holds the client's connection can answer when it reads the
 * outcome in the log.
 *
 * @param gateway the running instance of tlib-gateway; a restarted one has another name
 * @param connection the connection within that instance
 * @param referenceId the client's own number of the request; 0 if it gave none
 */
public record Origin(String gateway, long connection, int referenceId) {}
