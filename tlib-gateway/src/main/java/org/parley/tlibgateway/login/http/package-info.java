/** The question to config-service: one GET with the client's own credentials. */
@NullMarked
package org.parley.tlibgateway.login.http;

import org.jspecify.annotations.NullMarked;
