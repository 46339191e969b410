package io.shardfold.proxy.client;

import io.netty.channel.Channel;
import io.shardfold.core.error.ShardfoldException;

/**
 * One protocol of the proxy. Stateless but for what it was built with; shared by all its clients.
 */
public interface FrontEnd {

    /**
     * Takes over a new connection: puts its handlers into the channel's pipeline and starts the
     * login. Called on the channel's event loop, before anything is read.
     *
     * <p>From here on the front end sees to it that {@link Clients#remove} is called once the
     * channel is closed and the client's session has given everything back, and answers {@link
     * ShutDown}, which comes through the pipeline as a user event.
     */
    void open(Client client);

    /**
     * Tells a client that isn't let in why, in the protocol's form, and closes the channel. Called
     * on the channel's event loop, before anything is read.
     */
    void refuse(Channel channel, ShardfoldException reason);
}
