#!/usr/bin/env bash
# JMH's measurements of single parts: scripts/jmh.sh [REGULAR_EXPRESSION] [OPTIONS OF JMH]; -h tells them, -l lists the benchmarks.

ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
. "$ROOT/scripts/jdk.sh"
. "$ROOT/scripts/build.sh"
use_jdk || exit 2
"$ROOT/inception" --version >/dev/null || exit 1 # builds what is missing
CLASSPATH=$(bash "$ROOT/scripts/benchmarks.sh") || exit 1
export CLASSPATH
exec "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" org.openjdk.jmh.Main -jvmArgs "${JVM_FLAGS[*]}" "$@"
