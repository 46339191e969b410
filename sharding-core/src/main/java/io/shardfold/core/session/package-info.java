/**
 * The engine's door: a {@link io.shardfold.core.session.Database} and its {@link
 * io.shardfold.core.session.Session}s, which both front ends use and which alone knows all stages.
 *
 * <p>A session owns its dialect, settings, transaction and the shard connections that it has
 * pinned. Not here: what a stage does.
 */
package io.shardfold.core.session;
