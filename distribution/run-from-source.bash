# Sourced by the scripts that run a class of the proxy's module, $main, from where the user is, $start.

. distribution/from-source.bash

target=$PWD/sharding-proxy/target
classpath=$target/proxy.classpath
if ! up_to_date "$target/built-proxy" "$classpath" sql-parser sharding-core governance sharding-proxy; then
    # Not on standard output, which belongs to what the program prints.
    build sharding-proxy proxy >&2
fi

# A relative path is meant from where the user is.
cd "$start"
# shellcheck disable=SC2086 # JAVA_OPTS holds several options.
exec "$java" ${JAVA_OPTS:-} -cp "$target/classes:$(cat "$classpath")" "$main" "$@"
