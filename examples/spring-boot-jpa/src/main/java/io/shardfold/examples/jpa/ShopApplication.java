package io.shardfold.examples.jpa;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application; started by {@code SpringApplication.run}. */
@SpringBootApplication
public class ShopApplication {}
