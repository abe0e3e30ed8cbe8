#!/usr/bin/env bash
# Installs what is missing, builds and passes every test. TASTESCOPE_PRESET chooses the build (release when unset).
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")"
. .ci/prepare.sh

preset=${TASTESCOPE_PRESET:-release}
install_missing "${build_packages[@]}"
build "$preset"
say "Testing"
[ -d "${TASTESCOPE_DATASETS:-../shared/datasets}" ] ||
    echo "Tests on real data will skip: set TASTESCOPE_DATASETS to the folder that holds ml-100k, ml-1m, ..."
QT_QPA_PLATFORM=offscreen ctest --test-dir "$(build_folder "$preset")" --output-on-failure --parallel 2
