#!/usr/bin/env bash
# Sets up a fresh Debian 12 machine for `make demo` and `make test`. Each step is skipped when
# it is done, so it goes on where an interruption stopped it.
#   setup.sh run    what answering needs: system packages, virtual environment
#   setup.sh bench  that, and what measures of load need
#   setup.sh test   both, and what the tests need
set -euo pipefail
trap 'exit 130' INT  # pip turns Ctrl-C into a plain failure: the script must not go on
cd "$(dirname "$0")"

venv=.venv
# PyTorch publishes its CPU builds on an index of its own; it is asked only when the
# configured indexes do not have the wheel.
torch_cpu_index=https://download.pytorch.org/whl/cpu
# tesseract reads scans, LibreOffice opens the Word documents of before 2007.
system_packages=(python3-venv bubblewrap ca-certificates tesseract-ocr tesseract-ocr-fra libreoffice-writer-nogui)
# Prometheus brings promtool: alerts are tested on the real ones.
test_packages=(chromium fonts-dejavu-core prometheus)

say() { printf '\033[1m→ %s\033[0m\n' "$*" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

install_system() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  say "Paquets du système : ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

make_venv() {
  $venv/bin/python -m pip --version > /dev/null 2>&1 && return  # one cut short has no pip yet
  say "Environnement Python"
  rm -rf $venv
  python3.11 -m venv $venv
}

# The mark keeps the digest of what was installed: a changed lock file installs again.
installed() { [ "$(cat "$venv/.installed-$1" 2>/dev/null)" = "$(digest "$1")" ]; }
digest() { cat "requirements/$1.txt" pyproject.toml | sha256sum | cut -d' ' -f1; }

install_locked() {
  installed "$1" && return
  say "Bibliothèques Python ($(wc -l < "requirements/$1.txt"), requirements/$1.txt)"
  # Locked and complete: nothing is resolved, nothing unlisted comes in.
  pip_install -r "requirements/$1.txt"
  pip_install -e .
  digest "$1" > "$venv/.installed-$1"
}

quiet=$([ -t 1 ] || echo --quiet)  # a bar a download in a terminal, silence in a log
pip_install() { $venv/bin/python -m pip install --no-deps --disable-pip-version-check $quiet "$@"; }

# Of all the locked versions only this one may be missing where pip looks.
install_torch() {
  local torch; torch=$(grep '^torch==' requirements/cpu.txt)
  $venv/bin/python -m pip freeze 2>/dev/null | grep -qxF "$torch" && return
  say "PyTorch pour processeur ($torch)"
  pip_install "$torch" && return
  say "Il n'est pas dans l'index habituel : nouvel essai, avec celui de PyTorch"
  pip_install "$torch" --extra-index-url "$torch_cpu_index"
}

install_system "${system_packages[@]}"
make_venv
installed cpu || install_torch
install_locked cpu
case "${1:-run}" in
  bench) install_locked bench ;;
  test)
    install_locked bench
    install_system "${test_packages[@]}"
    install_locked dev
    ;;
esac
