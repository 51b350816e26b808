#!/usr/bin/env bash
# Compares this parser with two others on the same dumps. README.md says how, and what can be compared.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
built=$root/artifacts/peers
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

usage() {
  cat <<'END'
run.sh [--cpp CHECKOUT] [--rust CHECKOUT] [--rounds N] [--all] [GIBIBYTES...]

  --cpp CHECKOUT   a clone of kdmp-parser (C++); or KDMP_PEER_CPP in the environment
  --rust CHECKOUT  a clone of kdmp-parser-rs in place of the crate from crates.io; or KDMP_PEER_RUST
  --rounds N       how often the works are done, each time by every parser in turn; once unless told
  --all            all works, also with dumps that do not fit into memory
  GIBIBYTES        sizes of dumps: 4 16 64 unless told
END
}

say() { echo "$*" >&2; }

cpp=${KDMP_PEER_CPP:-} rust=${KDMP_PEER_RUST:-} rounds=1 all=
while [ $# -gt 0 ]; do
  case $1 in
    --cpp) cpp=$2; shift 2 ;;
    --rust) rust=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --all) all=1; shift ;;
    [1-9]*) break ;;
    *) usage >&2; exit 2 ;;
  esac
done
[ $# -gt 0 ] || set -- 4 16 64

# Each fails where a part is missing, without ending the script.

build_cpp() {
  [ -n "$cpp" ] || { say "C++: no checkout named (--cpp, KDMP_PEER_CPP)"; return 1; }
  local lib=$cpp/src/lib out=$built/cpp
  [ -f "$lib/kdmp-parser.h" ] || { say "C++: no src/lib/kdmp-parser.h in $cpp"; return 1; }
  mkdir -p "$out"

  # What its CMake does on configuring, but without writing into the checkout.
  cpp_version=$(grep -oE '^ *VERSION [0-9]+\.[0-9]+\.[0-9]+' "$cpp/CMakeLists.txt" | awk '{ print $2 }')
  local major minor patch
  IFS=. read -r major minor patch <<<"$cpp_version"
  sed -e "s/@PROJECT_VERSION_MAJOR@/$major/g; s/@PROJECT_VERSION_MINOR@/$minor/g; s/@PROJECT_VERSION_PATCH@/$patch/g" -e 's/@PROJECT_[A-Z]*@//g' \
    "$lib/kdmp-parser-version.h.in" >"$out/kdmp-parser-version.h"
  "${CXX:-c++}" -std=gnu++17 -O3 -DNDEBUG -fPIE -I"$lib" -I"$out" "$here/cpp/peer.cpp" -o "$out/peer"
}

build_rust() {
  local options=()
  [ -z "$rust" ] || options=(--offline --config "patch.crates-io.kdmp-parser.path=\"$(cd "$rust" && pwd)\"")
  cargo build --release --quiet --manifest-path "$here/rust/Cargo.toml" --target-dir "$built/rust" "${options[@]}"
}

build_ours() {
  dotnet build -c Release -v quiet "$root/benchmarks/KdmpParser.Benchmarks" >&2
}

ours() { dotnet "$root/benchmarks/KdmpParser.Benchmarks/bin/Release/net10.0/KdmpParser.Benchmarks.dll" peer "$@"; }
cpp_peer() { "$built/cpp/peer" "$@"; }
rust_peer() { "$built/rust/release/peer" "$@"; }
rust_mapped_peer() { "$built/rust/release/peer" --mapped "$@"; }

say "building"
build_ours
peers=(ours) names=("KdmpParser")
if build_cpp; then peers+=(cpp_peer) names+=("C++"); else say "C++: goes on without it"; fi
if build_rust; then peers+=(rust_peer rust_mapped_peer) names+=("Rust" "Rust, mapped"); else say "Rust: goes on without it"; fi

# One parser, one process. What it prints besides its lines, libraries' complaints for one, is not for the table.
measure() {
  local peer=$1 name=$2 dump=$3; shift 3
  "$peer" "$@" "$dump" | awk -F'\t' 'NF == 5 { print; any = 1 } END { exit !any }' >>"$results" ||
    printf '%s\t%s\tfailed\t1\t-\n' "$name" "$(basename "$dump" .dmp)" >>"$results"
}

fits() { [ $(($(stat -c %s "$1") / 1024)) -lt $(awk '/^MemTotal/ { print int($2 * 3 / 4) }' /proc/meminfo) ]; }

echo "$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo), $(awk '/^MemTotal/ { print int($2 / 1048576 + .5) }' /proc/meminfo) GiB, $(uname -sr)"
echo "KdmpParser $(git -C "$root" describe --always --dirty) on .NET $(dotnet --version)"
for name in "${names[@]}"; do
  case $name in
    C++) echo "C++ $cpp_version, $("${CXX:-c++}" --version | head -1)" ;;
    Rust) echo "Rust $(sed -n 's/^kdmp-parser = "=\(.*\)"/\1/p' "$here/rust/Cargo.toml")${rust:+ from a checkout}, $(rustc --version)" ;;
  esac
done

results=$built/results.tsv
: >"$results"
exit_code=0
for size in "$@"; do
  for layout in Full DenseBitmap FragmentedBitmap Ranges100K Ranges1M; do
    dump=$(ours --prepare "$layout" "$size")
    say "$(basename "$dump")"
    for _ in 1 2 3; do
      for i in "${!peers[@]}"; do measure "${peers[i]}" "${names[i]}" "$dump" --open; done
    done
    if [ -n "$all" ] || fits "$dump"; then
      for ((round = 0; round < rounds; round++)); do
        for i in "${!peers[@]}"; do measure "${peers[i]}" "${names[i]}" "$dump"; done
      done
    fi
    rm -f "${dump%.dmp}.addresses"
  done
  echo
  awk -v size="$size" -f "$here/table.awk" "$results" || exit_code=1
done
exit $exit_code
