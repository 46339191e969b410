package io.shardfold.proxy.client;

/**
 * The server shuts down: a user event in a client's pipeline. A client that does nothing is told so
 * and closed at once; one that runs something, when that is answered.
 */
public enum ShutDown {
    EVENT
}
