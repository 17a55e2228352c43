package org.parley.tlibgateway.request;

/**
 * Who this server is.
 *
 * @param name what clients see as {@code server}
 * @param location the switch, which is the site
 * @param instance this running process among all that there ever were; part of every origin
 */
public record ServerIdentity(String name, String location, String instance, String version) {}
