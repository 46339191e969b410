/**
 * What a Spring Boot starter would bring: a data source from the property {@code
 * shardfold.configuration}. Not here: the application.
 */
package io.shardfold.examples.jpa.autoconfigure;
