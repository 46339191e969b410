/**
 * What every front end needs for a client, whatever protocol it speaks: who may log in, the limits,
 * the order of a client's messages off the event loop ({@link io.shardfold.proxy.client.Inbox}),
 * the way back with backpressure ({@link io.shardfold.proxy.client.Outbound}), and who is connected
 * ({@link io.shardfold.proxy.client.Clients}).
 *
 * <p>Not here: bytes of a protocol, and anything that a statement means.
 */
package io.shardfold.proxy.client;
