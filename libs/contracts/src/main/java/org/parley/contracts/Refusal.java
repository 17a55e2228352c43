package org.parley.contracts;

import org.parley.tlib.TlibError;

/**
 * Why a command changed nothing. A refusal is an answer, not a failure.
 *
 * @param error the public error; by its name in JSON
 * @param detail what exactly was wrong, for the developer of the client
 */
public record Refusal(TlibError error, String detail) {}
