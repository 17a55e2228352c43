package org.parley.tlib.client;

import java.net.InetSocketAddress;

/**
 * A connection that works.
 *
 * @param gateway where it leads
 * @param server name of the server, as EventLinkConnected says it
 * @param location switch of the server
 * @param again whether there was an earlier one
 */
public record LinkInfo(InetSocketAddress gateway, String server, String location, boolean again) {}
