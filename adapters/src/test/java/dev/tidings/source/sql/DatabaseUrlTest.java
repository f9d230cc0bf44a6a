package dev.tidings.source.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void a_url_is_read_in_parts() {
        assertThat(DatabaseUrl.parse("postgresql://crm-db/crm"))
                .isEqualTo(new DatabaseUrl.Server(Dialect.POSTGRESQL, "crm-db", 5432, "crm", Optional.empty()));
        assertThat(DatabaseUrl.parse("mysql://10.0.0.7:3307/crm?sslmode=verify-full"))
                .isEqualTo(new DatabaseUrl.Server(
                        Dialect.MARIADB, "10.0.0.7", 3307, "crm", Optional.of(DatabaseUrl.Tls.VERIFY_FULL)));
        assertThat(DatabaseUrl.parse("mariadb://[::1]/crm"))
                .isEqualTo(new DatabaseUrl.Server(Dialect.MARIADB, "[::1]", 3306, "crm", Optional.empty()));
        assertThat(DatabaseUrl.parse("sqlite:data/crm.db")).isEqualTo(new DatabaseUrl.File("data/crm.db"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://h/d?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext&socketFactoryArg=http://x/y.xml",
                "postgresql://h/d?sslfactory=x",
                "postgresql://h/d?loggerLevel=DEBUG&loggerFile=/tmp/x",
                "postgresql://h/d?sslmode=require&sslrootcert=/etc/passwd",
                "postgresql://h/d?SSLMODE=require",
                "postgresql://h/d?sslmode=",
                "mysql://h/d?autoDeserialize=true",
                "mysql://h/d?allowLoadLocalInfile=true",
                "mysql://h/d?allowLocalInfile=true",
                "mysql://(host=h,allowLoadLocalInfile=true)/d",
                "mysql://address=(host=h)(allowLoadLocalInfile=true)/d",
                "mariadb://h/d%3fallowLocalInfile=true",
                "mariadb://h/d;allowLocalInfile=true",
                "mariadb://h/d#x",
                "mariadb:loadbalance://h/d",
                "postgresql://a,b/d",
                "postgresql://user:pw@h/d",
                "postgresql://h:0/d",
                "postgresql://h:99999/d",
                "postgresql://h",
                "postgresql:///d",
                "postgresql:d",
                "postgres://h/d",
                "jdbc:postgresql://h/d",
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://x'",
                "h2:mem:x",
                "sqlite:",
                "sqlite::memory:",
                "sqlite::resource:x",
                "sqlite:file:x?mode=rw",
                "sqlite:x?enable_load_extension=true",
                "",
            })
    void anything_else_is_refused_in_a_sentence(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("pw")
                .containsAnyOf(
                        "a database is sqlite:file",
                        "the only option is sslmode",
                        "a port is 1 to 65535",
                        "a file's path follows");
    }
}
