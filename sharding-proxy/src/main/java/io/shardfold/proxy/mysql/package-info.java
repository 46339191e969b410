/**
 * The MySQL front end: client/server protocol 4.1 and later, handshake v10. Source of all layouts:
 * MySQL Internals, "MySQL Client/Server Protocol", and MariaDB Knowledge Base, "Clients &amp;
 * Server Protocol".
 *
 * <pre>
 *   bytes ── PacketDecoder ──▶ Packet ── FirstPacket (TLS) ──▶ Inbox ──▶ Conversation
 *                                                              Login, then a Command each
 *   bytes ◀── Outbound ◀── PacketWriter ◀── Answer ◀──────────────┘
 * </pre>
 *
 * <p>A message that a client sends is a record with a static {@code decode} of its bytes, which
 * touches neither channel nor session. Not here: what a statement means; the engine's session runs
 * it.
 */
package io.shardfold.proxy.mysql;
