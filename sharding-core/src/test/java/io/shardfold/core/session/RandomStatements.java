package io.shardfold.core.session;

import java.util.List;
import java.util.Random;

/** Random statements over a {@link RandomSchema}: the same seed gives the same ones. */
final class RandomStatements {

    private final RandomChoice choice;
    private final RandomQueries queries;
    private final RandomWrites writes;

    RandomStatements(boolean mysql, List<RandomTable> tables, long seed) {
        this.choice = new RandomChoice(mysql, new Random(seed));
        this.queries = new RandomQueries(choice, tables);
        this.writes = new RandomWrites(choice, tables);
    }

    RandomStatement next() {
        choice.begin();
        return choice.chance(15) ? writes.next() : queries.next();
    }
}
