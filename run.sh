#!/usr/bin/env bash
# Installs what is missing, builds Release and runs the main job on the built-in demo data: the window where there is a
# screen, else the same job on the command line plus pictures of the pages. Arguments go to the window program.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
. .ci/prepare.sh

install_missing "${build_packages[@]}"
build release --target tastescope tastescope-cli
folder=$(build_folder release)
export PATH="$folder/app/cli:$folder/app/desktop:$PATH"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec tastescope "$@"
fi

say "No screen here: the same job on the command line"
results="$cache_folder/first-light"
rm -rf "$results"
mkdir -p "$results"
tastescope-cli neighbours preset:demo
tastescope-cli train preset:demo --model user-knn --out "$results/user-knn" --workspace "$results"
tastescope-cli train preset:demo --model bpr --out "$results/bpr" --workspace "$results"
tastescope-cli evaluate preset:demo --run "$results/bpr" --part test
tastescope-cli recommend preset:demo --run "$results/user-knn" --user 48 --explain

say "Pictures of the pages"
QT_QPA_PLATFORM=offscreen tastescope --tour "$results/pictures"
say "Runs and pictures are in $results"
