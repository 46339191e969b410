/**
 * Runs scripts of other databases' test suites against Shardfold and one unsharded database, and
 * counts where the two agree.
 *
 * <p>The scripts are the user's: none is kept here.
 */
package io.shardfold.benchmarks.compatibility;
