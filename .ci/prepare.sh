# Sourced by run.sh, test.sh and .ci/run: what the project needs on a fresh Debian 12 or Ubuntu 24.04, and where it builds.
# shellcheck shell=bash

# One row a package; alternatives parted by "|" where distributions name it differently, the first known one is taken.
build_packages=(
    g++ cmake ninja-build pkg-config
    qt6-base-dev "qt6-charts-dev|libqt6charts6-dev" "qt6-svg-dev|libqt6svg6-dev"
    ccache # only to build again sooner: CMake does without
    libqt6opengl6-dev # Qt Charts needs it and Debian only recommends it
    libeigen3-dev nlohmann-json3-dev libcli11-dev libssl-dev libsimdjson-dev libsqlite3-dev libxxhash-dev zlib1g-dev
    libbz2-dev liblzma-dev libzstd-dev # packed tables
    python3-fonttools fonts-inter # the font of the window is cut from Inter when the project is built
)

say() { printf '\n== %s\n' "$*"; }

die() {
    printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# install_missing PACKAGE...: nothing happens, and no network is needed, when all are there.
install_missing() {
    command -v dpkg-query >/dev/null ||
        die "this script installs with apt, which is not here. Please install the counterparts of: $*"
    local missing=() row name found
    for row in "$@"; do
        found=
        for name in ${row//|/ }; do
            if is_installed "$name"; then found=1; fi
        done
        [ -n "$found" ] || missing+=("$row")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "these packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -q || die "apt cannot reach its servers; missing: ${missing[*]}"
    local chosen=()
    for row in "${missing[@]}"; do
        found=
        for name in ${row//|/ }; do
            if [ -z "$found" ] && apt-cache show "$name" >/dev/null 2>&1; then found=$name; fi
        done
        [ -n "$found" ] || die "apt knows no package ${row//|/ or }; Debian 12 and Ubuntu 24.04 have it"
        chosen+=("$found")
    done
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${chosen[@]}" ||
        die "apt could not install ${chosen[*]}"
}

cache_folder="${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/tastescope"

# build_folder PRESET: out of the tree, one for each checkout.
build_folder() { printf '%s/build/%s-%s' "$cache_folder" "$1" "$(pwd -P | cksum | cut -d' ' -f1)"; }

# configure PRESET [cmake arguments...]
configure() {
    local preset=$1 folder
    folder=$(build_folder "$preset")
    shift
    mkdir -p "$folder" || die "cannot make $folder; set XDG_CACHE_HOME to a folder that can be written"
    cmake --preset "$preset" -B "$folder" "$@" >"$folder/configure.log" 2>&1 || {
        cat "$folder/configure.log"
        die "CMake could not configure the project, see above"
    }
}

# build PRESET [cmake --build arguments...]
build() {
    local preset=$1 folder
    folder=$(build_folder "$preset")
    shift
    say "Building ($preset) in $folder"
    configure "$preset"
    cmake --build "$folder" "$@" || die "the build failed, see above"
}
