/**
 * The proxy as a program: the command line, and the server that listens on ports and lets clients
 * in.
 *
 * <p>Not here: protocols, which are front ends in packages of their own, and what they share for
 * each client ({@link io.shardfold.proxy.client}).
 */
package io.shardfold.proxy;
