package io.shardfold.examples.jpa.autoconfigure;

import io.shardfold.jdbc.ShardfoldDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Opens the data source of {@code shardfold.configuration}, such as {@code classpath:shop.yaml},
 * unless the application makes one itself; no pool stands in front. It is closed with the context.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ConditionalOnProperty("shardfold.configuration")
public class ShardfoldAutoConfiguration {

    /**
     * @param configuration what follows {@code jdbc:shardfold:} in a URL
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(DataSource.class)
    ShardfoldDataSource shardfoldDataSource(
            @Value("${shardfold.configuration}") String configuration) throws SQLException {
        return ShardfoldDataSource.ofUrl("jdbc:shardfold:" + configuration);
    }
}
