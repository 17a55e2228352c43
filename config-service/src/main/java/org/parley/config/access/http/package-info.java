/**
 * HTTP Basic, tokens and the login page, by Spring Security and its authorization server; and what
 * each role may do. The domain never sees an authentication, only a name.
 */
@NullMarked
package org.parley.config.access.http;

import org.jspecify.annotations.NullMarked;
