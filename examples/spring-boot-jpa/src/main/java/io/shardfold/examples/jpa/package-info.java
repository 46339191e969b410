/**
 * Spring Boot with JPA (Hibernate) on a sharded shop.
 *
 * <p>What speaks of sharding here is {@code application.yaml}'s URL, and {@code @PartitionKey} on
 * the user: with it Hibernate names the sharding key in each UPDATE and DELETE, so that they go to
 * one shard.
 *
 * <p>Not here: anything of Shardfold's own.
 */
package io.shardfold.examples.jpa;
