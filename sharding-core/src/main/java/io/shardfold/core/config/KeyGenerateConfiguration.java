package io.shardfold.core.config;

/** Which column is filled by which key generator. */
public record KeyGenerateConfiguration(String column, String generator, Place place) {}
