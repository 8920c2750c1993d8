# Sourced by ./inception and ./check after jdk.sh. A build is a folder .inception/build-N of this checkout: `all.jar`, the classes
# of everything (a copy, so that a build never pulls the jars from under a running training), `classpath` (one line), `libraries`,
# the native libraries to load, and `start.aot`, what the JVM learnt in a rehearsal and starts from. `.inception/current` names
# the one in use.

BUILDS=$ROOT/.inception

# Flags of every start. Accessors of reflection made of method handles pay off after thousands of calls.
JVM_FLAGS=(-XX:-UsePerfData -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED
    -Djdk.reflect.useNativeAccessorOnly=true -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Dorg.bytedeco.javacpp.maxBytes=0)
# What lives long lies outside of Java's heap, so that a collection has little to do and the simplest collector does it in half a
# millisecond, with no tables and threads of its own; without a limit what dies young fills a quarter of a gigabyte before it is
# looked at.
case ${INCEPTION_JAVA_OPTS:-} in
    *-XX:+Use*GC*) ;;
    *) JVM_FLAGS+=(-XX:+UseSerialGC) ;;
esac
case ${INCEPTION_JAVA_OPTS:-} in
    *-Xm*) ;;
    *) JVM_FLAGS+=(-Xms16m -Xmn8m) ;;
esac
MAIN=org.inception4j.app.Main

# is_short ARGUMENT…: whether a command ends before the compiler that optimises most has paid for itself, as those do that
# compute nothing, and answers about a few pictures.
is_short() {
    local each
    case ${1:-} in
        predict)
            [ $# -le 12 ] || return 1
            for each in "${@:3}"; do
                [[ ! -d $each && $each != @* ]] || return 1
            done
            ;;
        '' | -* | help | summary | cost | networks | plot | doctor | completion) ;;
        *) return 1 ;;
    esac
}

# add_compilers ARGUMENT…: adds the flags that say which of Java's compilers a command has. Where it has both, the one that
# optimises most starts ten times later than it would.
add_compilers() {
    if is_short "$@"; then
        JVM_FLAGS+=(-XX:TieredStopAtLevel=1)
    else
        JVM_FLAGS+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000
            -XX:Tier4BackEdgeThreshold=400000)
    fi
}

# A thread of OpenBLAS, which OpenCV links and nothing uses, spins for a tenth of a second after it was loaded. OpenCV's remarks
# about bad pictures are said better by our own messages.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} OPENCV_LOG_LEVEL=${OPENCV_LOG_LEVEL:-SILENT}

# OpenMP threads that spin for long collapse on a busy machine; those that sleep at once are slow to wake for small steps.
if [ -z "${OMP_WAIT_POLICY:-}" ]; then
    export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-2000}
fi

# read_build: sets BUILD and CLASS_PATH; fails when there is no build or one of its jars has gone.
read_build() {
    local jar entries
    BUILD='' CLASS_PATH=''
    [ -r "$BUILDS/current" ] && read -r BUILD <"$BUILDS/current" && BUILD=$BUILDS/$BUILD || return 1
    [ -r "$BUILD/classpath" ] && read -r CLASS_PATH <"$BUILD/classpath" || return 1
    IFS=: read -ra entries <<<"$CLASS_PATH"
    for jar in "${entries[@]}"; do
        [ -f "$jar" ] || return 1
    done
}

# current_build: as read_build; fails also when a source is newer. A folder is newer when a file was added or removed.
current_build() {
    read_build && [ -z "$(find "$ROOT"/pom.xml "$ROOT"/scripts "$ROOT"/*/pom.xml "$ROOT"/*/src/main \
        -newer "$BUILD/sources" -print -quit 2>/dev/null)" ]
}

# with_lock COMMAND…: runs it while no other start of this checkout builds.
with_lock() {
    mkdir -p "$BUILDS"
    if command -v flock >/dev/null; then
        (
            flock -n 9 || { echo "inception: another start is building; waiting for it…" >&2 && flock 9; }
            "$@" 9>&-
        ) 9>"$BUILDS/lock"
        return
    fi
    local waited=
    until mkdir "$BUILDS/lock.d" 2>/dev/null; do
        [ -n "$waited" ] || echo "inception: another start is building (if none is, delete $BUILDS/lock.d); waiting for it…" >&2
        waited=yes
        sleep 1
    done
    (
        trap 'rmdir "$BUILDS/lock.d"' EXIT
        "$@"
    )
}

need_maven() {
    command -v mvn >/dev/null && return
    echo "Maven: mvn is not on the PATH; install it, for example 'apt install maven', 'brew install maven' or 'sdk install maven'" >&2
    return 1
}

maven() {
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" mvn -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml" "$@"
}

# build: makes what ./inception runs, unless another start has just made it.
build() {
    current_build && return
    need_maven || return
    echo "inception: building once…" >&2
    mkdir -p "$BUILDS" && : >"$BUILDS/sources"
    maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl app -am package 2>&1 | sed $'s/\033\\[[0-9;]*m//g' >"$BUILDS/build.log"
    [ "${PIPESTATUS[0]}" -eq 0 ] || {
        head -n 20 "$BUILDS/build.log" >&2
        echo "inception: the build failed as above, all messages are in $BUILDS/build.log; in an unchanged checkout check the" \
            "network and try again" >&2
        return 1
    }
    publish
}

# publish: makes the build to run from what Maven has put into */target. $BUILDS/sources tells when Maven began.
publish() {
    local jar entries name path=
    name=build-$(date +%s)-$$
    mkdir "$BUILDS/$name" || return
    mv "$BUILDS/sources" "$BUILDS/$name/sources"
    IFS=: read -ra entries <"$ROOT/app/target/classpath"
    for jar in "$ROOT"/app/target/inception4j-app-*.jar "${entries[@]}"; do
        case $jar in
            "$ROOT"/*) cp -p "$jar" "$BUILDS/$name/" && jar=$BUILDS/$name/${jar##*/} || return ;;
        esac
        path=$path:$jar
    done
    bundle "$BUILDS/$name" "${path#:}" && path=$REPLY
    printf '%s\n' "$path" >"$BUILDS/$name/classpath"
    list_libraries "$BUILDS/$name" "$path"
    rehearse "$BUILDS/$name" "$path"
    printf '%s\n' "$name" >"$BUILDS/current.new" && mv "$BUILDS/current.new" "$BUILDS/current" || return
    remove_old_builds
}

# bundle FOLDER CLASSPATH: sets REPLY to a class path of few jars, or to the same where they cannot be put together.
bundle() {
    if REPLY=$("$JAVA_HOME/bin/java" -cp "$2" org.inception4j.app.Bundle "$1/all.jar" "$2" 2>"$1/bundle.log") && [ -s "$1/all.jar" ]; then
        rm -f "$1"/inception4j-*.jar
    else
        REPLY=$2
    fi
}

# list_libraries FOLDER CLASSPATH: lets JavaCPP unpack the native libraries, and lists those that are used in the order of
# loading. The others are OpenCL, of which oneDNN's Java classes know for its GPUs, and what Java would call OpenBLAS with.
list_libraries() {
    "$JAVA_HOME/bin/java" -Xlog:disable -Xlog:library:stdout:none "${JVM_FLAGS[@]}" -cp "$2" org.inception4j.app.NativeLibraries \
        2>"$1/libraries.log" | sed -n 's/^Loaded library \(.*bytedeco.*\), handle .*/\1/p' |
        grep -v -e OpenCL -e jniopenblas -e openblas_nolapack >"$1/libraries"
    [ -s "$1/libraries" ] && JVM_FLAGS+=("-Dinception.libraries=$1/libraries") || rm -f "$1/libraries"
}

# rehearse FOLDER CLASSPATH: lets the JVM note what a start needs. Without it everything works, more slowly. How often methods
# were called is not noted: a start would compile by it what it does not need.
rehearse() {
    mkdir "$1/rehearsal" &&
        "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" -cp "$2" org.inception4j.app.Rehearsal prepare "$1/rehearsal" >"$1/rehearsal.log" 2>&1 &&
        "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$1/start.aot" -Xlog:disable "${JVM_FLAGS[@]}" \
            -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -cp "$2" \
            org.inception4j.app.Rehearsal play "$1/rehearsal" >>"$1/rehearsal.log" 2>&1 && [ -s "$1/start.aot" ] || rm -f "$1/start.aot"
    rm -rf "$1/rehearsal"
    java_build "$JAVA_HOME" && printf '%s\n' "$REPLY" >"$1/java"
}

# Keeps the three newest: an older one may still be running.
remove_old_builds() {
    local old
    for old in $(ls -1t "$BUILDS" | grep '^build-' | tail -n +4); do
        rm -rf "${BUILDS:?}/$old"
    done
}

# java_build FOLDER: sets REPLY to the exact version of the JDK; a rehearsal serves only the very JDK that made it.
java_build() {
    REPLY=
    [ -r "$1/release" ] || return 0
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_RUNTIME_VERSION=* | IMPLEMENTOR_VERSION=* | OS_ARCH=*) REPLY="$REPLY ${line#*=}" ;;
        esac
    done <"$1/release"
}
