/**
 * Measurements of the whole product beside what it is compared with.
 *
 * <p>Not here: measurements of one stage, which stand in a package of the stage's name below this.
 */
package io.shardfold.benchmarks;
