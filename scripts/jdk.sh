# Sourced by ./inception and ./check: finds a JDK. Works in bash 3.2 (macOS) and starts no process where a file tells enough.

REQUIRED_JAVA=25

# java_major FOLDER: sets REPLY to the major version of the JDK there, or to 0. A JDK says it in its `release` file; only
# where that is missing is java itself asked.
java_major() {
    local line version=
    REPLY=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*) version=${line#JAVA_VERSION=} && version=${version//\"/} ;;
            esac
        done <"$1/release"
    fi
    [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac //p')
    version=${version#1.}
    version=${version%%[!0-9]*}
    REPLY=${version:-0}
}

# Sets REPLY to the folder of the JDK whose java is first on the PATH, or to nothing.
jdk_on_path() {
    REPLY=
    local java
    java=$(command -v java) || return 0
    java=$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")
    REPLY=${java%/bin/java}
}

# use_jdk: sets and exports JAVA_HOME to a JDK that is new enough; says what to install and fails when there is none.
# JDK_FOLDERS, patterns of folders to look into, is given by tests only.
use_jdk() {
    local folder found=
    for folder in "${JAVA_HOME:-}"; do
        [ -n "$folder" ] || continue
        java_major "$folder"
        [ "$REPLY" -ge "$REQUIRED_JAVA" ] && export JAVA_HOME && return 0
        found="$found, JAVA_HOME=$folder is $REPLY"
    done
    jdk_on_path
    if [ -n "$REPLY" ]; then
        folder=$REPLY
        java_major "$folder"
        [ "$REPLY" -ge "$REQUIRED_JAVA" ] && export JAVA_HOME="$folder" && return 0
        [ "$REPLY" -gt 0 ] && found="$found, java on the PATH is $REPLY"
    fi
    for folder in ${JDK_FOLDERS-/usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec /opt/*}; do
        java_major "$folder"
        [ "$REPLY" -ge "$REQUIRED_JAVA" ] && export JAVA_HOME="$folder" && return 0
    done
    found=${found#, }
    echo "Java: no JDK $REQUIRED_JAVA or newer was found${found:+ ($found)}; install one, for example Eclipse Temurin $REQUIRED_JAVA" \
        "from https://adoptium.net or 'sdk install java $REQUIRED_JAVA-tem', or set JAVA_HOME" >&2
    return 1
}
