/**
 * What the tests of the examples have alike: a shop on shards and on one database, and what an
 * example prints on both. Not here: the examples.
 */
package io.shardfold.examples.shoptests;
