# Sourced by the scripts that run a program out of this source tree: builds what is out of date, and finds java.

say() { printf '%s\n' "$*"; }
fail() { printf '%s: %s\n' "$program" "$*" >&2; exit 1; }

# up_to_date STAMP CLASSPATH_FILE MODULE...
up_to_date() {
    local stamp=$1 classpath=$2 entry
    shift 2
    [ -e "$stamp" ] && [ -e "$classpath" ] || return 1
    while IFS= read -r -d : entry || [ -n "$entry" ]; do
        case "$entry" in
            # A module without sources has no classes.
            */target/classes) [ -e "$entry" ] || [ ! -e "${entry%/target/classes}/src/main/java" ] || return 1 ;;
            *) [ -e "$entry" ] || return 1 ;;
        esac
    done < "$classpath"
    [ -z "$(find "$@" pom.xml \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$stamp" -print | head -n 1)" ]
}

# build MODULE NAME MAVEN_ARGUMENT...
build() {
    local module=$1 target=$1/target name=$2 log=$1/target/build-$2.log started
    shift 2
    command -v mvn > /dev/null || fail "no mvn found: install Maven, 3.8 or later"
    mkdir -p "$target"
    say "Building Shardfold. The first time, Maven downloads the libraries it needs."
    started=$(mktemp "$target/started.XXXXXX")
    # Shown: one line per module, and that downloads go on. The rest is in the log.
    if ! mvn -B -Dquick -DskipTests "$@" -pl "$module" -am process-classes < /dev/null 2>&1 \
        | tee "$log" \
        | awk '
            /^\[INFO\] Building Shardfold/ {
                step = $NF; sub(/^\[INFO\] Building /, ""); sub(/ [0-9][^ ]* *\[.*/, "")
                print "  " step " " $0; fflush()
            }
            /^(\[INFO\] )?Downloaded from/ && ++downloads % 25 == 0 { print "        " downloads " files"; fflush() }'; then
        rm -f "$started"
        grep '^\[ERROR\]' "$log" | head -20 >&2 || true
        fail "the build failed; all that Maven said is in $log"
    fi
    # Dated by the build's begin: what was changed meanwhile is built next time.
    mv "$started" "$target/built-$name"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || fail "no java found: install a JDK, 17 or later, or set JAVA_HOME"
