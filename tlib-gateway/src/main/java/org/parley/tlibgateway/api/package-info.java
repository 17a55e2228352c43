/**
 * Pages that the gateway has over HTTP ({@code HttpPages}), and one of them: the live picture of a
 * voice call, {@code GET /api/v1/calls/{connId}}. Reached through edge-gateway like the rest of
 * {@code /api}, and with the same credentials.
 */
@NullMarked
package org.parley.tlibgateway.api;

import org.jspecify.annotations.NullMarked;
