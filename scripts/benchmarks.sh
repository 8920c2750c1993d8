#!/usr/bin/env bash
# Called by './inception bench': prints the class path of the module benchmarks, where the peers that run on the JVM are. Builds it
# first where that has not been done for the current build; only then are the peers' natives fetched.

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
. "$ROOT/scripts/jdk.sh"
. "$ROOT/scripts/build.sh"

# build_benchmarks: writes the class path to $BUILD/benchmarks; the modules' jars are those of the current build.
build_benchmarks() {
    local jar entries path=
    [ ! -f "$BUILD/benchmarks" ] || return 0
    need_maven || return
    maven -q -Dmaven.test.skip=true -Dspotless.check.skip=true -Ppeers -pl benchmarks -am package >"$BUILDS/benchmarks.log" 2>&1 || {
        echo "the module benchmarks could not be built, all messages are in $BUILDS/benchmarks.log; check the network" >&2
        return 1
    }
    IFS=: read -ra entries <"$ROOT/benchmarks/target/classpath"
    for jar in "$ROOT"/benchmarks/target/inception4j-benchmarks-*.jar "${entries[@]}"; do
        case $jar in
            "$ROOT"/*)
                [ -f "$BUILD/${jar##*/}" ] || cp -p "$jar" "$BUILD/" || return
                jar=$BUILD/${jar##*/}
                ;;
        esac
        path=$path:$jar
    done
    printf '%s\n' "${path#:}" >"$BUILD/benchmarks.new" && mv "$BUILD/benchmarks.new" "$BUILD/benchmarks"
}

use_jdk && read_build && with_lock build_benchmarks && cat "$BUILD/benchmarks"
